import { describe, expect, it } from 'vitest';
import type { TrackSegment } from '../../contract/engine';
import type { Health } from '../../model/health';
import type { ReportComponent, ReportEdge } from '../../report/schema';
import { setBackMs } from './clockChange';
import { momentFor } from './momentFor';
import { clipTrack, extendTrack, redateTrack, segmentAt, type Track } from './segments';
import { bytesOf, thinned } from './thinning';
import { trackNow } from './trackState';
import { turnsOf } from './turns';

const edge = (from: string, to: string, health: Health, because?: string): ReportEdge => ({
  from,
  to,
  pipeline: 'core',
  carries: 'x',
  health,
  because,
  evidence: [],
});
const part = (id: string, health: Health, because?: string): ReportComponent => ({
  id,
  kind: 'other',
  name: id,
  health,
  because,
  evidence: [],
});
const segment = (fromMs: number, toMs: number, state: TrackSegment['state']): TrackSegment => ({ fromMs, toMs, state });

describe('the state of a pipeline', () => {
  const hop = (health: Health) => edge('kubelet', 'metrics-server', health, 'so');
  const next = (health: Health) => edge('metrics-server', 'metrics-api', health);
  it.each([
    ['all hops ok', [hop('ok'), next('ok')], [], 'ok'],
    ['one hop broken, others ok', [next('ok'), hop('broken')], [], 'broken'],
    ['degraded and broken', [hop('degraded'), next('broken')], [], 'broken'],
    ['a hop degraded', [hop('degraded'), next('ok')], [], 'degraded'],
    ['hops ok, a card broken', [hop('ok')], [part('metrics-server', 'broken')], 'broken'],
    ['something ok, something not looked at', [hop('ok'), next('unknown')], [], 'ok'],
    ['nothing looked at', [hop('unknown'), next('unknown')], [], 'unseen'],
    ['the cluster lost', [hop('stale'), next('stale')], [], 'unseen'],
    ['all denied', [hop('denied'), next('absent')], [], 'unseen'],
    ['no hop known', [], [], 'unseen'],
    ['nothing of it there', [hop('absent'), next('absent')], [], 'absent'],
    ['a source that is broken', [hop('ok')], [part('containers', 'broken')], 'ok'],
    ['the HPA, which is of both', [hop('ok')], [part('hpa', 'broken')], 'ok'],
    ['a further card of the other pipeline', [hop('ok')], [part('prometheus:a/b', 'broken')], 'ok'],
  ] as const)('%s', (_name, edges, components, state) => {
    expect(trackNow({ edges: [...edges], components: [...components] }, 'core').state).toBe(state);
  });

  it('names the first broken hop along the flow with its reason', () => {
    expect(trackNow({ edges: [hop('broken'), next('broken')], components: [] }, 'core')).toEqual({
      state: 'broken',
      subject: { kind: 'hop', from: 'kubelet', to: 'metrics-server' },
      because: 'so',
    });
  });

  it('of one pipeline says nothing of the other', () => {
    expect(trackNow({ edges: [hop('broken')], components: [part('prometheus', 'ok')] }, 'monitoring').state).toBe('unseen');
  });
});

