import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyFaults } from '../faults/apply';
import { healthyWorld } from '../world/healthyWorld';
import { NOON } from '../world/testStore';
import { chooseScenario } from './choose';
import { readScenarioText } from './scenarioFile';
import { ScenarioText } from './scenarioSchema';

const EXAMPLES = new URL('../../../docs/scenarios/', import.meta.url);
const SCHEMA = new URL('../../../docs/scenario.schema.json', import.meta.url);
const GUIDE = new URL('../../../docs/guide/fault-lab.md', import.meta.url);

const GOOD = 'name: mine\nsays: two things\nfaults:\n  - ksm-down\n  - metrics-server-down\n';

function wrong(text: string): string {
  const read = readScenarioText(text);
  return read.ok ? 'nothing' : `line ${read.error.line}: ${read.error.says}`;
}

describe('a scenario that somebody wrote', () => {
  it('is its faults, with what must come of them together', () => {
    const read = readScenarioText(`${GOOD}nodes: 5\nspeed: 2.5\nseed: 7\n`);
    if (!read.ok) throw new Error(read.error.says);
    const { scenario, ...size } = read.value;
    expect(scenario).toMatchObject({ name: 'mine', says: 'two things', faults: ['ksm-down', 'metrics-server-down'], settlesSeconds: 60 });
    expect(size).toEqual({ nodes: 5, speed: 2.5, seed: 7 });
    const world = applyFaults(healthyWorld({ seed: 7, startMs: NOON }), scenario.faults);
    expect(world.ok && scenario.findings(world.value).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Deployment/kube-system/kube-state-metrics', 'Deployment/kube-system/metrics-server']),
    );
  });

  it('may let faults begin later and end, the same one several times', () => {
    const read = readScenarioText(
      'name: mine\nsays: it flaps\nfaults:\n  - kubelet-slow\n  - { fault: ksm-down, for: 90s }\n  - { fault: ksm-down, after: 2m, for: 1m }\n  - { fault: prometheus-down, after: 1h30m }\n',
    );
    if (!read.ok) throw new Error(read.error.says);
    const { scenario } = read.value;
    expect(scenario.faults).toEqual(['kubelet-slow', 'ksm-down']);
    expect(scenario.planned).toEqual([
      { afterMs: 90_000, fault: 'ksm-down', on: false },
      { afterMs: 120_000, fault: 'ksm-down', on: true },
      { afterMs: 180_000, fault: 'ksm-down', on: false },
      { afterMs: 5_400_000, fault: 'prometheus-down', on: true },
    ]);
    const world = applyFaults(healthyWorld({ seed: 7, startMs: NOON }), ['kubelet-slow', 'prometheus-down']);
    const subjects = world.ok ? scenario.findings(world.value).map(({ subject }) => subject) : [];
    expect(subjects).toContain('Deployment/monitoring/prometheus');
    expect(subjects).not.toContain('Deployment/kube-system/kube-state-metrics');
    expect(scenario.settlesSeconds).toBeGreaterThanOrEqual(5_460);
  });

  it('may break nothing, and name a fault twice', () => {
    const named = readScenarioText('name: mine\nsays: well\nfaults: []\n');
    expect(named.ok && named.value.scenario.faults).toEqual([]);
    const twice = readScenarioText(`${GOOD}  - ksm-down\n`);
    expect(twice.ok && twice.value.scenario.faults).toEqual(['ksm-down', 'metrics-server-down']);
  });

  it.each([
    [
      'a misspelt fault',
      GOOD.replace('metrics-server-down', 'metrics-server-dwn'),
      /^line 5: there is no fault metrics-server-dwn; did you mean metrics-server-down\?/,
    ],
    ['a misspelt field', GOOD.replace('faults:', 'falts:'), /^line 3: "falts" is no field of a scenario; did you mean "faults"\?$/],
    ['a field too many', `${GOOD}node: 3\n`, /^line 6: "node" is no field of a scenario; did you mean "nodes"\?$/],
    ['a field that is missing', GOOD.replace('says: two things\n', ''), /^line 1: "says" is missing$/],
    ['no number of nodes', `${GOOD}nodes: many\n`, /^line 6: "nodes": /],
    ['half a node', `${GOOD}nodes: 1.5\n`, /^line 6: "nodes": /],
    ['more nodes than there can be', `${GOOD}nodes: 100000\n`, /^line 6: "nodes": /],
    ['time that stands still', `${GOOD}speed: 0\n`, /^line 6: "speed": /],
    ['a name that is a path', GOOD.replace('mine', '../../etc'), /^line 1: "name": must be small letters, digits and hyphens/],
    ['the name of a scenario of the demo', GOOD.replace('mine', 'bad-night'), /^line 1: bad-night is a scenario of the demo already/],
    ['a fault that is no word', GOOD.replace('metrics-server-down', '7'), /^line 5: "faults\.1": /],
    [
      'a field of a fault that is misspelt',
      `${GOOD}  - fault: prometheus-down\n    aftr: 60s\n`,
      /^line 7: "aftr" is no field of a fault; did you mean "after"\?$/,
    ],
    ['times without a fault', `${GOOD}  - after: 60s\n`, /^line 6: "faults\.2\.fault" is missing$/],
    [
      'a time that is none',
      `${GOOD}  - { fault: prometheus-down, after: soon }\n`,
      /^line 6: "faults\.2\.after": must be a time such as 90s/,
    ],
    ['a time without its unit', `${GOOD}  - fault: prometheus-down\n    after: 1m\n    for: 60\n`, /^line 8: "faults\.2\.for": /],
    [
      'a fault that lasts for nothing',
      `${GOOD}  - { fault: prometheus-down, for: 0s }\n`,
      /^line 6: "faults\.2\.for": must be more than nothing$/,
    ],
    ['a fault in three days', `${GOOD}  - { fault: prometheus-down, after: 72h }\n`, /^line 6: "faults\.2\.after": must be a day at most$/],
    ['a later fault that is misspelt', `${GOOD}  - { fault: prometeus-down, after: 1m }\n`, /^line 6: there is no fault prometeus-down/],
    ['one fault twice at a time', `${GOOD}  - { fault: ksm-down, after: 1m }\n`, /^line 6: ksm-down is on already then: line 4$/],
    ['a list', '- ksm-down\n', /^line 1: a scenario is a list of fields/],
    ['nothing', '', /^line 1: a scenario is a list of fields/],
    ['no YAML', 'name: [mine\nsays: x\n', /^line \d: /],
    ['a field twice', `${GOOD}name: other\n`, /^line 6: Map keys must be unique/],
  ])('%s is refused with its line', (_what, text, says) => expect(wrong(text)).toMatch(says));
});

