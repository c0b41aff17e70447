import type { Discovered } from '../../../shared/model/component';
import type { Inventory, ServiceObject } from '../../../shared/model/inventory';
import { type Candidate, candidatesIn } from './candidate';
import type { Answers } from './identification';
import { type Match, matchCandidate } from './match';
import { type ServedApi, servedApisIn } from './servedApis';

/** What every detector reads: the objects, put together once. */
export interface Scene {
  readonly inventory: Inventory;
  readonly answers: Answers;
  readonly candidates: readonly Candidate[];
  readonly matches: ReadonlyMap<string, Match>;
  readonly servicesIn: (namespace: string) => readonly ServiceObject[];
  readonly candidatesIn: (namespace: string) => readonly Candidate[];
  /** The metrics APIs that are registered, and the candidates behind them. */
  readonly apis: readonly ServedApi[];
}

/** What a detector found: a Discovered without its card, and what decides the card. */
export interface Found {
  readonly found: Omit<Discovered, 'card'>;
  /** Card of the map for the first of its kind. */
  readonly baseCard: string;
  /** Members of one instance share a card. Absent: every member goes to the base card. */
  readonly instance?: Instance;
  /** Key of the candidate it was made from. */
  readonly candidate?: string;
}

export interface Instance {
  /** "monitoring/k8s". */
  readonly name: string;
  /** The lowest rank takes the base card: what the card is named for before what only answers like it. */
  readonly rank: number;
  readonly createdMs: number;
}

export type Detector = (scene: Scene) => readonly Found[];

/** The scene of an Inventory is put together once, whatever the answers: discovery and identification both read it. */
const SCENES = new WeakMap<Inventory, Omit<Scene, 'answers'>>();

export function sceneOf(inventory: Inventory, answers: Answers): Scene {
  const scene = SCENES.get(inventory) ?? objectsOf(inventory);
  SCENES.set(inventory, scene);
  return { ...scene, answers };
}

function objectsOf(inventory: Inventory): Omit<Scene, 'answers'> {
  const candidates = candidatesIn(inventory);
  const services = groupBy(inventory.services, (service) => service.namespace ?? '');
  const byNamespace = groupBy(candidates, (candidate) => candidate.namespace);
  const matches = new Map<string, Match>();
  for (const candidate of candidates) {
    const match = matchCandidate(candidate);
    if (match) matches.set(candidate.key, match);
  }
  const servicesIn = (namespace: string) => services.get(namespace) ?? [];
  const candidatesOf = (namespace: string) => byNamespace.get(namespace) ?? [];
  const apis = servedApisIn(inventory, servicesIn, candidatesOf);
  return { inventory, candidates, matches, servicesIn, candidatesIn: candidatesOf, apis };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
