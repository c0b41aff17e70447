import type { SeriesStorage } from '../../../shared/promql/storage';
import type { SentAlert } from '../endpoints/alertmanager';
import type { DemoNetwork, DemoUser, Listener } from '../network';
import type { ObjectStore } from '../objects';
import type { PrometheusSettings } from '../world/world';
import { answerRequest } from './api/router';
import type { ApiState } from './api/state';
import { type PrometheusConfig, readConfig } from './config/config';
import { objectOf, textOf } from './config/read';
import { RuleEvaluator } from './rules/evaluator';
import { Notifier, type PostedAlert } from './rules/notifier';
import { type RuleGroup, readRules } from './rules/readRules';
import { Scraper } from './scrape/scraper';
import { type Connection, ServiceResolver } from './serviceResolver';
import { DEFAULT_LIMITS, Head, type HeadLimits } from './tsdb/head';

export interface PrometheusOptions {
  readonly settings: PrometheusSettings;
  readonly store: ObjectStore;
  readonly network: DemoNetwork;
  readonly startMs: number;
  /** Bounds of what is kept; DEFAULT_LIMITS says why. */
  readonly limits?: Partial<HeadLimits>;
  /** With more targets than this, listeners that offer `samplesOf` are not asked for text. Default 60: some ten nodes. */
  readonly printedTargets?: number;
  /** Sent as bearer token by jobs that have one. */
  readonly token?: string;
  readonly onAlerts?: (alerts: readonly PostedAlert[]) => void;
  /** How far the clock of its node is ahead at a simulated time. Absent: not at all. */
  readonly clockAheadMs?: (nowMs: number) => number;
  /** Its process went down by itself (restartsEverySeconds). */
  readonly onRestart?: (nowMs: number) => void;
}

export interface DemoPrometheus {
  /** Port 9090. */
  readonly listener: Listener;
  /**
   * Discovers, scrapes, evaluates rules and sends alerts, as due up to now. To be called at least once an interval, never
   * twice at a time. Quickly: without the texts of what it scrapes, where that is offered.
   */
  tick(nowMs: number, quickly?: boolean): Promise<void>;
  /** Reloads; a configuration that cannot be read leaves the old one standing, as in Prometheus. */
  become(settings: PrometheusSettings): void;
  /** Its process restarts: nothing is scraped until it has replayed its log; what was stored stays. */
  restart(nowMs: number): void;
  /** What is stored, for queries without HTTP. */
  readonly storage: SeriesStorage;
  /** Alerts that an Alertmanager took and that have not ended: what the demo's Alertmanager shows. */
  delivered(): readonly SentAlert[];
  /** Series refused because of `limits.maxSeries`. */
  readonly refusedSeries: number;
  close(): void;
}

const USER: DemoUser = {
  name: 'system:serviceaccount:monitoring:prometheus',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:monitoring', 'system:authenticated'],
};

/** From the end of one process to the readiness of the next: the kubelet's restart and the replay of the log. */
const DOWN_MS = 20_000;
const TRUNCATE_MS = 60_000;
const PRINTED_TARGETS = 60;
const EMPTY: PrometheusConfig = { raw: {}, evaluationIntervalMs: 60_000, externalLabels: {}, ruleFiles: [], alertmanagers: [], jobs: [] };

/** The demo's Prometheus 3.10: scrapes the demo through its network, by its own prometheus.yml, and serves its HTTP API. */
export function createPrometheus(options: PrometheusOptions): DemoPrometheus {
  return new Process(options);
}

class Process implements DemoPrometheus {
  private readonly head: Head;
  private readonly resolver: ServiceResolver;
  private readonly notifier: Notifier;
  private readonly rules: RuleEvaluator;
  private scraper: Scraper;
  private config = EMPTY;
  private settings: PrometheusSettings;
  /** Simulated time; what it shows and writes carries `clockMs`. */
  private nowMs: number;
  private startedMs: number;
  private readyMs: number;
  private truncatedMs: number;
  private reload = { successful: true, atMs: 0 };
  readonly listener: Listener = { scheme: 'http', handle: (request) => answerRequest(this.state(), request) };

  constructor(private readonly options: PrometheusOptions) {
    this.settings = options.settings;
    this.nowMs = options.startMs;
    this.startedMs = options.startMs;
    this.readyMs = options.startMs;
    this.truncatedMs = options.startMs;
    this.head = new Head({ ...DEFAULT_LIMITS, ...options.limits });
    this.resolver = new ServiceResolver(options.store, options.network, 'prometheus');
    const dial = (host: string, port: number) => this.dial(host, port);
    this.notifier = new Notifier(dial, options.onAlerts);
    this.rules = new RuleEvaluator(this.head);
    this.scraper = this.newScraper();
    this.load();
  }

  get storage(): SeriesStorage {
    return this.head;
  }

