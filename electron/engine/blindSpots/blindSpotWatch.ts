import { lifeAsOf, scrapesAsOf } from '../../../shared/analysis/blindSpots/asOf';
import { livesFromEvents } from '../../../shared/analysis/blindSpots/fromEvents';
import type { PodLife } from '../../../shared/analysis/blindSpots/podLife';
import type { Scrapes } from '../../../shared/analysis/blindSpots/seen';
import { judgeStates, summarise } from '../../../shared/analysis/blindSpots/summary';
import type { BlindPage, BlindPicture, BlindSource } from '../../../shared/contract/blindSpots';
import type { Inventory } from '../../../shared/model/inventory';
import { ok } from '../../../shared/model/result';
import type { Report } from '../../../shared/report/schema';
import type { AskTrouble } from '../charts/askTrouble';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { HeardHow } from '../cluster/watchedResources';
import type { LookResult } from '../probers/prober';
import type { Session } from '../session/session';
import { askableSource, findTarget, type KsmTarget, readScrapes, upQuery } from './ksmScrapes';
import { OwnLookTicks } from './ownLookTicks';
import { pictureOf, type Read } from './picture';
import { KEPT_MS, PodLog } from './podLog';
import { rowsOf } from './podRows';
import { cpuQuery, cpuWords, keptValues, podQuery } from './podSamples';
import { askRaw } from './rawSamples';
import { blindSpotRows } from './reportRows';

type WatchSession = Pick<Session, 'discovered' | 'clockOffsetMs' | 'inventory'> & {
  readonly looks: ReadonlyMap<string, Pick<LookResult, 'facts'>>;
};

export interface BlindSpotParts {
  readonly session: () => WatchSession;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Clock;
}

/** Whose scrapes are meant, and what is known of them. */
interface Known {
  readonly source: BlindSource;
  readonly scrapes: Scrapes;
}

/** The times of scrapes are asked for no more often than this; who scrapes, again after longer. */
const SCRAPES_EVERY_MS = 10_000;
const TARGET_EVERY_MS = 300_000;
const REPORT_PATIENCE_MS = 5_000;
const NO_SCRAPES = { ticks: [], intervalMs: 0, jitterMs: 0 };

/** What happened to pods, against what was scraped of them: for the window and for the Report. */
export class BlindSpotWatch {
  readonly #log: PodLog;
  readonly #looks = new OwnLookTicks();
  #ofEvents: { readonly events: Inventory['events']; readonly lives: readonly PodLife[] } = { events: [], lives: [] };
  #target: { readonly value: KsmTarget; readonly atMs: number } | undefined;
  #asked: { readonly known: Known | undefined; readonly trouble?: AskTrouble; readonly atMs: number } | undefined;

  constructor(private readonly parts: BlindSpotParts) {
    this.#log = new PodLog(() => this.nowMs());
  }

  /** By the cluster's clock: its statuses and its Prometheus have no other. */
  nowMs(): number {
    return this.parts.clock.now() + this.parts.session().clockOffsetMs;
  }

  get hasAsked(): boolean {
    return this.#asked !== undefined;
  }

  /** A version of a pod came. */
  hear(how: HeardHow, pod: Parameters<PodLog['hear']>[1]): void {
    this.#log.hear(how, pod);
  }

  /** Something of the session changed: a look at kube-state-metrics may be among it. */
  observe(): void {
    const { discovered, looks, clockOffsetMs } = this.parts.session();
    this.#looks.observe(discovered, looks, clockOffsetMs);
  }

  /** Asks for the times of the scrapes, where those known are older than some seconds. */
  async refresh(signal: AbortSignal): Promise<void> {
    const nowMs = this.nowMs();
    if (this.#asked !== undefined && nowMs - this.#asked.atMs < SCRAPES_EVERY_MS) return;
    const before = this.#asked?.known;
    this.#asked = { ...this.#asked, known: before, atMs: nowMs };
    const read = await this.#readScrapes(nowMs, signal);
    if (signal.aborted) return;
    this.#asked = 'scrapes' in read ? { known: read, atMs: nowMs } : { known: undefined, trouble: read, atMs: nowMs };
  }

  async #readScrapes(nowMs: number, signal: AbortSignal): Promise<Known | AskTrouble> {
    const target = await this.#findTarget(nowMs, signal);
    if ('says' in target) return target;
    const scrapes = await readScrapes(target, (endpoint, query, atMs) => askRaw(this.parts.port, endpoint, query, atMs, signal), nowMs);
    if (!scrapes.ok) {
      this.#target = undefined;
      return scrapes.error;
    }
    return { source: { kind: 'prometheus', name: target.name, request: upQuery(target) }, scrapes: scrapes.value };
  }

  async #findTarget(nowMs: number, signal: AbortSignal): Promise<KsmTarget | AskTrouble> {
    if (this.#target && nowMs - this.#target.atMs < TARGET_EVERY_MS) return this.#target.value;
    const { discovered, looks } = this.parts.session();
    const source = askableSource(discovered, looks);
    if (!source.ok) return source.error;
    const found = await findTarget(source.value, (endpoint, query, atMs) => askRaw(this.parts.port, endpoint, query, atMs, signal), nowMs);
    if (!found.ok) return found.error;
    this.#target = { value: found.value, atMs: nowMs };
    return found.value;
  }

