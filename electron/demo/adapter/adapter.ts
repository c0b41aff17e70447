import { failed, ok, type Result } from '../../../shared/model/result';
import { adapterMetricsText } from '../endpoints/adapterMetrics';
import { ComponentLog, klog } from '../endpoints/klog';
import type { DemoAnswer, DemoNetwork, DemoRequest, DemoUser, Listener } from '../network';
import type { ObjectStore } from '../objects';
import { ServiceResolver } from '../prometheus/serviceResolver';
import type { AdapterSettings } from '../world/world';
import { type CustomAsk, customValues, type ValueContext } from './customValues';
import { customDiscovery, externalDiscovery } from './discovery';
import { externalValues } from './externalValues';
import type { PrometheusSeries } from './naming';
import { PrometheusClient } from './prometheusClient';
import { Registry } from './registry';
import { type AdapterConfig, type Rule, readConfig } from './rule';
import { forbidden, metricNotFound, plain } from './status';

export interface AdapterOptions {
  readonly settings: AdapterSettings;
  readonly store: ObjectStore;
  readonly network: DemoNetwork;
  readonly startMs: number;
  /** Whether a user may GET a path that is no resource, /metrics; any authenticated one unless given. */
  readonly mayGet?: (user: DemoUser, path: string) => boolean;
}

export interface DemoAdapter {
  /** Port 6443. */
  readonly listener: Listener;
  /** Lists Prometheus' series again when due. Never twice at a time. */
  tick(nowMs: number): Promise<void>;
  /** Other settings come with a new process, as after a change of its ConfigMap and a rollout. */
  become(settings: AdapterSettings, nowMs: number): void;
  /** Its process restarts and knows no metrics until its first list. */
  restart(nowMs: number): void;
  /** Why its process ended at the start; undefined while it runs. */
  readonly failure: string | undefined;
  /** The newest lines of its log. */
  log(): readonly string[];
  close(): void;
}

type Found = readonly { readonly rule: Rule; readonly series: readonly PrometheusSeries[] }[];

/** The demo's prometheus-adapter 0.12: custom and external metrics out of Prometheus, by the rules of its config. */
export function createAdapter(options: AdapterOptions): DemoAdapter {
  return new Process(options);
}

class Process implements DemoAdapter {
  private readonly resolver: ServiceResolver;
  private readonly registry = new Registry();
  private readonly lines = new ComponentLog();
  private settings: AdapterSettings;
  private config: AdapterConfig = { rules: [], externalRules: [] };
  private client: PrometheusClient;
  private nowMs: number;
  private startedMs: number;
  private listMs: number;
  failure: string | undefined;
  readonly listener: Listener = { scheme: 'https', certificate: 'self-signed', handle: (request) => this.handle(request) };

  constructor(private readonly options: AdapterOptions) {
    this.settings = options.settings;
    this.resolver = new ServiceResolver(options.store, options.network, 'adapter');
    this.client = new PrometheusClient(this.resolver, options.settings.prometheusUrl);
    this.nowMs = options.startMs;
    this.startedMs = options.startMs;
    this.listMs = options.startMs;
    this.restart(options.startMs);
  }

  become(settings: AdapterSettings, nowMs: number): void {
    const same = JSON.stringify(settings) === JSON.stringify(this.settings);
    this.settings = settings;
    if (!same) this.restart(nowMs);
  }

  restart(nowMs: number): void {
    this.nowMs = nowMs;
    this.startedMs = nowMs;
    this.listMs = nowMs;
    this.registry.clear();
    this.lines.clear();
    this.client = new PrometheusClient(this.resolver, this.settings.prometheusUrl);
    const config = readConfig(this.settings.config);
    this.failure = config.ok ? undefined : config.error;
    if (config.ok) this.config = config.value;
    this.line('I', 'adapter.go:113', 'successfully using in-cluster auth');
    if (this.failure !== undefined) this.line('E', 'adapter.go:332', this.failure);
    else this.line('I', 'secure_serving.go:213', 'Serving securely on [::]:6443');
  }

