import { breath } from '../../breath';
import type { DemoUser } from '../../network';
import type { ObjectStore } from '../../objects';
import type { JobConfig } from '../config/job';
import type { Head } from '../tsdb/head';
import { type Appended, appendNothing, appendScrape, markStale, type ScrapeCounters } from './append';
import { DueList } from './dueList';
import { type FetchContext, type Fetched, fetchTarget } from './fetch';
import { IntervalLengths } from './intervalLengths';
import { MetadataStore } from './metadata';
import { clusterObjects, DISCOVERED, Discovery, type Pool } from './pools';
import { writeReport, writeReportStale } from './report';
import { Target } from './target';

export interface ScraperOptions {
  readonly head: Head;
  readonly store: ObjectStore;
  readonly dial: FetchContext['dial'];
  readonly user: DemoUser;
  readonly token: string;
  /** With more targets than this, listeners that offer samplesOf are asked for samples instead of text. */
  readonly printedTargets: number;
}

interface Leaving {
  readonly target: Target;
  readonly staleMs: number;
  readonly writeMs: number;
}

/** A scrape that nobody has answered yet. */
interface Waiting {
  readonly target: Target;
  readonly timeMs: number;
  readonly beganMs: number;
}

/** Discovery is taken over this often at the most (--scrape.discovery-reload-interval 5 s). */
const SYNC_MS = 5000;
/** Beyond this many pods every sixth time: looking through them all costs more than a target that comes 30 s late. */
const MANY_PODS = 20_000;

/** Discovery and scrape loops of all jobs, driven by simulated time. */
export class Scraper {
  readonly counters: ScrapeCounters = { outOfOrder: 0, duplicates: 0, outOfBounds: 0, sampleLimit: 0, bodySizeLimit: 0, labelLimit: 0 };
  readonly lengths = new IntervalLengths();
  readonly pools = new Map<string, Pool>();
  readonly syncs = new Map<string, number>();
  /** By job, then by identity. */
  private readonly targets = new Map<string, Map<string, Target>>();
  private readonly due = new DueList();
  private leaving: Leaving[] = [];
  private waiting: readonly Waiting[] = [];
  private readonly discovery = new Discovery();
  private readonly metadata = new MetadataStore();
  private jobs: readonly JobConfig[] = [];
  private forbidden: readonly string[] = [];
  private changed = true;
  private syncedMs = Number.NEGATIVE_INFINITY;
  private closed = false;
  private readonly stop: () => void;

  constructor(private readonly options: ScraperOptions) {
    this.stop = options.store.onChange((resource) => {
      this.changed ||= DISCOVERED.has(resource);
    });
  }

  close(): void {
    this.closed = true;
    this.stop();
  }

  /** A new configuration: jobs that changed start anew, without stale markers, as a reload does. */
  configure(jobs: readonly JobConfig[]): void {
    const before = new Map(this.jobs.map((job) => [job.name, job.fingerprint]));
    for (const job of jobs) if (before.get(job.name) !== job.fingerprint) this.targets.delete(job.name);
    const names = new Set(jobs.map(({ name }) => name));
    for (const name of this.targets.keys()) if (!names.has(name)) this.targets.delete(name);
    for (const name of this.pools.keys()) if (!names.has(name)) this.pools.delete(name);
    this.jobs = jobs;
    this.changed = true;
    this.syncedMs = Number.NEGATIVE_INFINITY;
  }

  /** Resources that its service account may not list from now on; a list that fails gives nothing. */
  forbid(resources: readonly string[]): void {
    this.forbidden = resources;
    this.changed = true;
    this.syncedMs = Number.NEGATIVE_INFINITY;
  }

  /** Lists that the kube-apiserver refuses. */
  get refusedLists(): number {
    return this.forbidden.length;
  }

  active(): readonly Target[] {
    return [...this.targets.values()].flatMap((targets) => [...targets.values()]);
  }

  targetsOf(job: string): readonly Target[] {
    return [...(this.targets.get(job)?.values() ?? [])];
  }

  get jobNames(): readonly string[] {
    return this.jobs.map(({ name }) => name);
  }

  /**
   * Discovers, then scrapes what is due up to now, each target once, in the order of time. Quickly: without texts, however few
   * the targets. What it writes carries the time of its own clock, which may be ahead.
   */
  async tick(nowMs: number, quickly: boolean, clockAheadMs = 0): Promise<void> {
    this.sync(nowMs);
    this.writeLeft(nowMs, clockAheadMs);
    const due = this.due.takeDue(nowMs);
    const unprinted = quickly || this.targetCount() > this.options.printedTargets;
    await this.waitOn(nowMs, unprinted);
    for (const target of due) {
      // Requests are answered in between: one of them may switch a fault, with another configuration.
      await breath();
      if (this.closed) return;
      if (!this.isActive(target)) continue;
      await this.scrape(target, nowMs, unprinted, clockAheadMs);
      this.due.add(target);
    }
  }

