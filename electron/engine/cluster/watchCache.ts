import { setMaxListeners } from 'node:events';
import {
  EMPTY_INVENTORY,
  type Inventory,
  isListed,
  type ObjectMeta,
  type OtherObject,
  type PodObject,
} from '../../../shared/model/inventory';
import type { AccessNeed } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import { type ApiGroup, followApiGroups } from './apiGroups';
import type { ClusterPort } from './port';
import { ResourceWatch, type ResourceWatchParts, WATCH_TIMING, type WatchTiming } from './resourceWatch';
import { watchForSleep } from './sleepDetector';
import { SharedValues } from './strip/sharedValues';
import { everyClustersResources, type HeardHow, OPTIONAL_RESOURCES, optionalResource, type WatchedResource } from './watchedResources';

export interface WatchCacheOptions {
  /** Ends everything, as `stop` does. */
  readonly signal?: AbortSignal;
  /** Called with each new Inventory, at most every `publishMs`. */
  readonly onChange: (inventory: Inventory) => void;
  readonly publishMs?: number;
  readonly pageSize?: number;
  /** Asked before each list and watch; without it the server's 403 says it. */
  readonly access?: { ask(need: AccessNeed, signal: AbortSignal): Promise<'allowed' | 'denied' | 'unknown'> };
  readonly timing?: Partial<WatchTiming>;
  /** Hears of each version of each pod as it comes. */
  readonly hearPod?: (how: HeardHow, pod: PodObject) => void;
}

export interface WatchCache {
  /** As of the last publication; the same object until the next. */
  inventory(): Inventory;
  /** Resolves when each list of every cluster has come in, or is known not to. */
  readonly complete: Promise<void>;
  /** Begins all watches anew (the connection was lost and is back). */
  restart(): void;
  stop(): void;
}

/** Begins to list and watch everything of shared/model/inventory.ts. Publishes while lists are still coming in. */
export function startWatchCache(port: ClusterPort, clock: Clock, options: WatchCacheOptions): WatchCache {
  return new Cache(port, clock, options);
}

/** Pages of 500, as client-go's reflector: 1.2 s each on a cluster of 10,000 pods. */
const PAGE_SIZE = 500;
const PUBLISH_MS = 250;
/** After a quiet time a change is published this soon: what comes with it comes along. */
const GATHER_MS = 15;

class Cache implements WatchCache {
  readonly complete: Promise<void>;
  readonly #stopped = new AbortController();
  readonly #parts: ResourceWatchParts;
  readonly #watches: Watches;
  readonly #others = new Map<string, ResourceWatch<OtherObject>>();
  readonly #publishMs: number;
  readonly #pieces = new Pieces();
  #groups: readonly string[] = [];
  #inventory: Inventory = EMPTY_INVENTORY;
  #publishing = false;
  #publishedMs = Number.NEGATIVE_INFINITY;
  #resolveComplete: () => void = () => {};