  get refusedSeries(): number {
    return this.head.counts.refusedSeries;
  }

  delivered(): readonly SentAlert[] {
    return this.notifier.delivered(this.clockMs);
  }

  private newScraper(): Scraper {
    const { store, token = 'demo', printedTargets = PRINTED_TARGETS } = this.options;
    const scraper = new Scraper({ head: this.head, store, dial: (host, port) => this.dial(host, port), user: USER, token, printedTargets });
    scraper.forbid(this.settings.mayNotList ?? []);
    return scraper;
  }

  private dial(host: string, port: number): Connection {
    const own = host === 'localhost' || host === '127.0.0.1';
    if (own && port === 9090) return { kind: 'listener', listener: this.listener, delayMs: 0 };
    return own ? { kind: 'failed', error: `dial tcp ${host}:${port}: connect: connection refused` } : this.resolver.dial(host, port);
  }

  /** Its own clock's time. */
  private get clockMs(): number {
    return this.nowMs + this.aheadMs;
  }

  private get aheadMs(): number {
    return this.options.clockAheadMs?.(this.nowMs) ?? 0;
  }

  private state(): ApiState {
    const { clockMs: nowMs, startedMs, head, scraper, rules, notifier, config, reload } = this;
    const ready = this.nowMs >= this.readyMs;
    const { evaluationIntervalMs } = config;
    const { remoteBehindSeconds } = this.settings;
    const remote = remoteBehindSeconds === undefined ? {} : { remoteBehindSeconds };
    const own = { nowMs, startedMs, ready, head, scraper, rules, notifier, config, reload };
    return { ...own, ...remote, store: this.options.store, evaluationIntervalMs };
  }

  private load(): void {
    const config = readConfig(this.settings.config);
    const groups = config.ok ? this.ruleGroups(config.value) : undefined;
    if (!config.ok || groups === undefined) {
      this.reload = { ...this.reload, successful: false };
      return;
    }
    this.config = config.value;
    this.reload = { successful: true, atMs: this.nowMs };
    this.scraper.configure(config.value.jobs);
    this.rules.configure(groups, config.value.externalLabels, this.clockMs);
    this.notifier.configure(config.value.alertmanagers);
  }

  private ruleGroups(config: PrometheusConfig): readonly RuleGroup[] | undefined {
    const groups: RuleGroup[] = [];
    for (const file of config.ruleFiles) {
      const read = readRules(file, this.ruleFile(file), config.evaluationIntervalMs);
      if (!read.ok) return undefined;
      groups.push(...read.value);
    }
    return groups;
  }

  /** The rules of the settings, else the file of that name in the ConfigMap that holds prometheus.yml. */
  private ruleFile(path: string): string {
    if (this.settings.rules !== undefined) return this.settings.rules;
    const data = objectOf(this.options.store.get('configmaps', 'monitoring', 'prometheus')?.['data']);
    return textOf(data[path.slice(path.lastIndexOf('/') + 1)], '{}');
  }

  become(settings: PrometheusSettings): void {
    const same = settings.config === this.settings.config && settings.rules === this.settings.rules;
    const sameLists = settings.mayNotList?.join() === this.settings.mayNotList?.join();
    this.settings = settings;
    if (!sameLists) this.scraper.forbid(settings.mayNotList ?? []);
    if (!same) this.load();
  }

  restart(nowMs: number): void {
    this.nowMs = Math.max(this.nowMs, nowMs);
    this.startedMs = this.nowMs;
    this.readyMs = this.nowMs + DOWN_MS;
    this.head.restarted();
    this.notifier.counts.clear();
    this.scraper.close();
    this.scraper = this.newScraper();
    this.load();
  }

  async tick(nowMs: number, quickly = false): Promise<void> {
    this.nowMs = nowMs;
    const everyMs = (this.settings.restartsEverySeconds ?? 0) * 1000;
    if (everyMs > 0 && nowMs - this.startedMs >= everyMs) {
      this.restart(nowMs);
      this.options.onRestart?.(nowMs);
    }
    if (nowMs < this.readyMs || this.stalls(nowMs)) return;
    await this.scraper.tick(nowMs, quickly, this.aheadMs);
    this.rules.tick(this.clockMs);
    await this.notifier.tick(this.rules, this.config.externalLabels, this.clockMs);
    if (nowMs - this.truncatedMs < TRUNCATE_MS) return;
    this.truncatedMs = nowMs;
    this.head.truncate(this.clockMs);
  }

  /** The last part of each period without CPU. */
  private stalls(nowMs: number): boolean {
    const { stalls } = this.settings;
    if (stalls === undefined) return false;
    const [everyMs, forMs] = [stalls.everySeconds * 1000, stalls.forSeconds * 1000];
    return (nowMs - this.startedMs) % everyMs >= everyMs - forMs;
  }

  close(): void {
    this.scraper.close();
    this.resolver.close();
  }
}
