import type { KubeObject, NewKubeObject, ObjectStore, StoreEvent } from '../objects';
import { type Change, ChangeLog, type ChangesSince } from './changeLog';
import { sameJson } from './fields';

export type ListAtRevision =
  | { readonly kind: 'items'; readonly items: readonly KubeObject[] }
  | { readonly kind: 'gone'; readonly oldest: number };

/** What lists with pages and watches need beyond ObjectStore. */
export interface WatchableStore extends ObjectStore {
  /** The changes after that resourceVersion, or that they are forgotten. */
  changesSince(revision: number): ChangesSince;
  /** The list as it was at that resourceVersion, for the next page of a list. */
  listAt(resource: string, namespace: string | undefined, revision: number): ListAtRevision;
  /** As onChange, with the object before the change. */
  onRecorded(listener: (change: Change) => void): () => void;
}

export interface ObjectStoreOptions {
  /** Changes kept for watches that come back. Default 20,000. */
  readonly logCapacity?: number;
  /** The resourceVersion before the first change. Default 1. */
  readonly firstRevision?: number;
}

/** Objects of one resource; sorted by key as etcd sorts them, sorted again only when a key came or went. */
class Shelf {
  readonly objects = new Map<string, KubeObject>();
  private sortedKeys: readonly string[] | undefined;
  private items: readonly KubeObject[] | undefined;

  set(key: string, object: KubeObject): void {
    if (!this.objects.has(key)) this.sortedKeys = undefined;
    this.items = undefined;
    this.objects.set(key, object);
  }

  delete(key: string): void {
    this.objects.delete(key);
    this.sortedKeys = undefined;
    this.items = undefined;
  }

  all(): readonly KubeObject[] {
    this.sortedKeys ??= [...this.objects.keys()].sort();
    this.items ??= this.inOrder(this.sortedKeys);
    return this.items;
  }

  /** A plain loop: flatMap over 150,000 pods takes several times as long. */
  private inOrder(keys: readonly string[]): readonly KubeObject[] {
    const items: KubeObject[] = [];
    for (const key of keys) {
      const object = this.objects.get(key);
      if (object) items.push(object);
    }
    return items;
  }
}

/** "demo/web-1", for a cluster-wide object "/hop-1": the order of a list and the place where a page ends. */
export function keyOf(object: NewKubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

class MemoryObjectStore implements WatchableStore {
  private readonly shelves = new Map<string, Shelf>();
  private readonly log: ChangeLog;
  private readonly past = new Map<string, readonly KubeObject[]>();
  private readonly listeners = new Set<(change: Change) => void>();
  private revision: number;

  constructor(options: ObjectStoreOptions) {
    this.revision = options.firstRevision ?? 1;
    this.log = new ChangeLog(options.logCapacity ?? 20_000, this.revision);
  }

  get resourceVersion(): string {
    return String(this.revision);
  }

  list(resource: string, namespace?: string): readonly KubeObject[] {
    const all = this.shelves.get(resource)?.all() ?? [];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.shelves.get(resource)?.objects.get(`${namespace ?? ''}/${name}`);
  }

  put(resource: string, object: NewKubeObject): KubeObject {
    const shelf = this.shelf(resource);
    const key = keyOf(object);
    const previous = shelf.objects.get(key);
    if (previous && sameJson(withVersion(object, previous.metadata.resourceVersion), previous)) return previous;
    const stored = withVersion(object, this.nextVersion());
    shelf.set(key, stored);
    this.record({ revision: this.revision, resource, type: previous ? 'MODIFIED' : 'ADDED', object: stored, previous });
    return stored;
  }

  remove(resource: string, namespace: string | undefined, name: string): void {
    const shelf = this.shelves.get(resource);
    const previous = this.get(resource, namespace, name);
    if (!shelf || !previous) return;
    shelf.delete(keyOf(previous));
    const object = withVersion(previous, this.nextVersion());
    this.record({ revision: this.revision, resource, type: 'DELETED', object, previous });
  }

  changesSince(revision: number): ChangesSince {
    return this.log.since(revision);
  }

  listAt(resource: string, namespace: string | undefined, revision: number): ListAtRevision {
    const since = this.log.since(revision);
    if (since.kind === 'gone') return since;
    const items = this.itemsAt(resource, revision, since.changes);
    return { kind: 'items', items: namespace === undefined ? items : items.filter((object) => object.metadata.namespace === namespace) };
  }

  /** All pages of one list ask for the same revision: the past is put together once. */
  private itemsAt(resource: string, revision: number, changes: readonly Change[]): readonly KubeObject[] {
    const changed = changes.filter((change) => change.resource === resource);
    if (changed.length === 0) return this.list(resource);
    const key = `${resource}@${revision}`;
    const known = this.past.get(key);
    if (known) return known;
    const items = undone(this.list(resource), changed);
    this.past.set(key, items);
    for (const oldest of [...this.past.keys()].slice(0, -KEPT_PASTS)) this.past.delete(oldest);
    return items;
  }

  onChange(listener: (resource: string, event: StoreEvent) => void): () => void {
    return this.onRecorded((change) => listener(change.resource, { type: change.type, object: change.object }));
  }

  onRecorded(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private shelf(resource: string): Shelf {
    const known = this.shelves.get(resource);
    if (known) return known;
    const shelf = new Shelf();
    this.shelves.set(resource, shelf);
    return shelf;
  }

  private nextVersion(): string {
    this.revision += 1;
    return String(this.revision);
  }

  private record(change: Change): void {
    this.log.append(change);
    for (const listener of [...this.listeners]) listener(change);
  }
}

/** How many lists with pages may be under way at once before one is put together again. */
const KEPT_PASTS = 8;

/** A sorted list as it was before the changes, sorted. */
function undone(items: readonly KubeObject[], changes: readonly Change[]): readonly KubeObject[] {
  const before = new Map<string, KubeObject | undefined>();
  for (const change of changes) {
    const key = keyOf(change.object);
    if (!before.has(key)) before.set(key, change.previous);
  }
  const kept = items.filter((object) => !before.has(keyOf(object)));
  const restored = [...before.values()].filter((object) => object !== undefined).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return merged(kept, restored);
}

function merged(a: readonly KubeObject[], b: readonly KubeObject[]): readonly KubeObject[] {
  const result: KubeObject[] = [];
  let next = 0;
  for (const object of a) {
    const key = keyOf(object);
    for (let other = b[next]; other && keyOf(other) < key; other = b[next]) {
      result.push(other);
      next += 1;
    }
    result.push(object);
  }
  return [...result, ...b.slice(next)];
}

function withVersion(object: NewKubeObject, resourceVersion: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

/** An empty store; resourceVersions grow by one a change and are never used twice. */
export function createObjectStore(options: ObjectStoreOptions = {}): WatchableStore {
  return new MemoryObjectStore(options);
}
