import type { ComponentKind, Purpose } from '../model/component';

/** A listener as a component's own documentation describes it. */
export interface ListenerRule {
  /** What is asked there. The first one is what it is for. */
  readonly purposes: readonly Purpose[];
  /** Used when no flag and no declared port says otherwise. */
  readonly port: number;
  /** Flags whose value is "HOST:PORT", ":PORT" or "PORT". */
  readonly addressFlags: readonly string[];
  /** Flags whose value is the host alone. */
  readonly hostFlags: readonly string[];
  /** Names of declared container ports, best first. */
  readonly portNames: readonly string[];
  readonly scheme: 'http' | 'https';
  /** Flags that switch TLS on. --web.config.file may also hold basic auth alone (exporter-toolkit docs/web-configuration.md). */
  readonly tlsFlags: readonly string[];
  /** Flags whose path stands before every path, best first. */
  readonly prefixFlags: readonly string[];
  /** Path before every path when no flag says otherwise. */
  readonly prefix: string;
}

const WEB = {
  addressFlags: ['web.listen-address'],
  hostFlags: [],
  scheme: 'http',
  tlsFlags: ['web.config.file', 'web.config'],
  prefixFlags: ['web.route-prefix', 'web.external-url'],
  prefix: '',
} as const;

const SERVING: ListenerRule = {
  purposes: ['metrics', 'health'],
  port: 443,
  addressFlags: ['secure-port'],
  hostFlags: ['bind-address'],
  portNames: ['https', 'main-port', 'metricsapi'],
  scheme: 'https',
  tlsFlags: [],
  prefixFlags: [],
  prefix: '',
};

/** kube-state-metrics docs/developer/cli-arguments.md. */
const KSM = { hostFlags: ['host'], scheme: 'http', tlsFlags: ['tls-config'], prefixFlags: [], prefix: '' } as const;

const THANOS: ListenerRule = {
  purposes: ['api', 'metrics'],
  port: 10902,
  addressFlags: ['http-address'],
  hostFlags: [],
  portNames: ['http', 'web'],
  scheme: 'http',
  tlsFlags: ['http.config'],
  prefixFlags: ['web.route-prefix'],
  prefix: '',
};

const VICTORIA = {
  purposes: ['api', 'metrics'],
  addressFlags: ['httpListenAddr'],
  hostFlags: [],
  portNames: ['http'],
  scheme: 'http',
  tlsFlags: ['tls'],
  prefixFlags: ['http.pathPrefix'],
  prefix: '',
} as const;

const OF_FLAVOUR: Readonly<Record<string, readonly ListenerRule[]>> = {
  'thanos-query': [THANOS],
  'thanos-receive': [THANOS],
  'thanos-store': [THANOS],
  'thanos-rule': [THANOS],
  'thanos-compact': [THANOS],
  'victoria-metrics': [{ ...VICTORIA, port: 8428 }],
  vmagent: [{ ...VICTORIA, port: 8429 }],
  // Tenant 0, as the cluster version's URL format gives it.
  vmselect: [{ ...VICTORIA, port: 8481, prefix: '/select/0/prometheus' }],
  mimir: [
    {
      purposes: ['api'],
      port: 8080,
      addressFlags: ['server.http-listen-port'],
      hostFlags: [],
      portNames: ['http-metrics', 'http'],
      scheme: 'http',
      tlsFlags: [],
      prefixFlags: ['http.prometheus-http-prefix'],
      prefix: '/prometheus',
    },
  ],
  'grafana-alloy': [
    {
      purposes: ['metrics'],
      port: 12345,
      addressFlags: ['server.http.listen-addr'],
      hostFlags: [],
      portNames: ['http-metrics', 'http'],
      scheme: 'http',
      tlsFlags: [],
      prefixFlags: [],
      prefix: '',
    },
  ],
};

const OF_KIND: Partial<Readonly<Record<ComponentKind, readonly ListenerRule[]>>> = {
  prometheus: [{ ...WEB, purposes: ['api', 'metrics'], port: 9090, portNames: ['web', 'http-web', 'http', 'server'] }],
  alertmanager: [{ ...WEB, purposes: ['api', 'metrics'], port: 9093, portNames: ['web', 'http-web', 'http'] }],
  pushgateway: [{ ...WEB, purposes: ['metrics', 'api'], port: 9091, portNames: ['metrics', 'http', 'web'] }],
  'node-exporter': [{ ...WEB, purposes: ['metrics'], port: 9100, portNames: ['metrics', 'http-metrics', 'http'], prefixFlags: [] }],
  'kube-state-metrics': [
    {
      ...KSM,
      purposes: ['metrics', 'health'],
      port: 8080,
      addressFlags: ['port'],
      portNames: ['http-metrics', 'metrics', 'http', 'https-main'],
    },
    {
      ...KSM,
      purposes: ['telemetry'],
      port: 8081,
      addressFlags: ['telemetry-port'],
      hostFlags: ['telemetry-host'],
      portNames: ['telemetry', 'metrics-self', 'https-self'],
    },
  ],
  'metrics-server': [{ ...SERVING, port: 10250 }],
  'prometheus-adapter': [{ ...SERVING, port: 6443 }],
  'external-adapter': [{ ...SERVING, port: 6443 }],
  cadvisor: [
    {
      purposes: ['metrics', 'api'],
      port: 8080,
      addressFlags: ['port'],
      hostFlags: ['listen_ip'],
      portNames: ['http', 'metrics'],
      scheme: 'http',
      tlsFlags: [],
      prefixFlags: ['url_base_prefix'],
      prefix: '',
    },
  ],
  dashboard: [
    {
      purposes: ['api', 'metrics'],
      port: 3000,
      addressFlags: [],
      hostFlags: [],
      portNames: ['grafana', 'http', 'service', 'http-web'],
      scheme: 'http',
      tlsFlags: [],
      prefixFlags: [],
      prefix: '',
    },
  ],
  'opentelemetry-collector': [
    {
      purposes: ['metrics'],
      port: 8888,
      addressFlags: [],
      hostFlags: [],
      portNames: ['metrics', 'http-metrics'],
      scheme: 'http',
      tlsFlags: [],
      prefixFlags: [],
      prefix: '',
    },
  ],
};

/** Listeners of a kind; a flavour's own where it differs. Empty: none is known. */
export function listenersOf(kind: ComponentKind, flavour?: string): readonly ListenerRule[] {
  return OF_FLAVOUR[flavour ?? ''] ?? OF_KIND[kind] ?? [];
}
