import { describe, expect, it } from 'vitest';
import { brokenView, fixtureView, fixtureWith } from '../../app/fixtureView';
import { findCuts } from '../../store/breaks';
import { buildMap } from '../../store/mapModel';
import { CLUSTER_WIDE, NO_FILTERS } from '../../store/mapStore';
import { breaksOf, nextBreak } from './breakList';
import { pathOf } from './flowPath';
import { filterChoices, filterMap } from './mapFilter';
import { litWith } from './sameServer';

const healthy = buildMap(fixtureView());
const sorted = (ids: ReadonlySet<string> | undefined) => [...(ids ?? [])].sort();

describe('the path of', () => {
  it.each([
    ['a card', { kind: 'card', card: 'metrics-server' }, ['containers', 'hpa', 'kubectl-top', 'kubelet', 'metrics-api', 'metrics-server']],
    ['a hop', { kind: 'hop', from: 'prometheus-adapter', to: 'custom-metrics-api' }, undefined],
    ['a member: its card', { kind: 'member', card: 'node-exporter', member: 'x' }, undefined],
  ] as const)('%s holds what is up and down the flow, and no siblings', (_name, selection, cards) => {
    const path = pathOf(selection, healthy.hops);
    if (cards !== undefined) expect(sorted(path?.cards)).toEqual(cards);
    expect(path?.cards.has('vpa')).toBe(false);
    for (const hop of healthy.hops.filter(({ id }) => path?.hops.has(id))) {
      expect(path?.cards.has(hop.from) && path.cards.has(hop.to)).toBe(true);
    }
  });

  it('a hop does not take in what else feeds its consumer', () => {
    const path = pathOf({ kind: 'hop', from: 'node-exporter', to: 'prometheus' }, healthy.hops);
    expect(sorted(path?.cards)).toContain('alertmanager');
    expect(sorted(path?.cards)).not.toContain('kube-state-metrics');
    expect(path?.hops.has('node-exporter>prometheus')).toBe(true);
  });

  it('a cycle ends where it began', () => {
    const cycle = ['a>b', 'b>c', 'c>a'].map((id) => ({ id, from: id.slice(0, 1), to: id.slice(2) }));
    expect(sorted(pathOf({ kind: 'card', card: 'a' }, cycle)?.hops)).toEqual(['a>b', 'b>c', 'c>a']);
  });

  it('nothing is none', () => expect(pathOf({ kind: 'none' }, healthy.hops)).toBeUndefined());
});

describe('a filter', () => {
  const view = fixtureWith({ prometheus: { namespace: 'monitoring' }, alertmanager: { namespace: 'monitoring', health: 'broken' } });
  const model = buildMap(view);
  it.each([
    ['none', NO_FILTERS, model.cards.length],
    ['by namespace', { ...NO_FILTERS, namespaces: ['monitoring'] }, 2],
    ['by health', { ...NO_FILTERS, healths: ['broken' as const] }, 1],
    ['by both', { ...NO_FILTERS, namespaces: ['monitoring'], healths: ['ok' as const] }, 1],
    ['by a namespace that is gone', { ...NO_FILTERS, namespaces: ['gone'] }, 0],
  ])('%s: %o leaves %i cards', (_name, filters, shown) => {
    const filtered = filterMap(model, filters);
    expect(filtered.shown).toBe(shown);
    expect(filtered.cards.size).toBe(filtered.all - shown);
  });

  it('leaves out the hops of what it leaves out', () => {
    const { cards, hops } = filterMap(model, { ...NO_FILTERS, pipelines: ['core'] });
    expect(hops.has('node-exporter>prometheus')).toBe(true);
    expect(hops.has('kubelet>metrics-server')).toBe(false);
    expect(cards.has('hpa')).toBe(false);
  });

  it('offers what there is, with counts', () => {
    const { namespaces, healths } = filterChoices(model.cards);
    expect(namespaces).toEqual([
      [CLUSTER_WIDE, model.cards.length - 2],
      ['monitoring', 2],
    ]);
    expect(new Map(healths).get('broken')).toBe(1);
  });
});

describe('to the break', () => {
  it('and to the next, and round again', () => {
    const view = fixtureWith(
      { dashboard: { health: 'broken' } },
      { 'kubelet>metrics-server': { health: 'broken' }, 'kube-state-metrics>prometheus': { health: 'broken' } },
    );
    const model = buildMap(view);
    const first = nextBreak(model, { kind: 'none' });
    const second = nextBreak(model, first ?? { kind: 'none' });
    const third = nextBreak(model, second ?? { kind: 'none' });
    expect([first, second, third, nextBreak(model, third ?? { kind: 'none' })]).toEqual([
      { kind: 'hop', from: 'kubelet', to: 'metrics-server' },
      { kind: 'hop', from: 'kube-state-metrics', to: 'prometheus' },
      { kind: 'card', card: 'dashboard' },
      first,
    ]);
  });

  it('is one place for one cause', () => expect(breaksOf(buildMap(brokenView()))).toHaveLength(1));
  it('leads nowhere when all is well', () => expect(nextBreak(healthy, { kind: 'none' })).toBeUndefined());
});

it.each([
  ['metrics-api', ['custom-metrics-api', 'api-objects']],
  ['api-objects', ['metrics-api', 'custom-metrics-api']],
  ['prometheus', []],
  [undefined, []],
])('with %s are lit %j', (card, lit) => expect(litWith(card)).toEqual(lit));

describe('a ring of broken hops', () => {
  const edges = ['a>b', 'b>c', 'c>a', 'c>d'].map((id) => {
    const [from = '', to = ''] = id.split('>');
    return { from, to, pipeline: 'monitoring' as const, carries: '', health: 'broken' as const, evidence: [] };
  });

  it('is cut once', () => expect([...findCuts({ components: [], edges })].map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b']));
  it('that something broken leads to only follows', () => {
    const before = {
      ...edges[0],
      from: 'x',
      to: 'a',
      pipeline: 'monitoring' as const,
      carries: '',
      health: 'broken' as const,
      evidence: [],
    };
    expect([...findCuts({ components: [], edges: [...edges, before] })].map(({ from, to }) => `${from}>${to}`)).toEqual(['x>a']);
  });
});
