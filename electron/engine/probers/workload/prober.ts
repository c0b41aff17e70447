import { podsFact, podsState } from '../podState';
import { defineProber, type JudgeContext, type Judgement } from '../prober';

interface WorkloadFacts {
  readonly of: 'workload';
}

/** What is judged by its pods alone: dashboards, and parts of bigger systems without a card of their own (Thanos store, Mimir ingester). */
export const workloadProber = defineProber<WorkloadFacts>({
  name: 'dashboards and others',
  kinds: ['dashboard', 'other'],
  periodMs: 15_000,
  requests: [
    {
      request: 'watch pods, deployments, statefulsets, daemonsets',
      proves: 'its pods are ready by their own readiness probes, how often they restarted and why',
      cost: 'part of the watches',
    },
  ],
  async probe() {
    return { of: 'workload' };
  },
  judge: judgeWorkload,
});

export function judgeWorkload(_facts: WorkloadFacts, { found, inventory, nowMs }: JudgeContext): Judgement {
  const pods = podsState(found, inventory, nowMs);
  return {
    health: pods.health,
    because: pods.because,
    version: found.version,
    facts: [
      ...(found.flavour ? [{ label: 'what it is', value: found.flavour }] : []),
      podsFact(pods),
      { label: 'seen through', value: 'its pods alone; it is not asked anything' },
    ],
    samples: [],
    hops: [],
    evidence: pods.evidence,
  };
}
