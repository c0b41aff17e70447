import { isMetricsApiFacts, type MetricsApiFacts } from '../metrics-api/facts';
import { defineProber, type JudgeContext, type Judgement } from '../prober';

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
    const api = look.discovered().find((found) => found.kind === 'metrics-api');
    const facts = api ? look.factsOf(api.id) : undefined;
    return { metrics: isMetricsApiFacts(facts) ? facts : undefined };
  },
  judge,
});

function judge({ metrics }: TopFacts, context: JudgeContext): Judgement {
  const empty = { facts: [], samples: [], hops: [], evidence: [] };
  if (!metrics) return { ...empty, health: 'unknown', because: 'the Metrics API has not been looked at yet' };
  const { nodes, pods } = metrics;
  if (nodes.state === 'denied' && pods.state === 'denied')
    return { ...empty, health: 'denied', because: nodes.because, evidence: nodes.evidence };
  if (nodes.state === 'absent')
    return { ...empty, health: 'broken', because: 'prints "error: Metrics API not available"', evidence: nodes.evidence };
  if (nodes.state !== 'ok') return { ...empty, health: 'broken', because: nodes.because, evidence: nodes.evidence };
  const ready = context.inventory.nodes.length;
  const cores = nodes.value.reduce((sum, node) => sum + node.cpuCores, 0);
  const newest = Math.max(...nodes.value.map((node) => node.timestampMs));
  const ageSeconds = nodes.value.length === 0 ? undefined : Math.max(0, (context.nowMs + context.clockOffsetMs - newest) / 1000);
  const verdict =
    nodes.value.length === 0 && ready > 0
      ? ({ health: 'broken', because: 'prints "error: metrics not available yet"' } as const)
      : nodes.value.length < ready
        ? ({ health: 'degraded', because: `prints <unknown> for ${ready - nodes.value.length} of ${ready} nodes` } as const)
        : ({ health: 'ok' } as const);
  return {
    ...verdict,
    number: { value: cores, unit: 'cores', label: 'cores used' },
    ageSeconds,
    facts: [
      { label: 'kubectl top nodes', value: `${nodes.value.length} of ${ready} nodes` },
      ...(pods.state === 'ok' ? [{ label: 'kubectl top pods', value: `${pods.value.length} pods` }] : []),
    ],
    samples: [{ key: 'cpu', label: 'CPU used by all nodes', value: cores, unit: 'cores', atMs: nodes.atMs }],
    hops: [],
    evidence: nodes.evidence,
  };
}