describe('a track', () => {
  const after = (steps: readonly (readonly [number, TrackSegment['state'], boolean?])[]): Track =>
    steps.reduce<Track>((track, [atMs, state, contiguous = true]) => extendTrack(track, { state }, atMs, contiguous), []);

  it.each([
    [
      'stays one segment while nothing changes',
      [
        [0, 'ok'],
        [5, 'ok'],
        [10, 'ok'],
      ],
      [[0, 10, 'ok']],
    ],
    [
      'joins segments where the state changes',
      [
        [0, 'ok'],
        [5, 'broken'],
        [9, 'broken'],
      ],
      [
        [0, 5, 'ok'],
        [5, 9, 'broken'],
      ],
    ],
    [
      'leaves a gap empty, the state the same',
      [
        [0, 'ok'],
        [5, 'ok'],
        [99, 'ok', false],
      ],
      [
        [0, 5, 'ok'],
        [99, 99, 'ok'],
      ],
    ],
    [
      'leaves a gap empty, the state another',
      [
        [0, 'ok'],
        [99, 'broken', false],
        [104, 'broken'],
      ],
      [
        [0, 0, 'ok'],
        [99, 104, 'broken'],
      ],
    ],
    [
      'never goes back',
      [
        [10, 'ok'],
        [5, 'ok'],
      ],
      [[10, 10, 'ok']],
    ],
  ] as const)('%s', (_name, steps, wanted) => {
    expect(after(steps).map(({ fromMs, toMs, state }) => [fromMs, toMs, state])).toEqual(wanted);
  });

  it('keeps the reason that settled', () => {
    const track = extendTrack(
      extendTrack([], { state: 'broken', because: 'first' }, 0, true),
      { state: 'broken', because: 'then' },
      5,
      true,
    );
    expect(track).toEqual([{ fromMs: 0, toMs: 5, state: 'broken', because: 'then' }]);
  });

  it('is named by the hop nearest to the source, whichever mends first', () => {
    const hop = (from: string, to: string) => ({ state: 'broken' as const, subject: { kind: 'hop' as const, from, to }, because: from });
    const steps = [
      hop('metrics-api', 'hpa'),
      hop('metrics-server', 'metrics-api'),
      hop('kubelet', 'metrics-server'),
      hop('metrics-api', 'hpa'),
    ];
    const track = steps.reduce<Track>((grown, step, index) => extendTrack(grown, step, index, true), []);
    expect(track).toMatchObject([{ fromMs: 0, toMs: 3, subject: { from: 'kubelet' }, because: 'kubelet' }]);
  });

  it('is bounded when it flaps', () => {
    let track: Track = [];
    for (let at = 0; at < 5_000; at++) track = extendTrack(track, { state: at % 2 === 0 ? 'ok' : 'broken' }, at, true);
    expect(track.length).toBeLessThanOrEqual(600);
    expect(track[track.length - 1]?.toMs).toBe(4_999);
  });

  it('is clipped to what is wanted', () => {
    const track = [segment(0, 10, 'ok'), segment(10, 30, 'broken'), segment(30, 40, 'ok')];
    expect(clipTrack(track, 20)).toEqual([segment(20, 30, 'broken'), segment(30, 40, 'ok')]);
    expect(clipTrack(track, 0)).toBe(track);
    expect(clipTrack(track, 100)).toEqual([]);
  });

  it.each([
    [5, 'ok'],
    [10, 'broken'],
    [25, undefined],
    [30, 'ok'],
    [99, undefined],
    [-1, undefined],
  ])('at %d ms it says %s', (atMs, state) => {
    expect(segmentAt([segment(0, 10, 'ok'), segment(10, 20, 'broken'), segment(30, 40, 'ok')], atMs)?.state).toBe(state);
  });

  it('moves with the clock', () => expect(redateTrack([segment(5, 9, 'ok')], -5)).toEqual([segment(0, 4, 'ok')]));
});

describe('turns', () => {
  const of = (core: Track, monitoring: Track = []) =>
    turnsOf({ core, monitoring }).map(({ atMs, pipeline, from, to }) => [atMs, pipeline, from, to]);
  it.each([
    ['nothing kept', [], []],
    ['one state only', [segment(0, 9, 'ok')], []],
    ['the first look is no change', [segment(0, 2, 'unseen'), segment(2, 9, 'ok')], []],
    ['broke', [segment(0, 2, 'ok'), segment(2, 9, 'broken')], [[2, 'core', 'ok', 'broken']]],
    ['the same after a gap', [segment(0, 2, 'ok'), segment(8, 9, 'ok')], []],
    ['another after a gap', [segment(0, 2, 'ok'), segment(8, 9, 'broken')], [[8, 'core', 'ok', 'broken']]],
    ['a session that began anew', [segment(0, 2, 'ok'), segment(5, 6, 'unseen'), segment(6, 9, 'ok')], []],
    ['broken when a session began', [segment(0, 2, 'ok'), segment(5, 6, 'unseen'), segment(6, 9, 'broken')], [[6, 'core', 'ok', 'broken']]],
    ['not seen since a session began', [segment(0, 2, 'ok'), segment(5, 6, 'unseen')], [[5, 'core', 'ok', 'unseen']]],
    [
      'lost and back',
      [segment(0, 2, 'ok'), segment(2, 5, 'unseen'), segment(5, 9, 'ok')],
      [
        [5, 'core', 'unseen', 'ok'],
        [2, 'core', 'ok', 'unseen'],
      ],
    ],
  ] as const)('%s', (_name, core, wanted) => expect(of(core)).toEqual(wanted));

  it('of both pipelines stand in one order, newest first', () => {
    const broke = (atMs: number) => [segment(0, atMs, 'ok'), segment(atMs, 99, 'broken')];
    expect(of(broke(5), broke(7)).map(([atMs]) => atMs)).toEqual([7, 5]);
  });
});