  private isActive(target: Target): boolean {
    return this.targets.get(target.job.name)?.get(target.identity) === target;
  }

  targetCount(): number {
    let count = 0;
    for (const targets of this.targets.values()) count += targets.size;
    return count;
  }

  private sync(nowMs: number): void {
    const many = this.options.store.list('pods').length > MANY_PODS;
    if (!this.changed || nowMs < this.syncedMs + (many ? 6 : 1) * SYNC_MS) return;
    this.changed = false;
    this.syncedMs = nowMs;
    const objects = clusterObjects(this.options.store, this.forbidden);
    for (const job of this.jobs) {
      const pool = this.discovery.pool(job, objects);
      this.pools.set(job.name, pool);
      this.syncs.set(job.name, (this.syncs.get(job.name) ?? 0) + 1);
      this.syncJob(job, pool, nowMs);
    }
  }

  private syncJob(job: JobConfig, pool: Pool, nowMs: number): void {
    const before = this.targets.get(job.name) ?? new Map<string, Target>();
    const after = new Map<string, Target>();
    for (const built of pool.built) {
      const known = before.get(built.identity);
      const target = known ?? new Target(built.identity, built.discovered, built.labels, built.url, job, nowMs);
      if (known === undefined) this.due.add(target);
      after.set(built.identity, target);
    }
    for (const [identity, target] of before) if (!after.has(identity)) this.leave(target);
    this.targets.set(job.name, after);
  }

  /** Stale markers come two intervals and a tenth later, dated one interval after the last scrape (endOfRunStaleness). */
  private leave(target: Target): void {
    if (target.lastScrapeMs === undefined) return;
    this.leaving.push({ target, staleMs: target.dueMs, writeMs: target.dueMs + 1.1 * target.intervalMs });
  }

  private writeLeft(nowMs: number, clockAheadMs: number): void {
    for (const { target, staleMs, writeMs } of this.leaving) {
      if (writeMs > nowMs) continue;
      markStale(this.options.head, target, staleMs + clockAheadMs);
      writeReportStale(this.options.head, target, staleMs + clockAheadMs);
    }
    this.leaving = this.leaving.filter(({ writeMs }) => writeMs > nowMs);
  }

  private async scrape(target: Target, nowMs: number, unprinted: boolean, clockAheadMs: number): Promise<void> {
    const beganMs = target.dueAfter(nowMs) - target.intervalMs;
    const timeMs = beganMs + clockAheadMs;
    if (target.beganMs !== undefined) this.lengths.observe(target.intervalMs, (beganMs - target.beganMs) / 1000);
    target.beganMs = beganMs;
    const fetched = await this.fetch(target, unprinted);
    target.dueMs = target.dueAfter(nowMs);
    if (fetched.hangs) this.waiting = [...this.waiting, { target, timeMs, beganMs: nowMs }];
    else this.finish(target, timeMs, fetched);
  }

  /** What hangs may go on before the timeout is over: then the answer comes late, and comes. */
  private async waitOn(nowMs: number, unprinted: boolean): Promise<void> {
    const { waiting } = this;
    this.waiting = [];
    for (const each of waiting) {
      const { target, timeMs, beganMs } = each;
      if (!this.isActive(target)) continue;
      const fetched = await this.fetch(target, unprinted);
      const waitedMs = nowMs - beganMs;
      if (fetched.hangs && waitedMs < target.timeoutMs) this.waiting = [...this.waiting, each];
      else this.finish(target, timeMs, fetched.hangs ? fetched : { ...fetched, seconds: fetched.seconds + waitedMs / 1000 });
    }
  }

  private fetch(target: Target, unprinted: boolean): Promise<Fetched> {
    const { dial, user, token } = this.options;
    return fetchTarget(target, { dial, user, token, unprinted });
  }

  private finish(target: Target, timeMs: number, fetched: Fetched): void {
    const { head } = this.options;
    if (fetched.bytes < 0) this.counters.bodySizeLimit++;
    let appended: Appended;
    if (fetched.result.ok) {
      target.metadata = this.metadata.of(fetched.result.value.exposition, target.metadata);
      appended = appendScrape(head, target, fetched.result.value, timeMs, this.counters);
    } else appended = appendNothing(head, target, timeMs);
    const error = fetched.result.ok ? appended.error : fetched.result.error;
    target.health = error === undefined ? 'up' : 'down';
    target.lastError = error ?? '';
    target.lastScrapeMs = timeMs;
    target.lastSeconds = fetched.seconds;
    writeReport(head, target, timeMs, { up: error === undefined, seconds: fetched.seconds, bytes: fetched.bytes, appended });
  }
}
