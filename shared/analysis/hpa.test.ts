import { describe, expect, it } from 'vitest';
import { HPA_REASONS } from '../knowledge/hpaReasons';
import { DEFAULT_BEHAVIOR, type HpaBehavior, type ScalingRules } from '../model/hpaBehavior';
import { type HpaScene, replayHpa, type SceneMetric, type ScenePast, type ScenePod } from './hpa';

const NOW = 10_000_000;
/** As the controller's own tests have it. */
const FLAGS = { tolerance: 0.1, cpuInitializationMs: 120_000, readinessDelayMs: 10_000 };

type PodState = 'ready' | 'unready' | 'hot' | 'pending' | 'failed' | 'deleted';

/** "ready": up for 3 min. "hot": ready since now. "unready": never was ready. */
function pod(at: number, state: PodState, request: number | undefined): ScenePod {
  const startMs = state === 'hot' ? NOW : NOW - 180_000;
  return {
    name: `pod-${at}`,
    phase: state === 'pending' ? 'Pending' : state === 'failed' ? 'Failed' : 'Running',
    deleted: state === 'deleted',
    ready: { on: state === 'ready' || state === 'hot', sinceMs: startMs },
    startMs,
    containers: [{ name: 'app', requestMilli: request === undefined ? {} : { cpu: request } }],
  };
}

interface Case {
  readonly replicas: number;
  /** Milli-units of pod-0, pod-1, ...; undefined: this pod has no value. */
  readonly levels: readonly (number | undefined)[];
  readonly target: number;
  readonly states?: readonly PodState[];
  readonly requests?: readonly (number | undefined)[];
  readonly pods?: number;
  readonly metric?: Partial<SceneMetric>;
}

const FREE = { minReplicas: 1, maxReplicas: 100, past: { kind: 'known', recommendations: [], scalings: [] } } as const;

function sceneOf({
  replicas,
  levels,
  target,
  states = [],
  requests = [],
  pods = Math.max(replicas, states.length),
  metric,
}: Case): HpaScene {
  const samples = levels.flatMap((milli, at) =>
    milli === undefined ? [] : [[`pod-${at}`, { milli, timestampMs: NOW, windowMs: 60_000 }] as const],
  );
  return {
    ...FREE,
    nowMs: NOW,
    replicas,
    flags: FLAGS,
    pods: Array.from({ length: pods }, (_, at) => pod(at, states[at] ?? 'ready', at in requests ? requests[at] : 1000)),
    metrics: [
      { type: 'Resource', name: 'cpu', targetType: 'Utilization', target, value: { kind: 'pods', pods: new Map(samples) }, ...metric },
    ],
  };
}

/** The proposal of the only metric: before stabilization and limits. */
function proposed(given: Case): number | string {
  const [first] = replayHpa(sceneOf(given)).proposals;
  return first?.kind === 'replicas' ? first.replicas : (first?.error ?? '');
}

const PODS = { type: 'Pods', name: 'qps', targetType: 'AverageValue' } as const;
const MEMORY = { name: 'memory', targetType: 'AverageValue' } as const;

