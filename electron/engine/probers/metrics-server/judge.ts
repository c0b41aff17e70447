import type { Health } from '../../../../shared/model/health';
import { parseCommandLine } from '../../discovery/commandLine';
import { type PodsState, podsState } from '../podState';
import type { JudgeContext, Judgement } from '../prober';
import type { MetricsServerFacts } from './prober';

type Verdict = { readonly health: Health; readonly because?: string };

/** Default of the binary; the official manifest sets 15s (metrics-server cmd/metrics-server/app/options). */
const DEFAULT_RESOLUTION = '60s';

export function judgeMetricsServer(facts: MetricsServerFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const served = facts.api?.pods.state === 'ok' ? facts.api.pods.value.length : undefined;
  const { flags } = parseCommandLine([], context.found.args);
  const resolution = flags.get('metric-resolution');
  const evidence = [...pods.evidence, ...(facts.readyz?.evidence ?? []), ...(facts.metrics?.evidence ?? [])];
  return {
    ...verdictOf(facts, pods, context),
    version: context.found.version,
    number: served === undefined ? undefined : { value: served, unit: 'pods', label: 'pods served' },
    facts: [
      { label: 'pods', value: `${pods.ready} of ${pods.wanted} ready, ${pods.restarts} restarts`, evidence: pods.evidence[0] },
      { label: 'resolution', value: resolution ?? `${DEFAULT_RESOLUTION} (default of the binary)` },
      {
        label: 'checks kubelet certificates',
        value: flags.get('kubelet-insecure-tls') === 'true' ? 'no (--kubelet-insecure-tls)' : 'yes',
      },
      ...checkFacts(facts),
      ...counterFacts(facts),
      ...shownFlags(flags),
    ],
    samples:
      served === undefined || !facts.api
        ? []
        : [{ key: 'served', label: 'Pods served', value: served, unit: 'pods', atMs: facts.api.pods.atMs }],
    hops: [],
    evidence,
  };
}

function verdictOf(facts: MetricsServerFacts, pods: PodsState, context: JudgeContext): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  const { readyz, api } = facts;
  const failing = readyz?.state === 'ok' ? readyz.value.filter((check) => !check.ok).map((check) => check.name) : [];
  if (failing.length > 0)
    return {
      health: 'broken',
      because: `/readyz: ${failing.join(', ')} failed${failing.includes('metric-storage-ready') ? ': it has nothing to serve' : ''}`,
    };
  const nodes = context.inventory.nodes.length;
  if (api?.nodes.state === 'ok' && api.nodes.value.length === 0 && nodes > 0)
    return { health: 'broken', because: `it runs, and serves 0 of ${nodes} nodes` };
  if (pods.health === 'degraded') return { health: 'degraded', because: pods.because };
  if (api?.nodes.state === 'ok' && api.nodes.value.length < nodes)
    return { health: 'degraded', because: `serves ${api.nodes.value.length} of ${nodes} nodes` };
  if (readyz?.state === 'ok' || api?.nodes.state === 'ok') return { health: 'ok' };
  if (readyz?.state === 'denied')
    return pods.health === 'ok'
      ? { health: 'unknown', because: `its pods are ready; what it answers cannot be read: ${readyz.because}` }
      : { health: 'denied', because: readyz.because };
  if (readyz && readyz.state !== 'absent') return { health: 'broken', because: readyz.because };
  return { health: pods.health, because: pods.because };
}

function checkFacts(facts: MetricsServerFacts): Judgement['facts'] {
  const { readyz } = facts;
  if (!readyz) return [];
  const value =
    readyz.state === 'ok'
      ? readyz.value.map((check) => `${check.name} ${check.ok ? 'ok' : 'FAILED'}`).join(', ') || 'ok'
      : `${readyz.state}: ${readyz.because}`;
  return [{ label: '/readyz', value, evidence: readyz.evidence[0] }];
}

function counterFacts(facts: MetricsServerFacts): Judgement['facts'] {
  const { metrics } = facts;
  if (!metrics) return [];
  if (metrics.state !== 'ok')
    return [{ label: 'own metrics', value: `${metrics.state}: ${metrics.because}`, evidence: metrics.evidence[0] }];
  const { succeeded, failed, storedNodes, storedContainers } = metrics.value;
  return [
    { label: 'scrapes of kubelets', value: `${succeeded} succeeded, ${failed} failed since it started`, evidence: metrics.evidence[0] },
    { label: 'points it can serve', value: `${storedNodes ?? '?'} nodes, ${storedContainers ?? '?'} containers` },
  ];
}

function shownFlags(flags: ReadonlyMap<string, string>): Judgement['facts'] {
  return ['kubelet-preferred-address-types', 'kubelet-request-timeout', 'kubelet-use-node-status-port', 'node-selector'].flatMap((name) => {
    const value = flags.get(name);
    return value === undefined ? [] : [{ label: `--${name}`, value }];
  });
}
