/**
 * The kubelet's HTTP endpoints. Sources: kubernetes/kubernetes pkg/kubelet/server/server.go (paths, `path` label of
 * kubelet_http_requests_total) and auth.go @7caff55 (subresources), of 1.35; pkg/features/kube_features.go for gates.
 */

/** How far asking it is harmless. `acts` runs something in containers or on the node, or changes it: never asked. */
export type EndpointRisk = 'read' | 'discloses' | 'costs' | 'acts';

export interface KubeletEndpoint {
  readonly id: string;
  /** As it is asked; names in braces stand for what the caller puts in. */
  readonly path: string;
  readonly verb: 'get' | 'create' | 'update';
  /** Value of the `path` label of the kubelet's own request metrics. */
  readonly bucket: string;
  /** Subresources of nodes that open it without KubeletFineGrainedAuthz. */
  readonly plain: readonly string[];
  /** With it: the first one that is allowed opens it. */
  readonly fine: readonly string[];
  readonly carries: string;
  readonly risk: EndpointRisk;
  /** Why it is not asked, or what is to be known before it is. */
  readonly note?: string;
  /** The kubelet versions and gates that have it. */
  readonly since?: string;
}

const PROXY = ['proxy'];
const METRICS = { verb: 'get', plain: ['metrics'], fine: ['metrics'], risk: 'read' } as const;
const HEALTH = { verb: 'get', bucket: 'healthz', plain: PROXY, fine: ['healthz', 'proxy'], risk: 'read' } as const;
const ACTS = { plain: PROXY, fine: PROXY, risk: 'acts' } as const;

