import { describe, expect, it } from 'vitest';
import type { View } from '../../../shared/contract/engine';
import { brokenView, deniedFindings, FIXTURE_NOW_MS, fixtureFinding, fixtureView, fixtureWith, withFindings } from '../../app/fixtureView';
import { followers } from '../../store/breaks';
import { titleOf } from '../../store/cardTitle';
import { sentence } from '../../ui/sentence';
import { judgeView, judgeWindow } from './verdict';

const judge = (view: View | undefined) => judgeView(view, FIXTURE_NOW_MS);
const trouble = { says: 'dial tcp: i/o timeout', remedy: 'Look.', sinceMs: FIXTURE_NOW_MS - 42_000 };

describe('the one sentence', () => {
  it.each([
    ['no view yet', undefined, 'unknown', 'Starting.'],
    ['all well', fixtureView(), 'ok', 'All 18 hops carry data.'],
    ['a cut', brokenView(), 'broken', 'metrics-server gets nothing from kubelet.'],
    [
      'a card broken without a broken hop',
      fixtureWith({ alertmanager: { health: 'broken', because: 'x' } }),
      'broken',
      'Alertmanager is broken.',
    ],
    [
      'one of many degraded',
      fixtureWith({
        kubelet: { health: 'degraded', members: { total: 3, ok: 2, degraded: 0, broken: 1, denied: 0, stale: 0, unknown: 0 } },
      }),
      'degraded',
      'kubelet is degraded (2 of 3 ok).',
    ],
    [
      'loss on a hop',
      fixtureWith({}, { 'node-exporter>prometheus': { health: 'degraded', missed: 2, expected: 240 } }),
      'degraded',
      '2 of 240 samples are lost between node-exporter and Prometheus.',
    ],
    ['not seen is not healthy', fixtureWith({}, { 'kubelet>prometheus': { health: 'unknown' } }), 'unknown', '17 of 18 hops carry data.'],
    ['denied is not healthy', fixtureWith({}, { 'kubelet>prometheus': { health: 'denied' } }), 'denied', '17 of 18 hops carry data.'],
    ['absent hops are not counted', fixtureWith({}, { 'prometheus>dashboard': { health: 'absent' } }), 'ok', 'All 17 hops carry data.'],
    ['no answer', fixtureView({ phase: 'unreachable', trouble }), 'stale', 'No answer from demo for 42 s.'],
    ['denied wholly', fixtureView({ phase: 'denied', trouble }), 'denied', 'You may not look at demo.'],
    ['an empty cluster', fixtureView({ phase: 'empty' }), 'absent', 'Nothing of the monitoring architecture runs here.'],
    ['connecting', fixtureView({ phase: 'connecting' }), 'unknown', 'Connecting to demo.'],
  ] as const)('%s', (_name, view, state, says) => expect(judge(view)).toMatchObject({ state, says }));

  it('names what follows from the cut, and leads to it', () => {
    const verdict = judge(brokenView());
    expect(verdict.more).toBe('403 Forbidden from 3 of 3 nodes. Follows: no data for Metrics API, kubectl top, HPA.');
    expect(verdict.show).toEqual({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
  });

  it('counts what nobody saw', () => {
    const view = fixtureWith({}, { 'kubelet>prometheus': { health: 'unknown' }, 'applications>prometheus': { health: 'denied' } });
    expect(judge(view).more).toContain('1 denied to you, 1 not looked at.');
  });

  it('says how much is listed while it connects', () => {
    const view = fixtureView({ phase: 'connecting', listed: [{ resource: 'pods', have: 1200, of: 5000, state: 'listing' }] });
    expect(judge(view).more).toBe('pods: 1,200 of 5,000 listed.');
  });
});

it.each([
  ['running', 'ok', 'All 18 hops carry data.'],
  ['down', 'stale', 'The engine has stopped and is started again.'],
  ['failed', 'broken', 'Hopscope cannot look at a cluster.'],
] as const)('with an engine that is %s the last view is %s', (engine, state, says) => {
  expect(judgeWindow(engine, fixtureView(), FIXTURE_NOW_MS)).toMatchObject({ state, says });
});

it('what follows does not include hops that are broken for another reason', () => {
  const { edges } = fixtureWith(
    {},
    { 'kubelet>metrics-server': { health: 'broken' }, 'prometheus>alertmanager': { health: 'broken' } },
  ).report;
  const cut = edges.find((edge) => edge.to === 'metrics-server');
  expect(cut && followers(cut, edges)).toEqual([]);
});

it.each([
  ['ends', 'ends.'],
  ['ends.', 'ends.'],
  [undefined, ''],
])('a sentence of %s', (text, whole) => expect(sentence(text)).toBe(whole));

it('a card is called by its title, another by its own name', () => {
  expect(titleOf('hpa')).toBe('HPA');
  expect(titleOf('prometheus:a/b', 'b')).toBe('b');
});

describe('what was found is said before what is drawn', () => {
  it('the first root: since when, which cards it also hits, why; it leads to its hop', () => {
    const verdict = judge(deniedFindings());
    expect(verdict).toMatchObject({ state: 'broken', says: 'metrics-server may not read the kubelets.' });
    expect(verdict.more).toMatch(
      /^Since \d\d:\d\d:40 \(10 min 27 s\)\. Follows: Metrics API, HPA\. Its service account may not get nodes\/metrics\.$/,
    );
    expect(verdict.show).toEqual({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
  });

  it('others are counted, subjects of one cause too', () => {
    const findings = [fixtureFinding('a'), fixtureFinding('b'), fixtureFinding('c', { remedy: 'Another.' })];
    const verdict = judge(withFindings(fixtureView(), findings));
    expect(verdict.says).toBe('a is wrong, and 1 more like it.');
    expect(verdict.more).toContain('1 other cause.');
    expect(verdict.show).toBeUndefined();
  });

  it('a warning is said unless something is broken', () => {
    const warning = fixtureFinding('w', { severity: 'warning' });
    expect(judge(withFindings(fixtureView(), [warning]))).toMatchObject({ state: 'degraded', says: 'w is wrong.' });
    expect(judge(withFindings(brokenView(), [warning]))).toMatchObject({
      state: 'broken',
      says: 'metrics-server gets nothing from kubelet.',
    });
  });

  it('an info is not', () => {
    expect(judge(withFindings(fixtureView(), [fixtureFinding('i', { severity: 'info' })])).state).toBe('ok');
  });
});