describe('a scenario by what the user wrote', () => {
  it('a file that is not there is said by its path', async () => {
    const chosen = await chooseScenario('/nowhere/mine.scenario.yaml');
    expect(chosen).toMatchObject({ ok: false, error: { says: expect.stringContaining('/nowhere/mine.scenario.yaml cannot be read') } });
  });

  it('a name is of the table', async () => {
    expect(await chooseScenario('bad-night')).toMatchObject({ ok: true, value: { scenario: { name: 'bad-night' } } });
    expect(await chooseScenario('bad-nite')).toMatchObject({
      ok: false,
      error: { says: expect.stringContaining('did you mean bad-night') },
    });
  });

  const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith('.scenario.yaml'));
  it.each(examples)('the example %s opens, and the guide shows it as it is', async (name) => {
    const file = fileURLToPath(new URL(name, EXAMPLES));
    expect(await chooseScenario(file)).toMatchObject({ ok: true, value: { scenario: { name: name.replace('.scenario.yaml', '') } } });
    expect(readFileSync(GUIDE, 'utf8')).toContain(readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
  });

  it('there is an example', () => expect(examples.length).toBeGreaterThan(0));

  it('its schema is docs/scenario.schema.json (WRITE_SCHEMA=1 writes it anew)', () => {
    const text = `${JSON.stringify(z.toJSONSchema(ScenarioText), null, 2)}\n`;
    if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(SCHEMA, text);
    expect(readFileSync(SCHEMA, 'utf8')).toBe(text);
  });
});
