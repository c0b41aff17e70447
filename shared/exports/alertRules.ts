import type { RuleId } from '../diagnosis/ruleIds';
import type { Report } from '../report/schema';

type Finding = Report['findings'][number];

/** An alert that would have fired while the finding held. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly finding: Finding;
  /** What has to be scraped for it. */
  readonly needs: string;
}

type Caught = Pick<AlertRule, 'expr' | 'for' | 'needs'>;
type Catch = (subject: string, finding: Finding) => Caught | undefined;

const KSM = 'kube-state-metrics';
const KUBELETS = "the kubelets' /metrics";
const PROMETHEUS = "Prometheus' own /metrics";

/**
 * Rules for whose findings an expression over stored series is true while the finding is, if what it needs is scraped. The others are proven by what
 * Prometheus does not store (objects, configurations, answers): they have none, rather than one that only resembles them.
 */
const CATCHES: { readonly [id in RuleId]?: Catch } = {
  'scrape-timeout': downTarget,
  'scrape-denied': downTarget,
  'scrape-refused': downTarget,
  'scrape-rejected': downTarget,
  'component-not-running': noReadyPod,
  // Its readiness check is what fails: none of its pods is ready.
  'metrics-server-no-data': noReadyPod,
  'target-not-scraped': absentFamily,
  'node-unhealthy': unhealthyNode,
  'hpa-metric-unavailable': inactiveHpa,
  'hpa-ambiguous-selector': inactiveHpa,
  'hpa-no-pod-metrics': inactiveHpa,
  'hpa-request-missing': inactiveHpa,
  'metrics-api-unavailable': unavailableApi,
  'certificate-expiring': () => ({ expr: 'kubelet_certificate_manager_server_ttl_seconds < 604800', for: '10m', needs: KUBELETS }),
  'clock-skew': () => ({
    expr: 'node_time_seconds - timestamp(node_time_seconds) > 10',
    for: '5m',
    needs: 'node-exporter, by a Prometheus whose own clock is right',
  }),
  'ksm-list-failing': failingLists,
  'samples-not-ingested': () => ({
    expr: ['duplicate_timestamp', 'out_of_order', 'out_of_bounds']
      .map((name) => `increase(prometheus_target_scrapes_sample_${name}_total[10m]) > 0`)
      .join(' or '),
    for: '0s',
    needs: PROMETHEUS,
  }),
  'prometheus-restarted': restarted,
};

/** Rules of which findings can have an alert. */
export const CAUGHT_RULES: readonly string[] = Object.keys(CATCHES);

/** Alerts for findings, each expression once, and the findings for which no true one is known. */
export function alertRules(findings: readonly Finding[]): { readonly rules: readonly AlertRule[]; readonly without: readonly Finding[] } {
  const rules = new Map<string, AlertRule>();
  const without: Finding[] = [];
  for (const finding of findings) {
    const caught = catchOf(finding.rule)?.(finding.subject, finding);
    if (caught === undefined) without.push(finding);
    else if (!rules.has(caught.expr))
      rules.set(caught.expr, { ...caught, alert: nameOf(finding.rule), severity: SEVERITY[finding.severity], finding });
  }
  return { rules: [...rules.values()], without };
}

const SEVERITY = { error: 'critical', warning: 'warning', info: 'info' } as const;

/** A Report may come from a program with other rules. */
function catchOf(rule: string): Catch | undefined {
  return Object.entries(CATCHES).find(([id]) => id === rule)?.[1];
}

/** "HopscopeScrapeTimeout". */
function nameOf(rule: string): string {
  return `Hopscope${rule
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')}`;
}

/** "target/JOB/INSTANCE". Job and instance may themselves have slashes: each way to part them is asked for, and only one has a series. */
function downTarget(subject: string): Caught | undefined {
  const [word, ...parts] = subject.split('/');
  if (word !== 'target' || parts.length < 2 || parts.length > 12) return undefined;
  const ways = parts.slice(1).map((_part, at) => [parts.slice(0, at + 1).join('/'), parts.slice(at + 1).join('/')] as const);
  const expr = ways.map(([job, instance]) => `up${selector({ job, instance })} == 0`).join(' or ');
  return { expr, for: '5m', needs: 'nothing else: Prometheus writes up for each target' };
}

