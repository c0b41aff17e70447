import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ExpectedFinding, ExpectedHealth } from '../../electron/demo/faults/fault';
import { worldOf } from '../../electron/demo/scenarios/choose';
import { SCENARIOS } from '../../electron/demo/scenarios/table';
import type { Report } from '../../shared/report/schema';
import { lookUntilRight, openRecordedDemo } from '../support/demoLook';
import { misdiagnosed } from '../support/misdiagnosed';
import { replayedSaying, saidIn } from '../support/takenRecording';

/** Beside the simulated time that a scenario needs to settle: what every start needs (two scrapes, a sync of the HPAs). */
const START_MS = 75_000;
/** Right by chance, between two looks, is not right: the Report has to stay so. */
const HOLDS_MS = 2_000;

let files = 0;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-scenarios-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

/** What the report says that it should not, and what it does not say that it should: empty when it is right. */
function differences(report: Report, expected: ExpectedHealth): string[] {
  const cards = new Map(report.components.map((each) => [each.id, each]));
  const hops = new Map(report.edges.map((each) => [`${each.from}->${each.to}`, each]));
  const wrong: string[] = [];
  for (const [named, seen] of [
    [expected.cards, cards],
    [expected.hops, hops],
  ] as const) {
    for (const [id, healths] of Object.entries(named)) {
      const health = seen.get(id)?.health ?? 'absent';
      if (!healths.includes(health)) wrong.push(`${id} is ${health} (${seen.get(id)?.because ?? ''}), not ${healths.join(' or ')}`);
    }
    for (const [id, { health, because }] of seen) {
      if (!(id in named) && (health === 'broken' || health === 'degraded')) wrong.push(`${id} is ${health} (${because ?? ''}), not ok`);
    }
  }
  return wrong;
}

/** What the Report must say at last: healths, exactly these findings, and the root first. */
function wrongIn(report: Report, health: ExpectedHealth, findings: readonly ExpectedFinding[]): string[] {
  const wrong = [...differences(report, health), ...misdiagnosed(report, findings)];
  const [root, first] = [findings[0], report.findings[0]];
  if (wrong.length > 0 || !root) return wrong;
  return first?.rule === root.rule ? [] : [`first is ${first?.id}, not ${root.rule}`];
}

interface Seen {
  readonly wrong: readonly string[];
  readonly report: Report;
  /** What its port carried. */
  readonly file: string;
}

async function untilRight(scenario: string, settlesSeconds: number, wrongOf: (report: Report) => readonly string[]): Promise<Seen> {
  const file = path.join(folder, `${scenario}-${++files}.hopscope`);
  const looked = await openRecordedDemo(scenario, START_MS + settlesSeconds * 1000, file);
  closers.push(looked.close);
  const wrong = await lookUntilRight(looked, () => wrongOf(looked.report.make()), HOLDS_MS);
  const report = looked.report.make();
  await looked.taken.end();
  return { wrong, report, file };
}

describe('scenarios of the demo, looked at over HTTPS', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    '%s, and a recording of it says the same',
    async (name, scenario) => {
      const world = worldOf(name, { seed: 1, startMs: 0 });
      if (!world.ok) throw new Error(world.error);
      const [health, findings] = [scenario.health(world.value), scenario.findings(world.value)];
      const { wrong, report, file } = await untilRight(name, scenario.settlesSeconds, (now) => wrongIn(now, health, findings));
      expect(wrong).toEqual([]);
      expect(await replayedSaying(file, report)).toEqual(saidIn(report));
    },
  );

  /** Nothing is broken: short-lived pods do this to every monitoring. */
  it('healthy says that states of short-lived pods are not seen', async () => {
    const notYet = ({ findings }: Report) =>
      findings.some(({ rule, severity }) => rule === 'state-shorter-than-scrape' && severity === 'info') ? [] : ['not found'];
    expect((await untilRight('healthy', 60, notYet)).wrong).toEqual([]);
  });
});