// Most situations and counts are those of the controller's own tests (replica_calculator_test.go).
describe('a metric of pods', () => {
  it.each<[string, Case, number | string]>([
    ['scales up by the ratio', { replicas: 3, levels: [300, 500, 700], target: 30 }, 5],
    ['less where a pod has never been ready', { replicas: 3, levels: [300, 500, 700], target: 30, states: ['unready'] }, 4],
    ['less where a pod is inside the CPU initialization period', { replicas: 3, levels: [300, 500, 700], target: 30, states: ['hot'] }, 4],
    [
      'not, where what is not ready outweighs it',
      { replicas: 3, levels: [400, 500, 700], target: 30, states: ['ready', 'unready', 'unready'] },
      3,
    ],
    ['a pending pod is not ready', { replicas: 3, levels: [300, 500, 700], target: 30, states: ['pending'] }, 4],
    ['memory does not wait for readiness', { replicas: 3, levels: [300, 500, 700], target: 300, states: ['unready'], metric: MEMORY }, 5],
    ['scales down by the ratio', { replicas: 5, levels: [100, 300, 500, 250, 250], target: 50 }, 3],
    [
      'scales down without pods that come up',
      { replicas: 5, levels: [100, 300, 500, 250, 250], target: 50, states: ['ready', 'ready', 'ready', 'hot', 'hot'] },
      2,
    ],
    [
      'failed pods are not there',
      {
        replicas: 5,
        levels: [100, 300, 500, 250, 250],
        target: 50,
        states: ['ready', 'ready', 'ready', 'ready', 'ready', 'failed', 'failed'],
      },
      3,
    ],
    [
      'nor are pods that end',
      {
        replicas: 5,
        levels: [100, 300, 500, 250, 250],
        target: 50,
        states: ['ready', 'ready', 'ready', 'ready', 'ready', 'deleted', 'deleted'],
      },
      3,
    ],
    ['is a ratio of sums, of what is requested', { replicas: 3, levels: [1010, 1030, 1020], target: 100, requests: [900, 1000, 1100] }, 3],
    ['values of unknown pods do not count', { replicas: 4, levels: [4000, 9500, 3000, 7000, 3200, 2000], target: 100 }, 24],
    ['missing on the way down: all they request', { replicas: 4, levels: [400, 95], target: 100 }, 3],
    ['missing at the target: nothing', { replicas: 2, levels: [1000], target: 100 }, 2],
    ['missing on the way up: nothing used', { replicas: 2, levels: [1900], target: 100 }, 2],
    ['missing, and the way down ends inside the tolerance', { replicas: 2, levels: [600], target: 100 }, 2],
    ['missing, and it would turn', { replicas: 3, levels: [100, 450], target: 50, states: ['unready'] }, 3],
    ['missing and unready on the way up', { replicas: 3, levels: [100, 2000], target: 50, states: ['unready'] }, 4],
    ['missing and unready on the way down', { replicas: 4, levels: [100, 100, 100], target: 50, states: ['unready'] }, 3],
    ['a surge pod without a value does not turn a scale-down into a scale-up', { replicas: 2, levels: [100, 100], target: 50, pods: 3 }, 2],
    ['missing on the way down above 100 %: all of the target', { replicas: 2, levels: [1500], target: 200, pods: 2 }, 2],
    ['its mean, in whole milli-units', { replicas: 3, levels: [20_000, 21_000, 21_000], target: 20_000, metric: PODS }, 3],
    ['its mean over the tolerance', { replicas: 3, levels: [20_000, 10_000, 30_000], target: 15_000, metric: PODS }, 4],
    [
      'of pods: readiness does not count',
      { replicas: 3, levels: [50_000, 10_000, 30_000], target: 15_000, states: ['unready'], metric: PODS },
      6,
    ],
    ['of pods: missing on the way down are at the target', { replicas: 3, levels: [5_000, 5_000], target: 10_000, metric: PODS }, 2],
    ['no pods', { replicas: 0, levels: [], target: 30, pods: 0, metric: { value: { kind: 'average', value: 3 } } }, ''],
    [
      'no pod counts',
      { replicas: 1, levels: [300], target: 30, states: ['unready'] },
      'did not receive metrics for targeted pods (pods might be unready)',
    ],
    [
      'a container without a request',
      { replicas: 2, levels: [300, 300], target: 30, requests: [100, undefined] },
      'missing request for cpu in container app of Pod pod-1',
    ],
    [
      'one container that is not there',
      { replicas: 1, levels: [300], target: 30, metric: { type: 'ContainerResource', container: 'web' } },
      'container web not found in Pod pod-0',
    ],
    [
      'the error of the API',
      { replicas: 1, levels: [], target: 30, metric: { value: { kind: 'none', error: 'no metrics returned' } } },
      'no metrics returned',
    ],
  ])('%s', (_name, given, count) => expect(proposed(given)).toBe(count));

  it.each<[string, Case, number]>([
    ['150 % of 80 % over 3 pods', { replicas: 3, levels: [], target: 80, metric: { value: { kind: 'average', value: 150 } } }, 6],
    [
      'a percentage that does not divide evenly',
      { replicas: 2, levels: [], target: 250, requests: [105, 105], metric: { value: { kind: 'average', value: 211 } } },
      2,
    ],
    [
      'one of three not ready',
      { replicas: 3, levels: [], target: 30, states: ['unready'], metric: { value: { kind: 'average', value: 60 } } },
      4,
    ],
    ['an average value', { replicas: 1, levels: [], target: 20_000, metric: { ...PODS, value: { kind: 'average', value: 41_000 } } }, 3],
  ])('by the average of the status: %s', (_name, given, count) => expect(proposed(given)).toBe(count));

  it('without its pods every replica counts', () => {
    const { pods: _pods, ...scene } = sceneOf({ replicas: 3, levels: [], target: 80, metric: { value: { kind: 'average', value: 150 } } });
    const replay = replayHpa({ ...scene, maxReplicas: 5 });
    expect(replay.says).toBe('150 % of 80 % over 3 pods -> 6, limited by maxReplicas 5');
    expect(replay.outcome).toEqual({ kind: 'replicas', replicas: 5 });
    expect(replay.steps.map(({ step, from, to }) => [step, from, to])).toEqual([
      ['pods', '3 under the selector', '3 pods count'],
      ['value', '150 % of 80 % over 3 pods', 'ratio 1.875'],
      ['proposal', 'ratio 1.875', '6 replicas'],
      ['range', '6 replicas', '5 replicas'],
    ]);
  });
});

