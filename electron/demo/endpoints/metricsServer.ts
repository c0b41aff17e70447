import { breath } from '../breath';
import type { DemoAnswer, DemoNetwork, DemoRequest, DemoUser, Listener } from '../network';
import type { ObjectStore } from '../objects';
import type { Running } from '../world/running';
import { aggregated, exposition, failure, forbiddenPath, kubeJson, notFound, text, withHeaders } from './answers';
import { ComponentLog, klog, structured } from './klog';
import { answerMetrics } from './metricsServer/metricsApi';
import { groupVersion } from './metricsServer/metricsItem';
import { nodesToScrape } from './metricsServer/nodesToScrape';
import { requestTimeoutSeconds, type Scraped, type ScrapeTarget, scrapeNode } from './metricsServer/scrape';
import { SelfMetrics } from './metricsServer/selfMetrics';
import { type Cycle, Storage } from './metricsServer/storage';
import { processStartedMs } from './processStart';

export interface MetricsServerOptions {
  /** What is true now; asked again for each request and tick. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  readonly network: DemoNetwork;
  /** Whether a user may get a non-resource path ("/metrics"); /readyz, /livez and /healthz are open to all. */
  readonly mayGetPath: (user: DemoUser | undefined, path: string) => boolean;
  /** When its process started; the start of the container "metrics-server" when not said. Another start forgets all points, as a restart does. */
  readonly startedMs?: () => number;
  /** Above this many nodes the kubelets' numbers are taken without printing them. */
  readonly directAboveNodes?: number;
}

export interface MetricsServer {
  readonly listener: Listener;
  /** Scrapes when a resolution has passed since the last time. The demo calls it as simulated time goes on. */
  advance(): Promise<void>;
  /** Both storages have something to serve: what its readiness probe sees. */
  ready(): boolean;
  logLines(): readonly string[];
}

/** Reads the kubelets through the demo's network every resolution and serves metrics.k8s.io, as metrics-server 0.9 does. */
export function metricsServer(options: MetricsServerOptions): MetricsServer {
  const process = new Process(options);
  return {
    listener: { scheme: 'https', handle: (request) => withHeaders(process.handle(request), aggregated) },
    advance: () => process.advance(),
    ready: () => process.ready(),
    logLines: () => process.log.lines(),
  };
}

const defaultDirectAbove = 20;

class Process {
  readonly log = new ComponentLog();
  private readonly storage = new Storage();
  private self = new SelfMetrics(15);
  private startedMs = Number.NEGATIVE_INFINITY;
  private tickedMs: number | undefined;
  private scraping: Promise<void> | undefined;

  constructor(private readonly options: MetricsServerOptions) {}

  ready(): boolean {
    return this.storage.ready();
  }

  async advance(): Promise<void> {
    const running = this.options.running();
    this.restartWhenNew(running);
    const { resolutionSeconds, cycleSeconds = 0 } = running.world.metricsServer;
    const resolutionMs = resolutionSeconds * 1000;
    if (this.tickedMs !== undefined && running.nowMs - this.tickedMs < Math.max(resolutionMs, cycleSeconds * 1000)) return;
    // A tick that is still on its way stands for this one too.
    this.scraping ??= this.tick(running, resolutionMs).finally(() => {
      this.scraping = undefined;
    });
    await this.scraping;
  }

  private restartWhenNew(running: Running): void {
    const startedMs = this.options.startedMs?.() ?? processStartedMs(running, 'metrics-server');
    if (startedMs === this.startedMs) return;
    this.startedMs = startedMs;
    this.tickedMs = undefined;
    this.storage.clear();
    this.self = new SelfMetrics(running.world.metricsServer.resolutionSeconds);
    this.log.clear();
    for (const line of startLines(startedMs)) this.log.add(line);
  }

  private async tick(running: Running, resolutionMs: number): Promise<void> {
    const { nowMs, world } = running;
    this.tickedMs = nowMs;
    const targets = nodesToScrape(this.options.objects, world.metricsServer.addressTypes);
    const direct = targets.length > (this.options.directAboveNodes ?? defaultDirectAbove);
    const { kubeletInsecureTls: insecureTls, mayReadKubelets } = world.metricsServer;
    const settings = { network: this.options.network, nowMs, insecureTls, mayReadKubelets, direct };
    const cycle = this.storage.cycle(resolutionMs);
    let slowest = 0;
    for (const target of targets) {
      await breath();
      const scraped = await scrapeNode(target, settings);
      slowest = Math.max(slowest, scraped.seconds);
      this.note(target, scraped, nowMs);
      if (scraped.kind !== 'batch') continue;
      if (scraped.batch.node !== undefined) cycle.addNode(target.node, scraped.batch.node);
      for (const pod of scraped.batch.pods) cycle.addPod(`${pod.namespace}/${pod.name}`, pod);
    }
    this.keep(cycle, slowest, nowMs);
  }

  private keep(cycle: Cycle, seconds: number, nowMs: number): void {
    cycle.end();
    this.self.ticked(seconds + 0.012);
    if (this.ready()) return;
    const probe = structured('Failed probe', { probe: 'metric-storage-ready', err: 'no metrics to serve' });
    this.log.add(klog('I', nowMs + 4_210, 'server.go:192', probe));
  }

