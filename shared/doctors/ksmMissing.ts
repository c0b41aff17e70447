import { shardOf } from '../analysis/ksmSharding';
import { formatCount } from '../model/format';
import type { ApiObject, KsmObjects, KsmScene } from './ksmScene';

/** One resource: how many there are, how many it exposes, which are missing and why. */
export interface ResourceState {
  readonly objects: KsmObjects;
  /** In the API, of this shard where there are several; absent: not known. */
  readonly there?: number;
  readonly exposed: number;
  readonly missing: readonly ApiObject[];
  /** fewer: of what was only counted, at another moment. */
  readonly state: 'whole' | 'fewer' | 'part' | 'none' | 'on-purpose' | 'unseen';
  readonly cause: string;
}

/** What was made or changed while it was read may come with the next scrape. */
export const YOUNG_MS = 30_000;

export function resourceStates(scene: KsmScene): readonly ResourceState[] {
  return scene.resources.map((objects) => stateOf(scene, objects));
}

function stateOf(scene: KsmScene, objects: KsmObjects): ResourceState {
  const { api, exposed: names } = objects;
  const exposed = names.size;
  if (api.kind === 'unseen') return { objects, exposed, missing: [], state: 'unseen', cause: api.because };
  const mine = api.kind === 'objects' ? api.objects.filter((object) => isOfShard(scene, object)) : [];
  const there = api.kind === 'objects' ? mine.length : api.count;
  const missing = mine.filter(({ name, createdMs }) => !names.has(name) && createdMs < scene.atMs - YOUNG_MS);
  const lacks = api.kind === 'objects' ? missing.length > 0 : exposed === 0 && there > 0 && shardsOf(scene) === 1;
  const base = { objects, there, exposed, missing };
  if (!lacks && there > exposed && api.kind === 'count' && shardsOf(scene) === 1)
    return {
      ...base,
      state: 'fewer',
      cause: 'counted at two moments, names are not compared: objects come and go, or its watch is behind',
    };
  if (!lacks) return { ...base, state: 'whole', cause: '' };
  const purpose = purposeOf(scene, objects, missing);
  if (purpose !== undefined) return { ...base, state: 'on-purpose', cause: purpose };
  return { ...base, state: exposed === 0 ? 'none' : 'part', cause: causeOf(scene, objects, exposed) };
}

function shardsOf({ telemetry }: KsmScene): number {
  return typeof telemetry === 'string' ? 1 : telemetry.totalShards;
}

function isOfShard(scene: KsmScene, { uid }: ApiObject): boolean {
  const { telemetry } = scene;
  return typeof telemetry === 'string' || telemetry.totalShards < 2 || shardOf(uid, telemetry.totalShards) === telemetry.shard;
}

/** A flag that leaves it out (docs/developer/cli-arguments.md). */
function purposeOf({ flags }: KsmScene, { of }: KsmObjects, missing: readonly ApiObject[]): string | undefined {
  const resources = flags.get('resources')?.split(',');
  if (resources !== undefined && !resources.includes(of.resource)) return '--resources does not name it';
  const allowed = flags.get('metric-allowlist');
  if (allowed !== undefined && !matches(allowed, of.family)) return `--metric-allowlist leaves out ${of.family}`;
  const denied = flags.get('metric-denylist');
  if (denied !== undefined && matches(denied, of.family)) return `--metric-denylist leaves out ${of.family}`;
  for (const flag of of.namespaced ? ['namespaces', 'namespaces-denylist'] : []) {
    const given = flags.get(flag);
    const isOut = ({ name }: ApiObject) => (given ?? '').split(',').includes(name.split('/')[0] ?? '') === (flag === 'namespaces-denylist');
    if (given !== undefined && missing.every(isOut)) return `--${flag}=${given} leaves out their namespaces`;
  }
  const node = of.resource === 'pods' ? flags.get('node') : undefined;
  return node === undefined ? undefined : `--node=${node}: pods of that node alone`;
}

/** Entries are expressions, anchored at neither end; one that cannot be read matches by its text. */
function matches(list: string, family: string): boolean {
  return list.split(',').some((entry) => {
    try {
      return new RegExp(entry).test(family);
    } catch {
      return entry === family;
    }
  });
}

function causeOf({ telemetry, families }: KsmScene, { of, mayList }: KsmObjects, exposed: number): string {
  if (mayList?.state === 'denied') return `its service account may not list ${of.resource}: ${mayList.because}`;
  const lists = typeof telemetry === 'string' ? undefined : telemetry.lists.get(of.goType);
  if (lists !== undefined && lists.error > 0)
    return `${formatCount(lists.error)} of its lists of ${of.goType} failed, ${formatCount(lists.success)} succeeded: its log says why (Failed to list ${of.goType})`;
  if (lists !== undefined && lists.success === 0) return `it has not listed ${of.goType} yet`;
  if (exposed === 0 && !families.has(of.family)) return `it does not know the resource: ${of.family} is not even described`;
  if (typeof telemetry === 'string') return `its self-telemetry would tell: ${telemetry}`;
  return exposed === 0 ? 'it lists them without an error and exposes none' : 'its watch is behind, or has missed these';
}