  /** A Prometheus' scrapes, else the own looks at kube-state-metrics, else nothing and why. */
  #known(): Known {
    const nowMs = this.nowMs();
    if (this.#asked?.known) return this.#asked.known;
    const trouble = this.#asked?.trouble ?? { says: 'no Prometheus has been asked yet', remedy: 'Wait a moment.' };
    const scrapes = this.#looks.scrapes(nowMs);
    if (scrapes !== undefined) return { source: { kind: 'own-looks', because: trouble.says }, scrapes };
    return { source: { kind: 'none', ...trouble }, scrapes: { ...NO_SCRAPES, fromMs: nowMs, toMs: nowMs } };
  }

  #life(uid: string): PodLife | undefined {
    return this.#log.life(uid) ?? this.#before().find((life) => life.uid === uid);
  }

  /** Those that were watched, and those of before that events still tell of. */
  #lives(): readonly PodLife[] {
    return [...this.#log.lives(), ...this.#before()];
  }

  /** Made again with other events. Until the pods are listed nobody knows which of them are gone. */
  #before(): readonly PodLife[] {
    const { events, pods, listed } = this.parts.session().inventory;
    const { watchedFromMs } = this.#log;
    const state = listed.find(({ resource }) => resource === 'pods')?.state;
    if (watchedFromMs === undefined || (state !== 'watching' && state !== 'polling')) return [];
    if (this.#ofEvents.events === events) return this.#ofEvents.lives;
    const known = new Set([...pods, ...this.#log.lives()].map(({ namespace = '', name }) => `${namespace}/${name}`));
    this.#ofEvents = { events, lives: livesFromEvents(events, (pod) => known.has(pod), watchedFromMs) };
    return this.#ofEvents.lives;
  }

  /** The scrapes of now, or as they were known at a moment that is gone (our clock). */
  #asOf(heldMs: number | undefined): Known & { readonly fromMs: number } {
    const known = this.#known();
    const fromMs = known.scrapes.toMs - KEPT_MS;
    if (heldMs === undefined) return { ...known, fromMs };
    const scrapes = scrapesAsOf(known.scrapes, this.#clusterTime(heldMs));
    return { ...known, scrapes, fromMs: Math.min(fromMs, scrapes.toMs) };
  }

  #livesAsOf(heldMs: number | undefined): readonly PodLife[] {
    const lives = this.#lives();
    return heldMs === undefined ? lives : lives.flatMap((life) => lifeAsOf(life, this.#clusterTime(heldMs)) ?? []);
  }

  #lifeAsOf(uid: string, heldMs: number | undefined): PodLife | undefined {
    const life = this.#life(uid);
    return heldMs === undefined || life === undefined ? life : lifeAsOf(life, this.#clusterTime(heldMs));
  }

  #clusterTime(ms: number): number {
    return ms + this.parts.session().clockOffsetMs;
  }

  /** The summary, and the pods that the search finds; `heldMs`: up to that moment. States are kept for an hour from now. */
  page(search: string, heldMs?: number): BlindPage {
    const { source, scrapes, fromMs } = this.#asOf(heldMs);
    const judged = judgeStates(this.#livesAsOf(heldMs), scrapes, fromMs);
    const isKept = scrapes.toMs > this.nowMs() - KEPT_MS;
    return {
      ...(heldMs === undefined ? {} : { held: isKept ? 'kept' : 'none' }),
      asOfMs: scrapes.toMs,
      fromMs,
      watchedFromMs: this.#log.watchedFromMs,
      source,
      intervalMs: scrapes.intervalMs,
      jitterMs: scrapes.jitterMs,
      summary: summarise(judged, scrapes),
      dropped: this.#log.dropped,
      search,
      ...rowsOf(judged, search),
    };
  }

  /** One pod's picture: what happened, and the samples that were kept of it. Undefined: nothing is known of it (any more). */
  async picture(uid: string, signal: AbortSignal, heldMs?: number): Promise<BlindPicture | undefined> {
    const life = this.#lifeAsOf(uid, heldMs);
    if (life === undefined) return undefined;
    const { source, scrapes } = this.#asOf(heldMs);
    const read = await this.#readPod(life, scrapes, signal);
    return pictureOf(this.#lifeAsOf(uid, heldMs) ?? life, source, scrapes, read);
  }

  async #readPod(life: PodLife, scrapes: Scrapes, signal: AbortSignal): Promise<Read> {
    const target = this.#target?.value;
    if (target === undefined) return { keptBy: 'times' };
    const seconds = Math.min(KEPT_MS, Math.max(60_000, scrapes.toMs - life.createdMs + 60_000)) / 1_000;
    const ask = (query: string) => askRaw(this.parts.port, target.endpoint, query, scrapes.toMs, signal);
    const [kept, cpu] = await Promise.all([ask(podQuery(target, life, Math.ceil(seconds))), ask(cpuQuery(life, Math.ceil(seconds)))]);
    if (!kept.ok) return { keptBy: 'times', trouble: kept.error };
    return { keptBy: 'samples', kept: keptValues(kept.value, target, life), cpu: cpu.ok ? ok(cpuWords(cpu.value)) : cpu };
  }

  /** What no scrape saw since then (our clock), for the Report. A Prometheus that does not answer is not waited for long. */
  async reportRows(sinceMs: number): Promise<Report['blindSpots']> {
    const end = new AbortController();
    await Promise.race([this.refresh(end.signal), this.parts.clock.sleep(REPORT_PATIENCE_MS, end.signal)]);
    end.abort();
    const { source, scrapes } = this.#known();
    const fromMs = sinceMs + this.parts.session().clockOffsetMs;
    return source.kind === 'none' ? [] : blindSpotRows(judgeStates(this.#lives(), scrapes, fromMs), source, scrapes);
  }
}
