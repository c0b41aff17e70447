import type { KubeObject, NewKubeObject, ObjectStore, StoreEvent } from '../objects';
import { healthyWorld, type WorldSize } from './healthyWorld';
import { createSimulatedClock } from './simulatedClock';
import { createSimulation, type Simulation } from './simulation';
import type { World } from './world';

/** A plain ObjectStore for tests; counts what is written. */
export interface TestStore extends ObjectStore {
  readonly puts: number;
  /** Everything, by resource, without resourceVersions: to compare two runs. */
  dump(): Readonly<Record<string, readonly NewKubeObject[]>>;
}

export function createTestStore(): TestStore {
  const shelves = new Map<string, Map<string, KubeObject>>();
  const listeners = new Set<(resource: string, event: StoreEvent) => void>();
  let [revision, puts] = [0, 0];
  const shelfOf = (resource: string) => {
    const shelf = shelves.get(resource) ?? new Map<string, KubeObject>();
    shelves.set(resource, shelf);
    return shelf;
  };
  const keyOf = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;
  const tell = (resource: string, event: StoreEvent) => {
    for (const listener of listeners) listener(resource, event);
  };
  return {
    get puts() {
      return puts;
    },
    get resourceVersion() {
      return String(revision);
    },
    list: (resource, namespace) =>
      [...shelfOf(resource).values()].filter((o) => namespace === undefined || o.metadata.namespace === namespace),
    get: (resource, namespace, name) => shelfOf(resource).get(keyOf(namespace, name)),
    put(resource, object) {
      puts++;
      const key = keyOf(object.metadata.namespace, object.metadata.name);
      const known = shelfOf(resource).get(key);
      if (known !== undefined && JSON.stringify(withoutVersion(known)) === JSON.stringify(object)) return known;
      const stored: KubeObject = { ...object, metadata: { ...object.metadata, resourceVersion: String(++revision) } };
      shelfOf(resource).set(key, stored);
      tell(resource, { type: known === undefined ? 'ADDED' : 'MODIFIED', object: stored });
      return stored;
    },
    remove(resource, namespace, name) {
      const object = shelfOf(resource).get(keyOf(namespace, name));
      if (object === undefined) return;
      revision++;
      shelfOf(resource).delete(keyOf(namespace, name));
      tell(resource, { type: 'DELETED', object });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dump() {
      const sorted = [...shelves].sort(([a], [b]) => (a < b ? -1 : 1));
      const objects = (shelf: Map<string, KubeObject>) =>
        [...shelf].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => withoutVersion(object));
      return Object.fromEntries(sorted.map(([resource, shelf]) => [resource, objects(shelf)]));
    },
  };
}

function withoutVersion(object: KubeObject): NewKubeObject {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

export const NOON = Date.UTC(2026, 10, 21, 12);

export interface TestCluster {
  readonly simulation: Simulation;
  readonly store: TestStore;
  readonly world: World;
  /** Moves time on by so many seconds. */
  pass(seconds: number): Promise<void>;
}

/** A simulation of a World (or of the healthy one) at noon. */
export function startCluster(given: Partial<WorldSize> & { readonly world?: World } = {}): TestCluster {
  const world = given.world ?? healthyWorld({ seed: 7, startMs: NOON, ...given });
  const store = createTestStore();
  const simulation = createSimulation(world, store, createSimulatedClock(world.startMs));
  return { simulation, store, world, pass: (seconds) => simulation.advanceTo(simulation.nowMs + seconds * 1000) };
}
