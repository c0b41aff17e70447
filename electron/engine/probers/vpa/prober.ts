import { z } from 'zod';
import type { OtherObject } from '../../../../shared/model/inventory';
import { defineProber, type JudgeContext, type Judgement } from '../prober';

interface VpaFacts {
  readonly of: 'vpa';
  readonly vpa?: OtherObject;
}

/** VerticalPodAutoscalers, from the objects that are watched: no requests of their own. */
export const vpaProber = defineProber<VpaFacts>({
  name: 'vpa',
  kinds: ['vpa'],
  periodMs: 15_000,
  requests: [
    {
      request: 'watch verticalpodautoscalers.autoscaling.k8s.io',
      proves: 'conditions and recommendations that its recommender wrote',
      cost: 'part of the watches',
    },
  ],
  async probe(look, found) {
    const vpas = look.inventory().others['autoscaling.k8s.io/verticalpodautoscalers'] ?? [];
    return { of: 'vpa', vpa: vpas.find((each) => each.name === found.name && (each.namespace ?? '') === (found.namespace ?? '')) };
  },
  judge: judgeVpa,
});

const Status = z.object({
  conditions: z
    .array(z.object({ type: z.string(), status: z.string(), reason: z.string().optional(), message: z.string().optional() }))
    .nullish(),
  recommendation: z
    .object({
      containerRecommendations: z.array(z.object({ containerName: z.string(), target: z.record(z.string(), z.string()) })).nullish(),
    })
    .nullish(),
});
type Condition = NonNullable<z.infer<typeof Status>['conditions']>[number];

const GONE: Judgement = { health: 'unknown', because: 'the object is gone', facts: [], samples: [], hops: [], evidence: [] };

/** Conditions of autoscaler vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1/types.go. */
export function judgeVpa({ vpa }: VpaFacts, { nowMs }: JudgeContext): Judgement {
  if (!vpa) return GONE;
  const parsed = Status.safeParse(vpa.status);
  const conditions = parsed.success ? (parsed.data.conditions ?? []) : [];
  const recommended = parsed.success ? (parsed.data.recommendation?.containerRecommendations ?? []) : [];
  const evidence = conditions.map((each) => ({
    atMs: nowMs,
    says: `VPA ${vpa.namespace}/${vpa.name}: ${each.type}=${each.status} ${sayReason(each)}`,
  }));
  return {
    ...verdictOf(conditions),
    facts: [
      ...recommended.map(({ containerName, target }) => ({
        label: `recommended for ${containerName}`,
        value: Object.entries(target)
          .map(([resource, amount]) => `${resource} ${amount}`)
          .join(', '),
      })),
      ...conditions.map((each, i) => ({ label: each.type, value: `${each.status} ${sayReason(each)}`.trim(), evidence: evidence[i] })),
    ],
    samples: [],
    // Its recommender reads the Metrics API and says nothing of it in the object.
    hops: [],
    evidence,
  };
}

function sayReason({ reason, message }: Condition): string {
  return [reason, message].filter((part) => part !== undefined && part !== '').join(': ');
}

function verdictOf(conditions: readonly Condition[]): Pick<Judgement, 'health' | 'because'> {
  const isTrue = (type: string) => conditions.find((each) => each.type === type && each.status === 'True');
  const bad = isTrue('NoPodsMatched') ?? isTrue('ConfigUnsupported');
  if (bad) return { health: 'broken', because: [bad.type, sayReason(bad)].filter((part) => part !== '').join(': ') };
  if (isTrue('RecommendationProvided')) return { health: 'ok' };
  const told = conditions.find((each) => each.type === 'RecommendationProvided');
  if (told) return { health: 'degraded', because: ['no recommendation', sayReason(told)].filter((part) => part !== '').join(': ') };
  return { health: 'unknown', because: 'no recommender has written to it yet' };
}
