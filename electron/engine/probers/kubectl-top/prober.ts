import { sum } from '../../../../shared/analysis/series/largest';
import { KUBECTL_TOP_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { ofKind } from '../byKind';
import { point } from '../chartSamples';
import { isMetricsApiFacts, type MetricsApiFacts, type ServedUsage } from '../metrics-api/facts';
import { defineProber, type JudgeContext, type Judgement } from '../prober';
import { ITEM_NAMES, inFields } from '../showing';

interface TopFacts {
  readonly metrics: MetricsApiFacts | undefined;
}

/** What kubectl top would print now, from the last look at the Metrics API: no requests of its own. */
export const kubectlTopProber = defineProber<TopFacts>({
  name: 'kubectl-top',
  kinds: ['kubectl-top'],
  periodMs: 5_000,
  buildsOn: ['metrics-api'],
  requests: [
    { request: 'none: reads the last look at the Metrics API', proves: 'what kubectl top nodes and pods would print', cost: 'nothing' },
  ],
  async probe(look) {
    const [api] = ofKind(look.discovered(), 'metrics-api');
    const facts = api ? look.factsOf(api.id) : undefined;
    return { metrics: isMetricsApiFacts(facts) ? facts : undefined };
  },
  judge,
});

const NOTHING = { facts: [], samples: [], hops: [] };

function judge({ metrics }: TopFacts, context: JudgeContext): Judgement {
  if (!metrics) return { ...NOTHING, evidence: [], health: 'unknown', because: 'the Metrics API has not been looked at yet' };
  const { nodes, pods } = metrics;
  // Who may list pods alone can use kubectl top pods.
  if (nodes.state === 'denied' && pods.state === 'ok') return judgePodsAlone(pods.value.length, nodes.because, pods.evidence);
  const { evidence } = nodes;
  if (nodes.state === 'denied') return { ...NOTHING, evidence, health: 'denied', because: nodes.because };
  if (nodes.state === 'absent')
    return { ...NOTHING, evidence, health: 'broken', because: `prints "error: Metrics API not available" (${nodes.because})` };
  if (nodes.state !== 'ok') return { ...NOTHING, evidence, health: 'broken', because: nodes.because };
  const there = context.inventory.nodes.length;
  const cores = nodes.value.reduce((sum, node) => sum + node.cpuCores, 0);
  return {
    ...verdictOf(nodes.value.length, there),
    number: { value: Math.round(cores * 1000) / 1000, unit: 'cores', label: 'cores used' },
    ageSeconds: ageOf(nodes.value, context),
    facts: [
      { label: 'kubectl top nodes', value: `${nodes.value.length} of ${there} nodes`, evidence: inFields(evidence[0], ITEM_NAMES) },
      {
        label: 'kubectl top pods',
        value: pods.state === 'ok' ? `${pods.value.length} pods` : pods.because,
        evidence: inFields(pods.evidence[0], ITEM_NAMES),
      },
    ],
    samples: [
      ...point(CHARTS.cpu, cores, nodes.atMs),
      ...point(CHARTS.memory, sum(nodes.value.map((node) => node.memoryBytes)), nodes.atMs),
    ],
    hops: [],
    evidence,
  };
}

function judgePodsAlone(count: number, nodesBecause: string, evidence: Judgement['evidence']): Judgement {
  return {
    ...NOTHING,
    health: 'ok',
    facts: [
      { label: 'kubectl top nodes', value: nodesBecause },
      { label: 'kubectl top pods', value: `${count} pods`, evidence: inFields(evidence[0], ITEM_NAMES) },
    ],
    evidence,
  };
}

function verdictOf(served: number, there: number): Pick<Judgement, 'health' | 'because'> {
  if (served === 0 && there > 0) return { health: 'broken', because: 'prints "error: metrics not available yet"' };
  if (served < there) return { health: 'degraded', because: `prints <unknown> for ${there - served} of ${there} nodes` };
  return { health: 'ok' };
}

function ageOf(served: readonly ServedUsage[], context: JudgeContext): number | undefined {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { timestampMs } of served) newest = Math.max(newest, timestampMs);
  return served.length === 0 ? undefined : Math.max(0, (context.nowMs + context.clockOffsetMs - newest) / 1000);
}
