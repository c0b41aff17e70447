import { formatCount } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import { parseCommandLine } from '../../discovery/commandLine';
import { type PodsState, podsFact, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { showing } from '../showing';
import { metricsServerSamples } from './charts';
import type { MetricsServerFacts } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

/** Default of the binary; the official manifest sets 15s (metrics-server cmd/metrics-server/app/options). */
const DEFAULT_RESOLUTION = '60s';
/** Its check that nodes and pods have come through (metrics-server pkg/server/server.go). */
const STORAGE_CHECK = 'metric-storage-ready';

export function judgeMetricsServer(facts: MetricsServerFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const served = facts.api?.pods.state === 'ok' ? facts.api.pods.value.length : undefined;
  const { flags } = parseCommandLine([], context.found.args);
  return {
    ...verdictOf(facts, pods, context),
    version: context.found.version,
    number: served === undefined ? undefined : { value: served, unit: 'pods', label: 'pods served' },
    facts: [
      podsFact(pods),
      { label: 'resolution', value: flags.get('metric-resolution') ?? `${DEFAULT_RESOLUTION} (default of the binary)` },
      {
        label: 'checks kubelet certificates',
        value: flags.get('kubelet-insecure-tls') === 'true' ? 'no (--kubelet-insecure-tls)' : 'yes',
      },
      ...checkFacts(facts),
      ...counterFacts(facts),
      ...shownFlags(flags),
    ],
    samples: metricsServerSamples(facts, context),
    hops: scrapeHops(facts, pods),
    evidence: [...pods.evidence, ...(facts.readyz?.evidence ?? []), ...(facts.metrics?.evidence ?? [])],
  };
}

function failingChecks({ readyz }: MetricsServerFacts): readonly string[] {
  return readyz?.state === 'ok' ? readyz.value.filter((check) => !check.ok).map((check) => check.name) : [];
}

function verdictOf(facts: MetricsServerFacts, pods: PodsState, context: JudgeContext): Verdict {
  // Its own checks say more than "containers with unready status".
  return troubleWithChecks(facts) ?? troubleWithPods(pods) ?? troubleWithNodes(facts, context) ?? silence(facts, pods, context);
}

function troubleWithChecks(facts: MetricsServerFacts): Verdict | undefined {
  const failing = failingChecks(facts);
  if (failing.length === 0) return undefined;
  const storage = failing.includes(STORAGE_CHECK) ? ': no metrics to serve, no kubelet has come through' : '';
  return { health: 'broken', because: `/readyz: ${failing.join(', ')} failed${storage}` };
}

function troubleWithPods(pods: PodsState): Verdict | undefined {
  return pods.health === 'broken' || pods.health === 'degraded' ? { health: pods.health, because: pods.because } : undefined;
}

function troubleWithNodes({ api }: MetricsServerFacts, context: JudgeContext): Verdict | undefined {
  const nodes = context.inventory.nodes.length;
  const served = api?.nodes.state === 'ok' ? api.nodes.value.length : undefined;
  if (served === undefined || served >= nodes) return undefined;
  return served === 0
    ? { health: 'broken', because: `it runs, and serves 0 of ${nodes} nodes` }
    : { health: 'degraded', because: `serves ${served} of ${nodes} nodes` };
}

/** Nothing speaks against it; is there something that speaks for it? */
function silence({ readyz, api }: MetricsServerFacts, pods: PodsState, { found }: JudgeContext): Verdict {
  const answers = readyz?.state === 'ok' || api?.nodes.state === 'ok';
  if (answers && found.serves?.includes('metrics.k8s.io') !== true)
    return { health: 'degraded', because: 'it runs, and no APIService v1beta1.metrics.k8s.io leads to it: nobody can ask it' };
  if (answers) return { health: 'ok' };
  if (readyz?.state === 'denied')
    return { health: 'unknown', because: `its pods are ready; what it answers cannot be read: ${readyz.because}` };
  if (readyz && readyz.state !== 'absent') return { health: 'broken', because: readyz.because };
  return { health: 'unknown', because: pods.because ?? 'its pods are ready; what it answers has not been seen' };
}

/** kubelet -> metrics-server, where the API that it serves cannot tell (metrics-api/judge.ts does otherwise). */
function scrapeHops(facts: MetricsServerFacts, pods: PodsState): HopJudgement[] {
  const { readyz, api } = facts;
  const base = { from: 'kubelet', to: 'metrics-server', inferred: true, evidence: readyz?.evidence ?? pods.evidence };
  // What it still serves may be older than its check.
  if (failingChecks(facts).includes(STORAGE_CHECK))
    return [{ ...base, health: 'broken', because: `no kubelet has come through: /readyz: ${STORAGE_CHECK} failed` }];
  if (api?.nodes.state === 'ok') return [];
  if (readyz?.state === 'ok' && readyz.value.some((check) => check.name === STORAGE_CHECK && check.ok))
    return [{ ...base, health: 'ok', because: `/readyz: ${STORAGE_CHECK} ok` }];
  if (pods.health === 'broken') return [{ ...base, health: 'unknown', because: `nobody asks the kubelets: ${pods.because}` }];
  return [{ ...base, health: 'unknown', because: 'neither the Metrics API nor /readyz tells what came through' }];
}

function checkFacts({ readyz }: MetricsServerFacts): Judgement['facts'] {
  if (!readyz) return [];
  const value =
    readyz.state === 'ok'
      ? readyz.value.map((check) => `${check.name} ${check.ok ? 'ok' : 'FAILED'}`).join(', ') || 'ok'
      : `${readyz.state}: ${readyz.because}`;
  return [{ label: '/readyz', value, evidence: readyz.evidence[0] }];
}

function counterFacts({ metrics }: MetricsServerFacts): Judgement['facts'] {
  if (!metrics) return [];
  const evidence = metrics.evidence[0];
  if (metrics.state !== 'ok') return [{ label: 'own metrics', value: `${metrics.state}: ${metrics.because}`, evidence }];
  const { succeeded, failed, storedNodes, storedContainers } = metrics.value;
  return [
    {
      label: 'scrapes of kubelets',
      value: `${formatCount(succeeded)} succeeded, ${formatCount(failed)} failed since it started`,
      evidence: showing(evidence, 'metrics_server_kubelet_request_total'),
    },
    {
      label: 'points it can serve',
      value: `${storedNodes ?? '?'} nodes, ${storedContainers ?? '?'} containers`,
      evidence: showing(evidence, 'metrics_server_storage_points'),
    },
  ];
}

function shownFlags(flags: ReadonlyMap<string, string>): Judgement['facts'] {
  return ['kubelet-preferred-address-types', 'kubelet-request-timeout', 'kubelet-use-node-status-port', 'node-selector'].flatMap((name) => {
    const value = flags.get(name);
    return value === undefined ? [] : [{ label: `--${name}`, value }];
  });
}