  private note(target: ScrapeTarget, scraped: Scraped, nowMs: number): void {
    this.self.requested(target.node, scraped.seconds, scraped.kind === 'batch', nowMs);
    if (scraped.kind === 'batch') return;
    const atMs = nowMs + scraped.seconds * 1000;
    if (scraped.kind === 'timeout') {
      const pairs = { err: scraped.error, node: target.node, timeout: `${requestTimeoutSeconds}s` };
      this.log.add(klog('E', atMs, 'scraper.go:147', structured('Failed to scrape node, timeout to access kubelet', pairs)));
    } else {
      this.log.add(klog('E', atMs, 'scraper.go:149', structured('Failed to scrape node', { err: scraped.error, node: target.node })));
    }
  }

  handle(request: DemoRequest): DemoAnswer {
    const running = this.options.running();
    this.restartWhenNew(running);
    switch (request.path) {
      case '/readyz':
        return checks(request, 'readyz', readyChecks, (name) => name !== 'metric-storage-ready' || this.ready());
      case '/livez':
        return checks(request, 'livez', liveChecks, (name) => name !== 'metric-collection-timely' || this.timely(running));
      case '/healthz':
        return checks(request, 'healthz', [...liveChecks, 'metadata-informer-sync'], () => true);
      case '/metrics':
        if (!this.options.mayGetPath(request.user, '/metrics')) return forbiddenPath(request.user, '/metrics');
        return exposition(this.self.render(this.startedMs, running.nowMs, this.storage));
      default:
        return this.api(request, running) ?? notFound();
    }
  }

  private timely(running: Running): boolean {
    const resolutionMs = running.world.metricsServer.resolutionSeconds * 1000;
    return this.tickedMs === undefined || running.nowMs - this.tickedMs <= 1.5 * resolutionMs;
  }

  private api(request: DemoRequest, running: Running): DemoAnswer | undefined {
    const isApi = request.path === '/apis' || request.path.startsWith('/apis/');
    if (isApi && running.world.metricsServer.distrustsFrontProxy === true) return failure(401, 'Unauthorized', 'Unauthorized');
    if (request.path === '/apis') return kubeJson(groupList, request);
    if (request.path === '/apis/metrics.k8s.io') return kubeJson({ kind: 'APIGroup', apiVersion: 'v1', ...group }, request);
    const [, below] = request.path.split(`/apis/${groupVersion}`);
    if (below === undefined) return undefined;
    if (below === '' || below === '/') return kubeJson(resourceList, request);
    const look = {
      storage: this.storage,
      objects: this.options.objects,
      nowMs: running.nowMs,
      served: (age: number) => this.self.served(age),
    };
    return answerMetrics(look, request, below.slice(1).split('/').map(decodeURIComponent));
  }
}

const readyChecks = [
  'ping',
  'log',
  'poststarthook/max-in-flight-filter',
  'poststarthook/storage-object-count-tracker-hook',
  'metric-storage-ready',
  'metric-informer-sync',
  'metadata-informer-sync',
  'shutdown',
];

const liveChecks = [
  'ping',
  'log',
  'poststarthook/max-in-flight-filter',
  'poststarthook/storage-object-count-tracker-hook',
  'metric-collection-timely',
];

/** "ok", or the list of checks when asked for it or when one fails (apiserver/pkg/server/healthz). */
function checks(request: DemoRequest, name: string, names: readonly string[], passes: (name: string) => boolean): DemoAnswer {
  const failed = names.filter((check) => !passes(check));
  const lines = names.map((check) => (failed.includes(check) ? `[-]${check} failed: reason withheld` : `[+]${check} ok`));
  if (failed.length > 0) return text(500, `${lines.join('\n')}\n${name} check failed\n`);
  return text(200, request.query.has('verbose') ? `${lines.join('\n')}\n${name} check passed\n` : 'ok');
}

const resourceList = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: [
    { name: 'nodes', singularName: '', namespaced: false, kind: 'NodeMetrics', verbs: ['get', 'list'] },
    { name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] },
  ],
};

const version = { groupVersion, version: 'v1beta1' };
const group = { name: 'metrics.k8s.io', versions: [version], preferredVersion: version };
const groupList = { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] };

function startLines(atMs: number): readonly string[] {
  const authentication = 'client-ca::kube-system::extension-apiserver-authentication';
  const controller = (name: string) => structured('Starting controller', { name });
  return [
    klog('I', atMs, 'serving.go:405', 'Generated self-signed cert (/tmp/apiserver.crt, /tmp/apiserver.key)'),
    klog('I', atMs + 213, 'handler.go:304', 'Adding GroupVersion metrics.k8s.io v1beta1 to ResourceManager'),
    klog('I', atMs + 325, 'secure_serving.go:214', 'Serving securely on [::]:10250'),
    klog('I', atMs + 326, 'requestheader_controller.go:180', 'Starting RequestHeaderAuthRequestController'),
    klog('I', atMs + 326, 'dynamic_serving_content.go:135', controller('serving-cert::/tmp/apiserver.crt::/tmp/apiserver.key')),
    klog('I', atMs + 327, 'configmap_cafile_content.go:205', controller(`${authentication}::client-ca-file`)),
    klog('I', atMs + 327, 'shared_informer.go:402', structured('Waiting for caches to sync')),
    klog('I', atMs + 431, 'shared_informer.go:409', structured('Caches are synced')),
  ];
}
