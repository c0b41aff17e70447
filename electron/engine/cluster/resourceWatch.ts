import type { Listed, ObjectMeta } from '../../../shared/model/inventory';
import type { AccessNeed } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import { describeNeed } from './accessNeeds';
import { eitherSignal } from './deadline';
import { messageOf } from './failures';
import { listPages } from './listPages';
import { ObjectTable } from './objectTable';
import type { ClusterPort, PortRequest } from './port';
import { type Json, number, object, text } from './strip/fields';
import { needOf, type WatchedResource } from './watchedResources';
import { type WatchEvent, watchEvents } from './watchLines';

/** Milliseconds. */
export interface WatchTiming {
  /** Without a word for this long a watch is dead: bookmarks come every minute (kube-apiserver, cacher). */
  readonly stallMs: number;
  /** The server ends a watch after this. */
  readonly watchMs: number;
  readonly pollMs: number;
  /** How often what is denied or absent is asked for again. */
  readonly recheckMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

export const WATCH_TIMING: WatchTiming = {
  stallMs: 150_000,
  watchMs: 300_000,
  pollMs: 30_000,
  recheckMs: 60_000,
  firstRetryMs: 1_000,
  longestRetryMs: 10_000,
};

export interface ResourceWatchParts {
  readonly port: ClusterPort;
  readonly clock: Clock;
  readonly timing: WatchTiming;
  readonly pageSize: number;
  /** Whether the user may; `unknown` is tried. */
  readonly allowed: (need: AccessNeed, signal: AbortSignal) => Promise<'allowed' | 'denied' | 'unknown'>;
  /** Objects or state changed. */
  readonly onChange: () => void;
}

type Followed =
  | { readonly kind: 'ended' }
  /** 410: the version is too old. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unwatchable'; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string };

/** Keeps one list: pages, then a watch, then again what is needed; polls where the watch is refused. */
export class ResourceWatch<T extends ObjectMeta> {
  readonly #table: ObjectTable<T>;
  #listed: Listed;
  #version = '';
  /** Of a list whose later pages are newer than its first: theirs, when the changes in between can no longer be had. */
  #newestVersion: string | undefined;
  #failures = 0;
  /** What a list said in full stands while it is listed anew. */
  #isWhole = false;
  #restart: AbortController | undefined;

  constructor(
    readonly resource: WatchedResource<T>,
    private readonly parts: ResourceWatchParts,
  ) {
    this.#table = new ObjectTable<T>(resource.keepAtMost);
    this.#listed = { resource: resource.name, have: 0, state: 'waiting' };
  }

  get listed(): Listed {
    return this.#listed;
  }

  objects(): readonly T[] {
    return this.#table.snapshot();
  }

  /** What is under way, a watch or a pause, is given up and begun anew: connections do not survive a sleep of the machine. */
  restart(): void {
    this.#restart?.abort();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await this.#listOnce(signal);
      if (waitMs === 'follow') await this.#follow(signal);
      else await this.#pause(waitMs, signal);
    }
  }