describe('a metric of one number', () => {
  const total = (milli: number): SceneMetric['value'] => ({ kind: 'total', milli });
  it.each<[string, number, Partial<SceneMetric>, number]>([
    ['a value, inside the tolerance', 3, { targetType: 'Value', target: 8888, value: total(8600) }, 3],
    ['a value, by the ready pods', 3, { targetType: 'Value', target: 4400, value: total(8600) }, 6],
    ['a value, from none', 0, { targetType: 'Value', target: 4400, value: total(8600) }, 2],
    ['an average, inside the tolerance', 3, { targetType: 'AverageValue', target: 2900, value: total(8600) }, 3],
    ['an average', 3, { targetType: 'AverageValue', target: 2150, value: total(8600) }, 4],
    ['an average from the status', 4, { targetType: 'AverageValue', target: 2150, value: { kind: 'average', value: 4300 } }, 8],
  ])('%s', (_name, replicas, metric, count) => {
    const scene = sceneOf({ replicas, levels: [], target: 0, metric: { type: 'External', name: 'depth', ...metric } });
    expect(replayHpa({ ...scene, minReplicas: 0 }).proposals[0]).toMatchObject({ kind: 'replicas', replicas: count });
  });
});

const REASONS = new Set(HPA_REASONS.map(({ type, status, reason }) => `${type} ${status} ${reason}`));

/** A metric that asks for exactly this many of 10 replicas; "none": it has no value. */
function asking(count: number | 'none', name = 'a'): SceneMetric {
  const value = count === 'none' ? ({ kind: 'none', error: 'no answer' } as const) : ({ kind: 'total', milli: count * 1000 } as const);
  return { type: 'External', name, targetType: 'AverageValue', target: 1000, value };
}

function synced(given: Partial<HpaScene>, ...asked: readonly (number | 'none')[]) {
  const metrics = asked.map((count, at) => asking(count, `metric-${at}`));
  const replay = replayHpa({ ...FREE, nowMs: NOW, replicas: 10, metrics, ...given });
  const conditions = replay.conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
  for (const condition of conditions) expect(REASONS).toContain(condition);
  const { outcome } = replay;
  return [outcome.kind === 'replicas' ? outcome.replicas : 'unchanged', ...conditions.map((each) => each.split(' ')[2])];
}

function past(
  recommendations: readonly (readonly [secondsAgo: number, replicas: number])[],
  scalings: readonly (readonly [number, number])[] = [],
): ScenePast {
  return {
    kind: 'known',
    recommendations: recommendations.map(([ago, replicas]) => ({ atMs: NOW - ago * 1000, replicas })),
    scalings: scalings.map(([ago, change]) => ({ atMs: NOW - ago * 1000, change })),
  };
}

function behavior(up: Partial<ScalingRules>, down: Partial<ScalingRules> = {}): HpaBehavior {
  return { scaleUp: { ...DEFAULT_BEHAVIOR.scaleUp, ...up }, scaleDown: { ...DEFAULT_BEHAVIOR.scaleDown, ...down } };
}

