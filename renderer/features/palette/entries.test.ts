import { describe, expect, it } from 'vitest';
import type { Found, FoundMember } from '../../../shared/contract/find';
import { deniedFindings, fixtureWith } from '../../app/fixtureView';
import type { Command } from '../../store/commandStore';
import { diagnosedOf } from '../../store/findings';
import { buildMap } from '../../store/mapModel';
import { type Entry, entryGroups, type Sources } from './entries';

const MODEL = buildMap(fixtureWith({ 'metrics-server': { health: 'broken', because: 'serves 0 of 3 nodes' } }));
const COMMANDS: readonly Command[] = [
  { id: 'show-map', group: 'screens', words: 'Map', keys: ['1'], run: () => undefined },
  { id: 'pause', group: 'looks', words: 'Pause, go on', keys: [' '], run: () => undefined },
  { id: 'find', group: 'window', words: 'Find', keys: ['Ctrl+k'], keyOnly: true, run: () => undefined },
  { id: 'along', group: 'map', words: 'Along the flow', keys: ['ArrowLeft'] },
];
const WEB: FoundMember = { id: 'app/shop/web', card: 'applications', kind: 'app', name: 'web', namespace: 'shop', health: 'broken' };
const NODE: FoundMember = { id: 'kubelet/n1', card: 'kubelet', kind: 'kubelet', name: 'n1', node: 'n1', health: 'ok' };

function foundFor(query: string, scope: Found['scope'], part: Partial<Found> = {}): Found {
  const more = { members: 0, nodes: 0, families: 0 };
  return { type: 'found', query, scope, members: [], nodes: [], families: [], more, reading: false, ...part };
}

function groupsOf(written: string, sources: Partial<Sources> = {}) {
  return entryGroups(written, { model: MODEL, found: undefined, commands: COMMANDS, opened: [], ...sources });
}
const said = (written: string, sources: Partial<Sources> = {}) =>
  groupsOf(written, sources).map(({ title, entries }) => `${title}: ${entries.map(({ name }) => name).join(', ')}`);
function entryOf(written: string, name: string, sources: Partial<Sources> = {}): Entry {
  const entry = groupsOf(written, sources)
    .flatMap(({ entries }) => entries)
    .find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  return entry;
}

describe('find shows', () => {
  it('commands that can be run when nothing is written', () => {
    expect(said('')).toEqual(['Commands: Map, Pause, go on']);
  });

  it('what was opened last before the commands', () => {
    const opened = [
      { kind: 'hop', from: 'kubelet', to: 'metrics-server' },
      { kind: 'card', card: 'prometheus' },
      { kind: 'card', card: 'gone' },
      { kind: 'member', card: 'applications', member: 'app/shop/web' },
    ] as const;
    expect(said('', { opened })[0]).toBe('Opened last: /metrics/resource, Prometheus, shop/web');
  });

  it('what a word means, by its name or another way to write it', () => {
    expect(said('containerd')).toEqual(['Glossary: container runtime']);
    expect(entryOf('stale m', 'stale marker').opens).toEqual({ kind: 'term', term: 'stale-marker' });
  });

  it('cards with their state, best first', () => {
    expect(said('metrics')[0]).toMatch(/^Components: Metrics API, metrics-server/);
    expect(entryOf('metrics-server', 'metrics-server').side).toEqual({ kind: 'state', state: 'broken' });
  });

  it('members, nodes and families of the engine with state, owner and series', () => {
    const family = { name: 'web_requests_total', type: 'counter', owner: WEB, others: 2, series: 1204 };
    const found = foundFor('web', 'all', { members: [WEB], nodes: [NODE], families: [family] });
    expect(said('web', { found })).toEqual(['Components: web', 'Nodes: n1', 'Metrics: web_requests_total']);
    expect(entryOf('web', 'web', { found })).toMatchObject({ more: 'in Applications · shop', side: { kind: 'state', state: 'broken' } });
    expect(entryOf('web', 'web_requests_total', { found })).toMatchObject({
      more: 'counter from Applications web and 2 more',
      side: { kind: 'text', text: '1,204 series' },
      opens: { kind: 'family', family: 'web_requests_total', selection: { kind: 'member', card: 'applications', member: 'app/shop/web' } },
    });
  });

  it('no answer to an older question', () => {
    expect(said('webs', { found: foundFor('web', 'all', { members: [WEB] }) })).toEqual([]);
  });

  it('five of a kind, and how many more there are', () => {
    const cards = MODEL.cards.filter(({ name, card }) => `${name} ${card.kind}`.toLowerCase().includes('e')).length;
    const [components] = groupsOf('e', { found: foundFor('e', 'all', { more: { members: 40, nodes: 0, families: 0 } }) });
    expect(components).toMatchObject({ title: 'Components', more: cards - 5 + 40 });
    expect(components?.entries).toHaveLength(5);
  });

  it('commands with their key', () => {
    expect(entryOf('pause', 'Pause, go on').side).toEqual({ kind: 'keys', keys: [' '] });
  });
});

describe('a prefix', () => {
  it.each([
    ['> for commands alone', '>map', [], ['Commands: Map']],
    ['/ for metrics alone', '/ cpu', [['cpu', 'metrics']], ['Metrics: cpu_total']],
    ['@ for nodes alone', '@n', [['n', 'nodes']], ['Nodes: n1']],
    ['@ with nothing after it gives all nodes', '@', [['', 'nodes']], ['Nodes: n1']],
  ] as const)('%s', (_case, written, answers, groups) => {
    const [answer] = answers;
    const families = [{ name: 'cpu_total', owner: WEB, others: 0, series: 1 }];
    const found =
      answer === undefined ? undefined : foundFor(answer[0], answer[1], answer[1] === 'nodes' ? { nodes: [NODE] } : { families });
    expect(said(written, { found })).toEqual(groups);
  });
});

describe('diagnosis in find', () => {
  const view = deniedFindings();
  const { causes } = diagnosedOf(view.report, view.places);

  it('a cause is found by its title and by its rule', () => {
    expect(entryOf('may not read', 'metrics-server may not read the kubelets', { causes }).opens).toEqual({
      kind: 'finding',
      cause: 'denied',
    });
    expect(said('kubelet-access', { causes })).toContain('Findings: metrics-server may not read the kubelets');
  });

  it.each([
    ['a metric', 'node_cpu_secnods', true],
    ['a metric among metrics', '/http_requests', true],
    ['a recorded one', 'job:up', true],
    ['a word', 'kubelet', false],
    ['words', 'node cpu_seconds', false],
    ['a node', '@hop_1', false],
  ])('%s that may be missing is asked for: %s', (_name, written, isOffered) => {
    expect(said(written).some((group) => group.startsWith('Not there?'))).toBe(isOffered);
  });
});

it.each([
  ['pod/shop/web', 'pod/shop/web'],
  ['trace web shop', 'web shop'],
  ['node/n1', 'node/n1'],
])('%s offers the trace of what it names', (written, words) => {
  expect(entryOf(written, `Trace ${words} through every hop`).opens).toEqual({ kind: 'trace', words });
});

it.each(['trace', 'web', 'pod'])('%s alone names nothing to trace', (written) => {
  expect(said(written).filter((group) => group.startsWith('Trace'))).toEqual([]);
});