  async tick(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    if (this.failure !== undefined || nowMs < this.listMs) return;
    const everyMs = this.settings.relistSeconds * 1000;
    this.listMs = nowMs - ((nowMs - this.listMs) % everyMs) + everyMs;
    const custom = await this.list(this.config.rules);
    if (custom.ok) this.registry.setCustom(custom.value);
    else this.line('E', 'provider.go:229', custom.error);
    const external = await this.list(this.config.externalRules);
    if (external.ok) this.registry.setExternal(external.value);
    else this.line('E', 'periodic_metric_lister.go:60', external.error);
  }

  /** One query that fails makes the whole list fail; the old one stays then. The same query is sent once. */
  private async list(rules: readonly Rule[]): Promise<Result<Found, string>> {
    const startSeconds = (this.nowMs - this.settings.relistSeconds * 1000) / 1000;
    const answers = new Map<string, readonly PrometheusSeries[]>();
    for (const { seriesQuery } of rules) {
      if (answers.has(seriesQuery)) continue;
      const series = await this.client.series(seriesQuery, startSeconds);
      if (!series.ok)
        return failed(
          `unable to update list of all metrics: unable to fetch metrics for query ${JSON.stringify(seriesQuery)}: ${series.error}`,
        );
      answers.set(seriesQuery, series.value);
    }
    return ok(rules.map((rule) => ({ rule, series: answers.get(rule.seriesQuery) ?? [] })));
  }

  private line(severity: 'I' | 'E', source: string, message: string): void {
    this.lines.add(klog(severity, this.nowMs, source, message));
  }

  log(): readonly string[] {
    return this.lines.lines();
  }

  close(): void {
    this.resolver.close();
  }

  private handle(request: DemoRequest): DemoAnswer | Promise<DemoAnswer> {
    const { path } = request;
    if (path === '/readyz' || path === '/livez' || path === '/healthz') return plain(200, 'ok');
    if (request.user === undefined) return forbidden(request);
    if (path === '/metrics') return this.metrics(request, request.user);
    const context: ValueContext = { ...this.sources(), nowMs: this.nowMs, error: (source, message) => this.line('E', source, message) };
    const parts = path.split('/').slice(2).map(decodeURIComponent);
    const [group, version, ...rest] = parts;
    if (path.startsWith('/apis/') && group === 'custom.metrics.k8s.io' && (version === 'v1beta1' || version === 'v1beta2')) {
      return rest.length === 0 ? customDiscovery(request, this.registry, version) : custom(request, context, version, rest);
    }
    if (path.startsWith('/apis/') && group === 'external.metrics.k8s.io' && version === 'v1beta1') {
      return rest.length === 0 ? externalDiscovery(request, this.registry) : external(request, context, rest);
    }
    return plain(404, '404 page not found\n');
  }

  private sources() {
    return { registry: this.registry, client: this.client, store: this.options.store };
  }

  private metrics(request: DemoRequest, user: DemoUser): DemoAnswer {
    if (this.options.mayGet?.(user, request.path) === false) return forbidden(request);
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-cache, private' };
    return { status: 200, headers, body: adapterMetricsText(this.startedMs, this.nowMs) };
  }
}

/** namespaces/NS/RESOURCE/NAME/METRIC, namespaces/NS/metrics/METRIC (of the namespace itself), RESOURCE/NAME/METRIC. */
function custom(
  request: DemoRequest,
  context: ValueContext,
  version: CustomAsk['version'],
  rest: readonly string[],
): DemoAnswer | Promise<DemoAnswer> {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = rest;
  if (first === 'namespaces' && rest.length === 4 && third === 'metrics') {
    return customValues(request, context, { version, namespace: '', resource: 'namespaces', name: second, metric: fourth });
  }
  if (first === 'namespaces' && rest.length === 5) {
    return customValues(request, context, { version, namespace: second, resource: third, name: fourth, metric: fifth });
  }
  if (rest.length === 3) return customValues(request, context, { version, namespace: '', resource: first, name: second, metric: third });
  return plain(404, '404 page not found\n');
}

function external(request: DemoRequest, context: ValueContext, rest: readonly string[]): DemoAnswer | Promise<DemoAnswer> {
  const [first, namespace = '', metric = ''] = rest;
  if (first === 'namespaces' && rest.length === 3) return externalValues(request, context, namespace, metric);
  return metricNotFound(request, rest.at(-1) ?? '', '');
}
