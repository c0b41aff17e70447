import type { Health } from '../../../../shared/model/health';
import type { Condition, HpaMetric, HpaObject } from '../../../../shared/model/inventory';
import type { Evidence } from '../../../../shared/model/observation';
import { fallbackVerdict, madeByFacts } from '../keda/judge';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { hpaSamples } from './charts';
import { conditionOf } from './conditions';
import { meaningOf, replayFacts } from './steps';

type Verdict = { readonly health: Health; readonly because?: string };

/** Which API each type of metric comes from (autoscaling/v2). */
const SOURCE_OF: Readonly<Record<HpaMetric['type'], string | undefined>> = {
  Resource: 'metrics-api',
  ContainerResource: 'metrics-api',
  Pods: 'custom-metrics-api',
  Object: 'custom-metrics-api',
  External: 'external-metrics-api',
  '': undefined,
};

/** Reasons of ScalingActive=False that name the source that failed (podautoscaler/horizontal.go). */
const FAILED_SOURCE: Readonly<Record<string, string>> = {
  FailedGetResourceMetric: 'metrics-api',
  FailedGetContainerResourceMetric: 'metrics-api',
  FailedGetPodsMetric: 'custom-metrics-api',
  FailedGetObjectMetric: 'custom-metrics-api',
  FailedGetExternalMetric: 'external-metrics-api',
};

/** One HPA from its own status: what its controller last made of each of its metrics. */
export function judgeHpa(hpa: HpaObject, context: JudgeContext): Judgement {
  const active = conditionOf(hpa, 'ScalingActive');
  const able = conditionOf(hpa, 'AbleToScale');
  const limited = conditionOf(hpa, 'ScalingLimited');
  const byConditions = judgeConditions(hpa, able, active);
  const verdict = (byConditions.health === 'ok' ? fallbackVerdict(hpa, context.inventory) : undefined) ?? byConditions;
  const evidence = hpa.conditions.map((condition) => proof(hpa, condition, context.nowMs));
  return {
    ...verdict,
    number: { value: byConditions.health === 'ok' ? 1 : 0, unit: '', label: 'able to scale' },
    facts: [
      { label: 'target', value: `${hpa.scaleTarget.kind}/${hpa.scaleTarget.name}` },
      ...madeByFacts(hpa, context.inventory, context.nowMs),
      {
        label: 'replicas',
        value: `${hpa.currentReplicas} now, ${hpa.desiredReplicas} wanted, ${hpa.minReplicas} to ${hpa.maxReplicas} allowed`,
      },
      ...hpa.metrics.map((metric) => ({
        label: `${metric.type} ${metric.name}`,
        value: `${metric.current ?? 'no value'} of ${metric.target ?? '?'}`,
      })),
      ...replayFacts(hpa, context.inventory, context.nowMs),
      ...[able, active, limited].flatMap((condition) =>
        condition
          ? [
              {
                label: condition.type,
                value: [condition.status, condition.reason].filter((part) => part !== undefined).join(' '),
                evidence: proof(hpa, condition, context.nowMs),
              },
              ...meaningOf(condition),
            ]
          : [],
      ),
      ...(hpa.lastScaleMs === undefined ? [] : [{ label: 'last scaled', value: new Date(hpa.lastScaleMs).toISOString() }]),
    ],
    samples: hpaSamples(hpa, context.nowMs),
    hops: hopsOf(hpa, active, evidence),
    evidence,
  };
}

function proof(hpa: HpaObject, condition: Condition, atMs: number): Evidence {
  return {
    atMs,
    says: `HPA ${hpa.namespace}/${hpa.name}: ${condition.type}=${condition.status} ${condition.reason ?? ''}: ${condition.message ?? ''}`,
  };
}

/** The controller puts this before every reason (podautoscaler/horizontal.go); it says nothing. */
const PREAMBLE = /^the HPA was unable to compute the replica count: /;

function messageOf(condition: Condition | undefined): string {
  return (condition?.message ?? '').replace(PREAMBLE, '');
}

function sayCondition(condition: Condition): string {
  return [condition.reason ?? condition.type, messageOf(condition)].filter((part) => part !== '').join(': ');
}

function judgeConditions(hpa: HpaObject, able: Condition | undefined, active: Condition | undefined): Verdict {
  if (able?.status === 'False') return { health: 'broken', because: sayCondition(able) };
  if (active?.status === 'False' && active.reason !== 'ScalingDisabled') return { health: 'broken', because: sayCondition(active) };
  if (!active) return { health: 'unknown', because: 'its controller has not said yet whether its metrics work' };
  const failing = hpa.metrics.filter((metric) => metric.current === undefined);
  if (active.status === 'True' && failing.length > 0) {
    return { health: 'degraded', because: `no value for ${failing.map((metric) => metric.name).join(', ')}; it scales on the others` };
  }
  return { health: 'ok' };
}

/** One hop for each API that its metrics come from. */
function hopsOf(hpa: HpaObject, active: Condition | undefined, evidence: readonly Evidence[]): HopJudgement[] {
  const sources = new Set(hpa.metrics.map((metric) => SOURCE_OF[metric.type]).filter((source) => source !== undefined));
  return [...sources].map((from) => ({ from, to: 'hpa', ...judgeSource(hpa, active, from), evidence }));
}

function judgeSource(hpa: HpaObject, active: Condition | undefined, source: string): Verdict {
  const mine = hpa.metrics.filter((metric) => SOURCE_OF[metric.type] === source);
  const withValue = mine.filter((metric) => metric.current !== undefined);
  const named = active?.status === 'False' ? FAILED_SOURCE[active.reason ?? ''] : undefined;
  if (named === source) {
    // A request that is missing in the target is no fault of the API that carries the values.
    const targetsFault = /missing request for/.test(active?.message ?? '');
    return targetsFault
      ? { health: 'degraded', because: `${hpa.name}: ${messageOf(active)}` }
      : { health: 'broken', because: `${hpa.name}: ${messageOf(active)}` };
  }
  if (withValue.length === mine.length && mine.length > 0) return { health: 'ok' };
  const missing = mine.filter((metric) => metric.current === undefined).map((metric) => metric.name);
  if (active === undefined) return { health: 'unknown', because: `${hpa.name}: its controller has not said yet whether its metrics work` };
  if (withValue.length > 0) return { health: 'degraded', because: `${hpa.name}: no value for ${missing.join(', ')}` };
  // The controller asks for every metric before it gives up, and names the first that failed: one without a value failed too.
  const asked = active.status === 'True' || /^Failed(Get|Compute)/.test(active.reason ?? '');
  return {
    health: asked ? 'broken' : 'unknown',
    because: `${hpa.name}: no value for ${missing.join(', ')}`,
  };
}