/** Those that metrics come from first, then state, then what is never asked. */
export const KUBELET_ENDPOINTS: readonly KubeletEndpoint[] = [
  {
    ...METRICS,
    id: 'metrics-resource',
    path: '/metrics/resource',
    bucket: 'metrics/resource',
    carries: 'CPU and memory of containers, pods and the node: what metrics-server reads',
  },
  {
    ...METRICS,
    id: 'metrics-cadvisor',
    path: '/metrics/cadvisor',
    bucket: 'metrics/cadvisor',
    carries: 'container_*: CPU, memory, network, file systems of every cgroup',
    note: 'The largest answer of all: about 0.7 MiB at 18 pods, and it may take more than a second.',
  },
  {
    ...METRICS,
    id: 'metrics',
    path: '/metrics',
    bucket: 'metrics',
    carries: "the kubelet's own: pods, runtime operations, PLEG, volumes, feature gates, requests",
  },
  {
    ...METRICS,
    id: 'metrics-probes',
    path: '/metrics/probes',
    bucket: 'metrics/probes',
    carries: 'results of liveness, readiness and startup probes',
  },
  {
    ...METRICS,
    id: 'metrics-slis',
    path: '/metrics/slis',
    bucket: 'other',
    carries: 'its health checks as series (kubernetes_healthcheck)',
    since: '1.26',
  },
  {
    id: 'stats-summary',
    path: '/stats/summary',
    verb: 'get',
    bucket: 'stats',
    plain: ['stats'],
    fine: ['stats'],
    carries: 'the Summary API: CPU, memory, file systems, network and volumes of node, pods and containers as JSON',
    risk: 'read',
  },
  { ...HEALTH, id: 'healthz', path: '/healthz', carries: 'whether it says that it is well' },
  { ...HEALTH, id: 'healthz-syncloop', path: '/healthz/syncloop', carries: 'whether its loop over the pods still turns' },
  {
    id: 'configz',
    path: '/configz',
    verb: 'get',
    bucket: 'configz',
    plain: PROXY,
    fine: ['configz', 'proxy'],
    carries: 'its running configuration: who may read it, intervals, eviction, cgroup driver',
    risk: 'read',
    note: 'Flags that are not in the configuration file, --housekeeping-interval for one, are not in it.',
  },
  {
    id: 'pods',
    path: '/pods',
    verb: 'get',
    bucket: 'pods',
    plain: PROXY,
    fine: ['pods', 'proxy'],
    carries: 'the pods that it knows, static ones with their own ids',
    risk: 'discloses',
    note: 'Shows whole pod specs, environment variables among them.',
  },
  {
    id: 'runningpods',
    path: '/runningpods/',
    verb: 'get',
    bucket: 'runningpods',
    plain: PROXY,
    fine: ['pods', 'proxy'],
    carries: 'the pods that the container runtime says are running',
    risk: 'read',
  },
  {
    id: 'statusz',
    path: '/statusz',
    verb: 'get',
    bucket: 'statusz',
    plain: PROXY,
    fine: ['statusz', 'proxy'],
    carries: 'its version, start time and paths',
    risk: 'read',
    since: '1.32, gate ComponentStatusz',
  },
  {
    id: 'flagz',
    path: '/flagz',
    verb: 'get',
    bucket: 'flagz',
    plain: PROXY,
    fine: PROXY,
    carries: 'its command line: the one place that says --housekeeping-interval',
    risk: 'read',
    since: '1.32, gate ComponentFlagz',
  },
  {
    id: 'logs',
    path: '/logs/',
    verb: 'get',
    bucket: 'logs',
    plain: ['log'],
    fine: ['log'],
    carries: "the node's /var/log, here only the names in it",
    risk: 'discloses',
    note: 'Below it are the log files of the node.',
  },
  {
    id: 'container-logs',
    path: '/containerLogs/{namespace}/{pod}/{container}',
    verb: 'get',
    bucket: 'containerLogs',
    plain: PROXY,
    fine: PROXY,
    carries: "a container's log",
    risk: 'costs',
    note: 'Not asked from here: what is in a log nobody can know beforehand. kubectl logs asks for pods/log, which is granted by itself.',
  },
  {
    id: 'pprof',
    path: '/debug/pprof/{profile}',
    verb: 'get',
    bucket: 'debug',
    plain: PROXY,
    fine: PROXY,
    carries: 'profiles of the kubelet itself',
    risk: 'costs',
    note: 'Not asked from here: a profile costs the kubelet CPU while it is taken.',
  },
  {
    ...ACTS,
    id: 'exec',
    path: '/exec/{namespace}/{pod}/{container}',
    verb: 'get',
    bucket: 'exec',
    carries: 'runs a command in a container',
    note: 'Never called. A GET with an upgrade to a websocket is enough for it: whoever may get nodes/proxy may do this to every pod of the node.',
  },
  {
    ...ACTS,
    id: 'run',
    path: '/run/{namespace}/{pod}/{container}',
    verb: 'create',
    bucket: 'run',
    carries: 'runs a command in a container and returns what it prints',
    note: 'Never called: a POST that runs what it is given.',
  },
  {
    ...ACTS,
    id: 'attach',
    path: '/attach/{namespace}/{pod}/{container}',
    verb: 'get',
    bucket: 'attach',
    carries: 'the input and output of a running container',
    note: 'Never called: it writes to the input of a running process.',
  },
  {
    ...ACTS,
    id: 'port-forward',
    path: '/portForward/{namespace}/{pod}',
    verb: 'get',
    bucket: 'portForward',
    carries: 'a tunnel to any port of a pod',
    note: 'Never called: it goes past every NetworkPolicy to ports that were not meant to be reached.',
  },
  {
    id: 'checkpoint',
    path: '/checkpoint/{namespace}/{pod}/{container}',
    verb: 'create',
    bucket: 'checkpoint',
    plain: ['checkpoint'],
    fine: ['checkpoint'],
    carries: "writes a container's memory to the node's disk",
    risk: 'acts',
    note: 'Never called: it stops the container for a moment and leaves its memory, secrets included, in a file.',
    since: '1.25, gate ContainerCheckpoint',
  },
  {
    ...ACTS,
    id: 'debug-flags',
    path: '/debug/flags/v',
    verb: 'update',
    bucket: 'debug',
    carries: "changes the kubelet's log level",
    note: 'Never called: it is a PUT that changes the running kubelet.',
  },
];

const BUCKETS: ReadonlySet<string> = new Set(KUBELET_ENDPOINTS.map(({ bucket }) => bucket));

/** Whether a look at it may be offered: it reads, and costs no more than its answer. */
export function isAskable({ risk }: Pick<KubeletEndpoint, 'risk'>): boolean {
  return risk === 'read' || risk === 'discloses';
}

export function kubeletEndpoint(id: string): KubeletEndpoint | undefined {
  return KUBELET_ENDPOINTS.find((endpoint) => endpoint.id === id);
}

/** The `path` label under which the kubelet counts a request (server.go, getURLRootPath); unknown ones are "other". */
export function requestBucket(path: string): string {
  const [first = '', second] = path.replace(/^\//, '').split('/');
  const bucket = first === 'metrics' && second !== undefined ? `metrics/${second}` : first;
  return BUCKETS.has(bucket) ? bucket : 'other';
}