const POD = (value: number, periodSeconds = 60) => ({ type: 'Pods', value, periodSeconds }) as const;
const PERCENT = (value: number, periodSeconds = 60) => ({ type: 'Percent', value, periodSeconds }) as const;

describe('the sync', () => {
  it.each<[string, Partial<HpaScene>, readonly (number | 'none')[], readonly (number | string)[]]>([
    ['the highest of its metrics', {}, [12, 15, 13], [15, 'SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']],
    ['one without a value does not stop a scale-up', {}, ['none', 15], [15, 'SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']],
    ['but every scale-down', {}, ['none', 4], ['unchanged', 'SucceededGetScale', 'FailedGetExternalMetric']],
    ['nor does it move what stays', {}, ['none', 10], [10, 'ReadyForNewScale', 'ValidMetricFound', 'DesiredWithinRange']],
    ['none has a value', {}, ['none', 'none'], ['unchanged', 'SucceededGetScale', 'FailedGetExternalMetric']],
    ['0 replicas: switched off', { replicas: 0 }, [3], ['unchanged', 'SucceededGetScale', 'ScalingDisabled']],
    ['over its range', { maxReplicas: 8 }, ['none'], [8, 'SucceededRescale']],
    ['under its range', { minReplicas: 12 }, ['none'], [12, 'SucceededRescale']],
    ['up to maxReplicas', { maxReplicas: 12 }, [15], [12, 'SucceededRescale', 'ValidMetricFound', 'TooManyReplicas']],
    ['at maxReplicas', { maxReplicas: 10 }, [15], [10, 'ReadyForNewScale', 'ValidMetricFound', 'TooManyReplicas']],
    ['down to minReplicas', { minReplicas: 6 }, [2], [6, 'SucceededRescale', 'ValidMetricFound', 'TooFewReplicas']],
    ['twice as many at once', {}, [50], [20, 'SucceededRescale', 'ValidMetricFound', 'ScaleUpLimit']],
    ['four at once from one', { replicas: 1 }, [50], [4, 'SucceededRescale', 'ValidMetricFound', 'ScaleUpLimit']],
    [
      'down at once, when nobody asked for more in 5 min',
      { past: past([[301, 30]]) },
      [2],
      [2, 'SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange'],
    ],
    [
      'held by what was asked for in 5 min',
      {
        past: past([
          [299, 10],
          [100, 7],
        ]),
      },
      [2],
      [10, 'ScaleDownStabilized', 'ValidMetricFound', 'DesiredWithinRange'],
    ],
    ['held in part', { past: past([[200, 7]]) }, [2], [7, 'SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']],
    [
      'as the controller says, where its past is not known',
      { past: { kind: 'unknown', held: { reason: 'ScaleDownStabilized', at: 10 } } },
      [2],
      [10, 'ScaleDownStabilized', 'ValidMetricFound', 'DesiredWithinRange'],
    ],
    ['no past, nothing held', { past: { kind: 'unknown' } }, [2], [2, 'SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']],
  ])('%s', (_name, given, asked, expected) => expect(synced(given, ...asked)).toEqual(expected));

  it.each<[string, HpaBehavior, Partial<HpaScene>, number, readonly (number | string)[]]>([
    ['the defaults: 4 pods or twice as many', DEFAULT_BEHAVIOR, {}, 50, [20, 'SucceededRescale', 'ScaleUpLimit']],
    ['the defaults from 2', DEFAULT_BEHAVIOR, { replicas: 2 }, 50, [6, 'SucceededRescale', 'ScaleUpLimit']],
    ['the least of the policies', behavior({ selectPolicy: 'Min' }), {}, 50, [14, 'SucceededRescale', 'ScaleUpLimit']],
    ['a percentage of few is rounded up', behavior({ policies: [PERCENT(5)] }), {}, 50, [11, 'SucceededRescale', 'ScaleUpLimit']],
    [
      'what was added in the period counts',
      behavior({ policies: [POD(4)] }),
      {
        past: past(
          [],
          [
            [30, 3],
            [90, 2],
          ],
        ),
      },
      50,
      [11, 'SucceededRescale', 'ScaleUpLimit'],
    ],
    [
      'never below what there is',
      behavior({ policies: [POD(1)] }),
      { past: past([], [[30, 3]]) },
      50,
      [10, 'ReadyForNewScale', 'ScaleUpLimit'],
    ],
    ['scaling up switched off', behavior({ selectPolicy: 'Disabled' }), {}, 50, [10, 'ReadyForNewScale', 'ScaleUpLimit']],
    [
      'a window on the way up',
      behavior({ stabilizationSeconds: 60 }),
      {
        past: past([
          [59, 11],
          [61, 10],
        ]),
      },
      15,
      [11, 'SucceededRescale', 'DesiredWithinRange'],
    ],
    [
      'a window on the way up holds',
      behavior({ stabilizationSeconds: 60 }),
      { past: past([[30, 10]]) },
      15,
      [10, 'ScaleUpStabilized', 'DesiredWithinRange'],
    ],
    [
      'down to nothing at once',
      behavior({}, { stabilizationSeconds: 0 }),
      { past: past([[1, 30]]) },
      2,
      [2, 'SucceededRescale', 'DesiredWithinRange'],
    ],
    ['down by pods', behavior({}, { policies: [POD(1)] }), {}, 2, [9, 'SucceededRescale', 'ScaleDownLimit']],
    ['down by percent', behavior({}, { policies: [PERCENT(25)] }), {}, 2, [7, 'SucceededRescale', 'ScaleDownLimit']],
    [
      'down by the least of them',
      behavior({}, { policies: [POD(1), PERCENT(50)], selectPolicy: 'Min' }),
      {},
      2,
      [9, 'SucceededRescale', 'ScaleDownLimit'],
    ],
    ['down by the most of them', behavior({}, { policies: [POD(1), PERCENT(50)] }), {}, 2, [5, 'SucceededRescale', 'ScaleDownLimit']],
    ['scaling down switched off', behavior({}, { selectPolicy: 'Disabled' }), {}, 2, [10, 'ReadyForNewScale', 'ScaleDownLimit']],
    [
      'the window of the flag where the spec has none',
      behavior({}),
      { past: past([[299, 10]]) },
      2,
      [10, 'ScaleDownStabilized', 'DesiredWithinRange'],
    ],
    ['down to minReplicas', behavior({}), { minReplicas: 4 }, 2, [4, 'SucceededRescale', 'TooFewReplicas']],
    ['up to maxReplicas', behavior({}), { maxReplicas: 12 }, 15, [12, 'SucceededRescale', 'TooManyReplicas']],
    ['a tolerance of its own on the way up', behavior({ tolerance: 0.5 }), {}, 15, [10, 'ReadyForNewScale', 'DesiredWithinRange']],
    ['which does not count on the way down', behavior({ tolerance: 0.5 }), {}, 8, [8, 'SucceededRescale', 'DesiredWithinRange']],
    ['a tolerance of zero', behavior({ tolerance: 0 }), {}, 11, [11, 'SucceededRescale', 'DesiredWithinRange']],
  ])('behavior: %s', (_name, rules, given, asked, expected) => {
    expect(synced({ behavior: rules, ...given }, asked).filter((part) => part !== 'ValidMetricFound')).toEqual(expected);
  });

  it('says what holds it and what limits it', () => {
    const metrics = [asking(50)];
    const base = { ...FREE, nowMs: NOW, replicas: 10, metrics };
    expect(replayHpa({ ...base, behavior: behavior({ policies: [POD(4), PERCENT(10)] }) }).says).toBe(
      '5 of 1 over 10 replicas -> 50, limited by behavior.scaleUp: the most of 4 pods in 1 min, 10 % in 1 min',
    );
    expect(replayHpa({ ...base, metrics: [asking(4)], past: past([[30, 9]]) }).says).toBe(
      '0.4 of 1 over 10 replicas -> 4, held at 9 by earlier recommendations',
    );
    expect(replayHpa({ ...base, metrics: [asking('none'), asking(4, 'depth')] }).says).toBe(
      'a: no answer; depth alone would go down to 4, which waits until every metric has a value',
    );
  });
});
