import { describe, expect, it } from 'vitest';
import { fixtureView, fixtureWith } from '../../app/fixtureView';
import { buildMap, type MapCard, type MapHop } from '../../store/mapModel';
import { cardText, spokenCard } from '../../ui/cardWords';
import { hopText, spokenHop } from '../../ui/hopWords';

function cardOf(view: ReturnType<typeof fixtureView> | undefined, id: string): MapCard {
  const card = buildMap(view).cards.find((one) => one.card.id === id);
  if (card === undefined) throw new Error(`no card ${id}`);
  return card;
}
function hopOf(view: ReturnType<typeof fixtureView> | undefined, id: string): MapHop {
  const hop = buildMap(view).hops.find((one) => one.id === id);
  if (hop === undefined) throw new Error(`no hop ${id}`);
  return hop;
}

describe('on a card', () => {
  it('stand members and the number with its unit once', () => {
    expect(cardText(cardOf(fixtureView(), 'node-exporter'))).toEqual({
      members: '3 of 3',
      number: { value: '1,204', unit: '', label: 'series' },
      reason: undefined,
    });
    expect(cardText(cardOf(fixtureView(), 'metrics-api')).number).toEqual({ value: '12', unit: 'ms', label: 'p99' });
  });

  it('stands the reason instead of the number when it is not ok', () => {
    const view = fixtureWith({ 'metrics-server': { health: 'broken', because: 'serves 0 of 3 nodes' } });
    expect(cardText(cardOf(view, 'metrics-server')).reason).toBe('serves 0 of 3 nodes');
  });

  it('keeps the last number when it is stale', () => {
    const view = fixtureWith({ 'kube-state-metrics': { health: 'stale', because: 'no answer' } });
    expect(cardText(cardOf(view, 'kube-state-metrics'))).toMatchObject({ reason: undefined, number: { value: '5,310' } });
  });

  it('is read out with pipeline, state, number and hops', () => {
    expect(spokenCard(cardOf(fixtureView(), 'metrics-server'), 1, 1)).toBe('metrics-server, core, ok, 34 pods served, 1 hop in, 1 out');
    expect(spokenCard(cardOf(undefined, 'hpa'), 2, 0)).toBe('HPA, core, unknown, not looked at yet, 2 hops in, 0 out');
  });
});

describe('at a hop', () => {
  const scrape = 'node-exporter>prometheus';
  it.each([
    ['ok', fixtureView(), scrape, { tone: 'ok', carries: '/metrics', below: '15 s · 14 s' }],
    ['on demand', fixtureView(), 'prometheus>prometheus-adapter', { tone: 'ok', carries: 'PromQL', below: 'on demand' }],
    [
      'event driven',
      fixtureView(),
      'api-objects>kube-state-metrics',
      { tone: 'ok', carries: 'list, watch', below: 'event-driven', brief: 'watched' },
    ],
    [
      'losing',
      fixtureWith({}, { [scrape]: { health: 'degraded', missed: 2, expected: 240 } }),
      scrape,
      { tone: 'lossy', below: '2 of 240 lost' },
    ],
    ['cut', fixtureWith({}, { [scrape]: { health: 'broken' } }), scrape, { tone: 'broken', below: '' }],
    ['denied', fixtureWith({}, { [scrape]: { health: 'denied' } }), scrape, { tone: 'denied', below: 'denied to you', brief: 'denied' }],
    [
      'not looked at',
      fixtureWith({}, { [scrape]: { health: 'unknown' } }),
      scrape,
      { tone: 'unknown', below: 'not looked at', brief: 'unknown' },
    ],
    ['absent', fixtureWith({}, { [scrape]: { health: 'absent' } }), scrape, { tone: 'absent', carries: '' }],
    ['nothing known', undefined, scrape, { tone: 'ghost', below: '' }],
  ] as const)('%s, ten seconds after the report', (_name, view, id, text) => expect(hopText(hopOf(view, id), 10)).toMatchObject(text));

  it('is read out with both ends', () => {
    expect(spokenHop(hopOf(fixtureView(), scrape))).toBe('/metrics from node-exporter to Prometheus, ok, 15 s · 4 s');
  });
});
