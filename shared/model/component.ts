/** Every kind of thing the map can hold (fixed by docs/report.schema.json). */
export const COMPONENT_KINDS = [
  'kubelet',
  'cadvisor',
  'container-runtime',
  'metrics-server',
  'metrics-api',
  'kube-state-metrics',
  'prometheus',
  'prometheus-adapter',
  'custom-metrics-api',
  'external-metrics-api',
  'external-adapter',
  'node-exporter',
  'alertmanager',
  'pushgateway',
  'dashboard',
  'kube-apiserver',
  'hpa',
  'vpa',
  'kubectl-top',
  'app',
  'opentelemetry-collector',
  'other',
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export type Pipeline = 'core' | 'monitoring';

/**
 * How to reach one listener of a component. Which transport that becomes is the port's business
 * (electron/engine/cluster/port.ts); this is only the address.
 */
export type Route =
  | { readonly via: 'apiserver' }
  /** `api` is group and version, "metrics.k8s.io/v1beta1": requests go to /apis/<api>/... */
  | { readonly via: 'aggregated'; readonly api: string }
  | { readonly via: 'node-proxy'; readonly node: string }
  | {
      readonly via: 'service-proxy';
      readonly namespace: string;
      readonly service: string;
      readonly scheme: 'http' | 'https';
      readonly port: string;
    }
  | {
      readonly via: 'pod-proxy';
      readonly namespace: string;
      readonly pod: string;
      readonly scheme: 'http' | 'https';
      readonly port: string;
    }
  /** `endpoint` is the id of a direct endpoint that the user has given. */
  | { readonly via: 'direct'; readonly endpoint: string };

/** What a listener is for: its metrics, its API, its own telemetry (KSM 8081), its health. */
export type Purpose = 'metrics' | 'api' | 'telemetry' | 'health';

export interface Endpoint {
  readonly purpose: Purpose;
  readonly route: Route;
  /** Put before every path asked for: "" or "/prometheus" (--web.route-prefix, --web.external-url). */
  readonly basePath: string;
  /** Where its metrics stand when not at /metrics: the annotation prometheus.io/path, a ServiceMonitor's path. */
  readonly path?: string;
}

/** One process or API that discovery found: a member of a card. */
export interface Discovered {
  /** "kubelet/n1", "prometheus/monitoring/k8s": stable from look to look. */
  readonly id: string;
  readonly kind: ComponentKind;
  /** What it is when it only answers like the kind: "thanos-query", "victoria-metrics", "prometheus-agent", "mimir", "keda". */
  readonly flavour?: string;
  /** The card of the map it belongs to (shared/model/architecture.ts), or that id with ":NAMESPACE/NAME" for a second of a kind. */
  readonly card: string;
  readonly name: string;
  readonly namespace?: string;
  readonly node?: string;
  readonly version?: string;
  readonly workload?: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** Names of its pods, in `namespace`. */
  readonly pods: readonly string[];
  /** The container that is the component, when a pod has several. */
  readonly container?: string;
  /** API groups it answers for, by APIService.spec.service: ["custom.metrics.k8s.io"]. For kinds that are an API: its own group. */
  readonly serves?: readonly string[];
  /** Command line of that container (command and args), for flags. */
  readonly args: readonly string[];
  /** Ways in, best first. */
  readonly endpoints: readonly Endpoint[];
  /** proven: an API registration, a service reference or an answer says so. likely: labels, image, args, ports agree. corrected: the user said so. */
  readonly confidence: 'proven' | 'likely' | 'corrected';
  /** "Why do you think so?", one sentence each. */
  readonly because: readonly string[];
}