/** Kind -> the family of its ready pods and the label of its name. */
const READY: Readonly<Record<string, readonly [family: string, label: string]>> = {
  Deployment: ['kube_deployment_status_replicas_available', 'deployment'],
  StatefulSet: ['kube_statefulset_status_replicas_ready', 'statefulset'],
  DaemonSet: ['kube_daemonset_status_number_ready', 'daemonset'],
  ReplicaSet: ['kube_replicaset_status_ready_replicas', 'replicaset'],
};

/** absent(): it fires as well when the workload is gone, or is kube-state-metrics itself. */
function noReadyPod(subject: string): Caught | undefined {
  const { kind, namespace, name } = objectOf(subject);
  const [family, label] = READY[kind] ?? [];
  if (family === undefined || label === undefined || namespace === undefined) return undefined;
  return { expr: `absent(${family}${selector({ namespace, [label]: name })} > 0)`, for: '5m', needs: KSM };
}

/** A family that each part has whatever its version, and nobody else. */
const FAMILY: Readonly<Record<string, string>> = {
  kubelet: 'kubelet_running_pods',
  cadvisor: 'container_cpu_usage_seconds_total',
  'kube-state-metrics': 'kube_pod_info',
  'node-exporter': 'node_time_seconds',
};

function absentFamily(subject: string): Caught | undefined {
  const family = FAMILY[subject];
  return family === undefined
    ? undefined
    : { expr: `absent(${family})`, for: '10m', needs: 'nothing else: it fires where nothing is scraped' };
}

function unhealthyNode(subject: string): Caught | undefined {
  const node = /^Node\/([^/]+)$/.exec(subject)?.[1];
  if (node === undefined) return undefined;
  const family = (condition: string) => `kube_node_status_condition{node=${quoted(node)},condition${condition},status="true"}`;
  const pressures = '=~"MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable"';
  return { expr: `${family('="Ready"')} == 0 or ${family(pressures)} == 1`, for: '5m', needs: KSM };
}

function inactiveHpa(subject: string): Caught | undefined {
  const { kind, namespace, name } = objectOf(subject);
  if (kind !== 'HorizontalPodAutoscaler' || namespace === undefined) return undefined;
  const labels = selector({ namespace, horizontalpodautoscaler: name, condition: 'ScalingActive', status: 'false' });
  return { expr: `kube_horizontalpodautoscaler_status_condition${labels} == 1`, for: '5m', needs: KSM };
}

function unavailableApi(subject: string): Caught | undefined {
  const name = /^APIService\/([^/]+)$/.exec(subject)?.[1];
  return name === undefined
    ? undefined
    : { expr: `aggregator_unavailable_apiservice${selector({ name })} > 0`, for: '5m', needs: "the kube-apiservers' /metrics" };
}

/** The rule also finds objects that are not exposed where no list was seen to fail: of those its counters say nothing. */
function failingLists(_subject: string, { because }: Finding): Caught | undefined {
  if (!/ lists of .+ failed/.test(because)) return undefined;
  const expr = 'rate(kube_state_metrics_list_total{result="error"}[10m]) > 0';
  return { expr, for: '5m', needs: `the telemetry port of ${KSM} (8081)` };
}

/** Any container of its pods: which one is Prometheus itself is not in the finding's subject. */
function restarted(subject: string): Caught | undefined {
  const { kind, namespace, name } = objectOf(subject);
  if (namespace === undefined) return undefined;
  const pods = kind === 'Pod' ? `pod=${quoted(name)}` : `pod=~${quoted(`${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}-.*`)}`;
  const family = `kube_pod_container_status_restarts_total{namespace=${quoted(namespace)},${pods}}`;
  return { expr: `increase(${family}[15m]) > 0`, for: '0s', needs: KSM };
}

/** "Deployment/kube-system/metrics-server". */
function objectOf(subject: string): { readonly kind: string; readonly namespace: string | undefined; readonly name: string } {
  const [kind = '', namespace, ...rest] = subject.split('/');
  return rest.length === 1 && namespace !== undefined && namespace !== '' && rest[0] !== ''
    ? { kind, namespace, name: rest[0] ?? '' }
    : { kind, namespace: undefined, name: '' };
}

function selector(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(',')}}`;
}

/** A string of PromQL: its escapes are those of JSON. Halves of surrogate pairs have none in Go. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd'));
}
