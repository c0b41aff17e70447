import { formatDuration } from '../../model/format';
import type { HpaBehavior, ScalingPolicy, ScalingRules } from '../../model/hpaBehavior';
import type { HpaScene } from './scene';
import { type HpaStep, replicas } from './step';

export interface Limited {
  readonly replicas: number;
  /** Of ScalingLimited; DesiredWithinRange where nothing limits. */
  readonly reason: 'DesiredWithinRange' | 'TooFewReplicas' | 'TooManyReplicas' | 'ScaleUpLimit' | 'ScaleDownLimit';
  readonly steps: readonly HpaStep[];
  /** "limited by maxReplicas 5". */
  readonly says?: string;
}

/** No more than this at once without a behavior: twice as many, four at least (horizontal.go, calculateScaleUpLimit). */
const UP_FACTOR = 2;
const UP_LEAST = 4;

/** minReplicas, maxReplicas and how fast it may go. */
export function limit(scene: HpaScene, wanted: number): Limited {
  return scene.behavior === undefined ? byFixedRate(scene, wanted) : byPolicies(scene, scene.behavior, wanted);
}

function limitedTo(count: number, wanted: number, reason: Limited['reason'], step: 'rate' | 'range', says: string): Limited {
  const why = step === 'range' ? `${says} of its spec` : says;
  return { replicas: count, reason, steps: [{ step, from: replicas(wanted), to: replicas(count), why }], says: `limited by ${says}` };
}

function unlimited(wanted: number): Limited {
  return { replicas: wanted, reason: 'DesiredWithinRange', steps: [] };
}

function byFixedRate({ minReplicas, maxReplicas, replicas: current }: HpaScene, wanted: number): Limited {
  if (wanted < minReplicas) return limitedTo(minReplicas, wanted, 'TooFewReplicas', 'range', `minReplicas ${minReplicas}`);
  const fastest = Math.max(UP_FACTOR * current, UP_LEAST);
  if (wanted <= Math.min(maxReplicas, fastest)) return unlimited(wanted);
  if (maxReplicas > fastest) return limitedTo(fastest, wanted, 'ScaleUpLimit', 'rate', `twice ${replicas(current)} or four at once`);
  return limitedTo(maxReplicas, wanted, 'TooManyReplicas', 'range', `maxReplicas ${maxReplicas}`);
}

function byPolicies(scene: HpaScene, behavior: HpaBehavior, wanted: number): Limited {
  const { minReplicas, maxReplicas, replicas: current } = scene;
  if (wanted > current) {
    const most = Math.max(current, furthest(scene, behavior.scaleUp, 'up'));
    if (wanted <= Math.min(maxReplicas, most)) return unlimited(wanted);
    if (maxReplicas > most) return limitedTo(most, wanted, 'ScaleUpLimit', 'rate', sayRules('scaleUp', behavior.scaleUp));
    return limitedTo(maxReplicas, wanted, 'TooManyReplicas', 'range', `maxReplicas ${maxReplicas}`);
  }
  if (wanted < current) {
    const least = Math.min(current, furthest(scene, behavior.scaleDown, 'down'));
    if (wanted >= Math.max(minReplicas, least)) return unlimited(wanted);
    if (minReplicas < least) return limitedTo(least, wanted, 'ScaleDownLimit', 'rate', sayRules('scaleDown', behavior.scaleDown));
    return limitedTo(minReplicas, wanted, 'TooFewReplicas', 'range', `minReplicas ${minReplicas}`);
  }
  return unlimited(wanted);
}

/** Where the policies let it go by now, counted from what there was when each period began. */
function furthest(scene: HpaScene, { selectPolicy, policies }: ScalingRules, way: 'up' | 'down'): number {
  if (selectPolicy === 'Disabled') return scene.replicas;
  const counts = policies.map((policy) => allowed(policy, replicasAt(scene, policy.periodSeconds), way));
  const pickHighest = (way === 'up') === (selectPolicy === 'Max');
  return pickHighest ? Math.max(...counts) : Math.min(...counts);
}

/** Rounded up on the way up, so that a percentage of few still adds one; towards zero on the way down. */
function allowed({ type, value }: ScalingPolicy, from: number, way: 'up' | 'down'): number {
  const sign = way === 'up' ? 1 : -1;
  if (type === 'Pods') return from + sign * value;
  const share = from * (1 + (sign * value) / 100);
  return way === 'up' ? Math.ceil(share) : Math.trunc(share);
}

/** What is not known of the past counts as no change. */
function replicasAt({ past, replicas: current, nowMs }: HpaScene, periodSeconds: number): number {
  if (past.kind === 'unknown') return current;
  const changes = past.scalings.filter(({ atMs }) => atMs > nowMs - periodSeconds * 1000);
  return changes.reduce((count, { change }) => count - change, current);
}

function sayRules(side: 'scaleUp' | 'scaleDown', { selectPolicy, policies }: ScalingRules): string {
  if (selectPolicy === 'Disabled') return `behavior.${side}: selectPolicy Disabled`;
  const each = policies.map(({ type, value, periodSeconds }) => {
    return `${type === 'Percent' ? `${value} %` : `${value} ${value === 1 ? 'pod' : 'pods'}`} in ${formatDuration(periodSeconds)}`;
  });
  const joint = selectPolicy === 'Min' ? 'the least of ' : each.length > 1 ? 'the most of ' : '';
  return `behavior.${side}: ${joint}${each.join(', ')}`;
}