  /** Lists; says how long to wait before the next list, or that the list stands and can be followed. */
  async #listOnce(signal: AbortSignal): Promise<number | 'follow'> {
    const need = needOf(this.resource, 'list');
    if ((await this.parts.allowed(need, signal)) === 'denied') return this.#denied(`you may not ${describeNeed(need)}`);
    this.#table.beginList();
    const first = this.#listed.state === 'waiting' ? 'screen' : 'list';
    let seen = 0;
    this.#newestVersion = undefined;
    for await (const page of listPages(this.parts.port, this.resource.path, this.parts.pageSize, first, signal)) {
      if (signal.aborted) return 0;
      if (page.kind === 'denied') return this.#denied(page.because);
      if (page.kind === 'absent') return this.#gone('absent', page.because);
      if (page.kind === 'failed') return this.#failed(page.because);
      for (const item of page.items) this.#put('listed', this.resource.strip(item));
      seen += page.items.length;
      const last = page.next === '';
      if (seen === page.items.length) this.#version = page.resourceVersion;
      else if (page.resourceVersion !== this.#version) this.#newestVersion = page.resourceVersion;
      if (last) for (const missing of this.#table.endList()) this.resource.heard?.('missing', missing);
      const of = last ? this.#table.size : page.remaining === undefined ? undefined : seen + page.remaining;
      if (this.#isWhole) this.#say({ state: this.#listed.state, because: this.#listed.because });
      else this.#say({ state: 'listing', of });
    }
    this.#isWhole = true;
    this.#failures = 0;
    return 'follow';
  }

  /** Watches until the list must be made anew. */
  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#table.size > (this.resource.watchAtMost ?? Number.POSITIVE_INFINITY))
        return this.#poll('there are too many to watch', signal);
      const need = needOf(this.resource, 'watch');
      if ((await this.parts.allowed(need, signal)) === 'denied') return this.#poll(`you may not ${describeNeed(need)}`, signal);
      const startedMs = this.parts.clock.monotonic();
      const followed = await this.#watchOnce(signal);
      if (signal.aborted) return;
      if (followed.kind === 'gone') {
        if (this.#newestVersion === undefined) return;
        this.#version = this.#newestVersion;
        this.#newestVersion = undefined;
        continue;
      }
      if (followed.kind === 'unwatchable') return this.#poll(followed.because, signal);
      if (followed.kind === 'failed') await this.#pause(this.#failed(followed.because), signal);
      // A server that ends each watch at once is not asked in a tight loop.
      else if (this.parts.clock.monotonic() - startedMs < this.parts.timing.firstRetryMs)
        await this.#pause(this.parts.timing.firstRetryMs, signal);
    }
  }

  async #watchOnce(signal: AbortSignal): Promise<Followed> {
    const { port, clock, timing } = this.parts;
    const either = this.#untilRestart(signal);
    let heardMs = clock.monotonic();
    void (async () => {
      while (!either.signal.aborted) {
        await clock.sleep(timing.stallMs / 4, either.signal);
        if (clock.monotonic() - heardMs >= timing.stallMs) either.abort();
      }
    })();
    try {
      const stream = await port.stream(this.#watchRequest(), either.signal);
      if (stream.kind === 'failure') return stream.code === 'aborted' ? { kind: 'ended' } : { kind: 'failed', because: stream.message };
      if (stream.status !== 200) return await refusal(stream.status, stream.request, stream.chunks);
      this.#failures = 0;
      this.#say({ state: 'watching' });
      for await (const events of watchEvents(stream.chunks)) {
        heardMs = clock.monotonic();
        const outcome = this.#apply(events);
        if (outcome !== undefined) return outcome;
      }
      return { kind: 'ended' };
    } catch (error) {
      return either.signal.aborted ? { kind: 'ended' } : { kind: 'failed', because: messageOf(error) };
    } finally {
      either.abort();
      either.done();
    }
  }

  #untilRestart(signal: AbortSignal): ReturnType<typeof eitherSignal> {
    this.#restart = new AbortController();
    return eitherSignal(signal, this.#restart.signal);
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const either = this.#untilRestart(signal);
    await this.parts.clock.sleep(ms, either.signal);
    either.done();
  }

  #watchRequest(): PortRequest {
    const query = new URLSearchParams({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: this.#version,
      timeoutSeconds: String(Math.round(this.parts.timing.watchMs / 1000)),
    });
    return {
      route: { via: 'apiserver' },
      path: `${this.resource.path}?${query}`,
      accept: 'application/json',
      timeouts: { firstByte: 60_000 },
    };
  }

  /** Undefined: go on. */
  #apply(events: readonly WatchEvent[]): Followed | undefined {
    let changed = false;
    for (const event of events) {
      if (event.type === 'ERROR') return errorOf(event.object);
      this.#version = text(object(event.object, 'metadata'), 'resourceVersion') || this.#version;
      if (event.type === 'BOOKMARK') continue;
      const stripped = this.resource.strip(event.object);
      if (event.type === 'DELETED') this.#remove(stripped);
      else this.#put('changed', stripped);
      changed = true;
    }
    if (changed) this.#say({ state: 'watching' });
    return undefined;
  }

  /** Another one may have taken the name meanwhile: the pod of a StatefulSet. */
  #put(how: 'listed' | 'changed', object: T): void {
    const before = this.#table.put(object);
    if (before !== undefined && before.uid !== object.uid) this.resource.heard?.('missing', before);
    this.resource.heard?.(how, object);
  }

  #remove(object: T): void {
    this.#table.remove(object);
    this.resource.heard?.('removed', object);
  }

  async #poll(because: string, signal: AbortSignal): Promise<void> {
    this.#say({ state: 'polling', because });
    await this.#pause(this.parts.timing.pollMs, signal);
  }

  #denied(because: string): number {
    return this.#gone('denied', because);
  }

  /** What may not be seen, or is not there, is not shown from memory. */
  #gone(state: 'denied' | 'absent', because: string): number {
    this.#table.clear();
    this.#isWhole = false;
    this.#say({ state, because });
    return this.parts.timing.recheckMs;
  }

  /** Keeps what is known; returns how long to wait. */
  #failed(because: string): number {
    this.#say({ state: 'failed', because });
    this.#failures += 1;
    const { firstRetryMs, longestRetryMs } = this.parts.timing;
    return Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failures - 1));
  }

  #say(what: { readonly state: Listed['state']; readonly because?: string; readonly of?: number }): void {
    this.#listed = { resource: this.resource.name, have: this.#table.size, atMs: this.parts.clock.now(), ...what };
    this.parts.onChange();
  }
}

/** An ERROR event holds a Status. */
function errorOf(status: Json): Followed {
  if (number(status, 'code') === 410) return { kind: 'gone' };
  return { kind: 'failed', because: `the watch ended with an error: ${text(status, 'message') || 'no message'}` };
}

async function refusal(status: number, request: string, chunks: AsyncIterable<Uint8Array>): Promise<Followed> {
  for await (const _ of chunks) break;
  if (status === 410) return { kind: 'gone' };
  const because = `${request.split('?')[0]} with watch=1 answered ${status}`;
  return status === 403 || status === 405 || status === 404 ? { kind: 'unwatchable', because } : { kind: 'failed', because };
}