describe('thinning', () => {
  const moments = (count: number, turns: readonly number[] = []) =>
    Array.from({ length: count }, (_, index) => ({ atMs: index, bytes: 10, turn: turns.includes(index) }));

  it('changes nothing within the bound', () => {
    const all = moments(10);
    expect(thinned(all, 100)).toBe(all);
  });

  it('takes from the older half, every second one', () => {
    expect(thinned(moments(8), 60).map(({ atMs }) => atMs)).toEqual([1, 3, 4, 5, 6, 7]);
  });

  it('keeps turning points longer than what lies between', () => {
    expect(thinned(moments(8, [0, 2]), 70).map(({ atMs }) => atMs)).toEqual([0, 2, 3, 4, 5, 6, 7]);
  });

  it.each([
    [500, 1_000],
    [500, 55],
    [500, 10],
    [500, 0],
  ])('%d moments fit %d bytes, the newest stays and the order holds', (count, limit) => {
    const kept = thinned(moments(count, [1, 100, 499]), limit);
    expect(bytesOf(kept)).toBeLessThanOrEqual(Math.max(limit, 10));
    expect(kept[kept.length - 1]?.atMs).toBe(count - 1);
    expect(kept.map(({ atMs }) => atMs)).toEqual(kept.map(({ atMs }) => atMs).sort((a, b) => a - b));
  });
});

describe('a clock set back', () => {
  it.each([
    ['goes on', [1_000, 0], [6_000, 5_000], 0],
    ['an hour back', [10_000_000, 0], [6_405_000, 5_000], 3_600_000],
    ['slewed a little', [1_000, 0], [5_700, 5_000], 0],
    ['a little, but before what was', [1_000, 0], [900, 100], 200],
    ['ahead, or asleep', [1_000, 0], [9_000_000, 5_000], 0],
  ] as const)('%s', (_name, [wallMs, steadyMs], [wall, steady], back) => {
    expect(setBackMs({ wallMs, steadyMs }, { wallMs: wall, steadyMs: steady })).toBe(back);
  });
});

describe('the moment that shows a time', () => {
  const strip = {
    core: [segment(0, 3, 'unseen'), segment(3, 8, 'ok'), segment(8, 20, 'broken'), segment(40, 60, 'ok')],
    monitoring: [segment(0, 12, 'ok'), segment(12, 20, 'degraded'), segment(40, 60, 'ok')],
    moments: [0, 5, 8, 12, 18, 42, 50],
  };
  it.each([
    ['the newest not newer', 10, 8],
    ['itself', 8, 8],
    ['not one of a state before, if one of this state follows', 4, 5],
    ['of a state without a moment of its own, the one before', 2.5, 0],
    ['at a turn of the other pipeline', 14, 12],
    ['right after a gap, the first after it', 41, 42],
    ['in a gap, the last before it', 30, 18],
    ['before all, the oldest', -5, 0],
    ['after all, the newest', 99, 50],
  ])('is %s', (_name, atMs, wanted) => expect(momentFor(strip, atMs)).toBe(wanted));

  it('is none when none is kept', () => expect(momentFor({ ...strip, moments: [] }, 5)).toBeUndefined());
});