  constructor(
    port: ClusterPort,
    private readonly clock: Clock,
    private readonly options: WatchCacheOptions,
  ) {
    const timing = { ...WATCH_TIMING, ...options.timing };
    this.#publishMs = options.publishMs ?? PUBLISH_MS;
    this.#parts = {
      port,
      clock,
      timing,
      pageSize: options.pageSize ?? PAGE_SIZE,
      allowed: (need, signal) => options.access?.ask(need, signal) ?? Promise.resolve('unknown'),
      onChange: () => this.#changed(),
    };
    this.complete = new Promise((resolve) => {
      this.#resolveComplete = resolve;
    });
    this.#watches = makeWatches(this.#parts, options.hearPod);
    const { signal } = this.#stopped;
    setMaxListeners(0, signal);
    if (options.signal?.aborted) this.stop();
    options.signal?.addEventListener('abort', () => this.stop(), { once: true });
    for (const watch of Object.values(this.#watches)) void watch.run(signal);
    void followApiGroups(port, clock, timing, (groups) => this.#groupsChanged(groups), signal);
    void watchForSleep(clock, () => this.restart(), signal);
  }

  inventory(): Inventory {
    return this.#inventory;
  }

  restart(): void {
    for (const watch of [...Object.values(this.#watches), ...this.#others.values()]) watch.restart();
  }

  stop(): void {
    this.#stopped.abort();
  }

  #groupsChanged(groups: readonly ApiGroup[]): void {
    this.#groups = groups.map(({ name }) => name);
    for (const { group, resource } of OPTIONAL_RESOURCES) {
      const served = groups.find(({ name }) => name === group);
      const key = `${group}/${resource}`;
      if (served === undefined || this.#others.has(key)) continue;
      const watch = new ResourceWatch(optionalResource(group, served.preferredVersion, resource), this.#parts);
      this.#others.set(key, watch);
      void watch.run(this.#stopped.signal);
    }
    this.#changed();
  }

  #changed(): void {
    if (this.#publishing) return;
    this.#publishing = true;
    void this.#publishLater();
  }

  async #publishLater(): Promise<void> {
    const dueMs = this.#publishedMs + (this.#basicsAreIn() ? this.#publishMs : GATHER_MS) - this.clock.monotonic();
    await this.clock.sleep(Math.max(GATHER_MS, dueMs), this.#stopped.signal);
    this.#publishing = false;
    if (this.#stopped.signal.aborted) return;
    this.#publishedMs = this.clock.monotonic();
    this.#inventory = this.#assemble();
    this.options.onChange(this.#inventory);
    const settled = Object.values(this.#watches).every(({ listed }) => isListed(listed));
    if (settled) this.#resolveComplete();
  }

  /** Before nodes and services are in nothing can be found: until then nobody is made to wait for what came. */
  #basicsAreIn(): boolean {
    return [this.#watches.nodes, this.#watches.services].every(({ listed }) => isListed(listed));
  }

  /** Lists that did not change are the same arrays as before. */
  #assemble(): Inventory {
    const watches = this.#watches;
    const leases = watches.leases.objects();
    return {
      nodes: watches.nodes.objects(),
      pods: watches.pods.objects(),
      services: watches.services.objects(),
      endpointSlices: watches.endpointSlices.objects(),
      workloads: this.#pieces.joined(watches.deployments.objects(), watches.daemonSets.objects(), watches.statefulSets.objects()),
      apiServices: watches.apiServices.objects(),
      hpas: watches.hpas.objects(),
      events: watches.events.objects(),
      leases: this.#pieces.renewals(leases),
      others: Object.fromEntries([...this.#others].map(([name, watch]) => [name, watch.objects()])),
      apiGroups: this.#groups,
      listed: [...Object.values(watches), ...this.#others.values()].map(({ listed }) => listed),
    };
  }
}

type Watches = ReturnType<typeof makeWatches>;

function makeWatches(parts: ResourceWatchParts, hearPod: WatchCacheOptions['hearPod']) {
  const resources = everyClustersResources(new SharedValues(), hearPod);
  const watch = <T extends ObjectMeta>(resource: WatchedResource<T>): ResourceWatch<T> => new ResourceWatch(resource, parts);
  // The order is that of the first requests: what the map is drawn from comes first.
  return {
    nodes: watch(resources.nodes),
    apiServices: watch(resources.apiServices),
    services: watch(resources.services),
    deployments: watch(resources.deployments),
    daemonSets: watch(resources.daemonSets),
    statefulSets: watch(resources.statefulSets),
    pods: watch(resources.pods),
    endpointSlices: watch(resources.endpointSlices),
    hpas: watch(resources.hpas),
    leases: watch(resources.leases),
    events: watch(resources.events),
  };
}

type Workloads = Inventory['workloads'];
type Leases = ReturnType<Watches['leases']['objects']>;

/** What is made of several lists, made again only when one of them changed. */
class Pieces {
  #workloads: { readonly of: readonly Workloads[]; readonly value: Workloads } = { of: [], value: [] };
  #renewals: { readonly of: Leases; readonly value: Inventory['leases'] } = { of: [], value: {} };

  joined(...lists: readonly Workloads[]): Workloads {
    const same = lists.every((list, at) => list === this.#workloads.of[at]);
    if (!same) this.#workloads = { of: lists, value: lists.flat() };
    return this.#workloads.value;
  }

  renewals(leases: Leases): Inventory['leases'] {
    if (leases !== this.#renewals.of) {
      const entries = leases.flatMap(({ name, renewedMs }): [string, number][] => (renewedMs === undefined ? [] : [[name, renewedMs]]));
      this.#renewals = { of: leases, value: Object.fromEntries(entries) };
    }
    return this.#renewals.value;
  }
}
