import { z } from 'zod';
import { KSM_RESOURCES, type KsmResource } from '../../../shared/doctors/ksmResources';
import type { ApiObject, KsmObjects } from '../../../shared/doctors/ksmScene';
import type { Inventory, ObjectMeta } from '../../../shared/model/inventory';
import { isWhole } from '../probers/listed';
import { errorText } from '../session/statusText';
import { jsonOf } from './jsonOf';
import type { DoctorParts } from './parts';

/** Heads alone: nothing of what the objects hold comes over. */
const HEADS = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const List = z.object({ items: z.array(z.unknown()).nullish(), metadata: z.object({ remainingItemCount: z.number().optional() }) });

type ApiSide = KsmObjects['api'];

/** The objects of each resource in the API: those that are watched by name, of the others how many there are. */
export async function apiObjects(parts: DoctorParts, signal: AbortSignal): Promise<ReadonlyMap<string, ApiSide>> {
  const { inventory } = parts.session;
  const sides = await Promise.all(
    KSM_RESOURCES.map(async (of) => [of.resource, watched(of, inventory) ?? (await countOf(of, parts, signal))] as const),
  );
  return new Map(sides);
}

function watched({ resource, namespaced }: KsmResource, inventory: Inventory): ApiSide | undefined {
  const lists: Readonly<Record<string, readonly ObjectMeta[]>> = {
    nodes: inventory.nodes,
    pods: inventory.pods,
    services: inventory.services,
    deployments: inventory.workloads.filter(({ kind }) => kind === 'Deployment'),
    daemonsets: inventory.workloads.filter(({ kind }) => kind === 'DaemonSet'),
    statefulsets: inventory.workloads.filter(({ kind }) => kind === 'StatefulSet'),
    horizontalpodautoscalers: inventory.hpas,
  };
  const list = lists[resource];
  if (list === undefined) return undefined;
  if (!isWhole(inventory, resource))
    return {
      kind: 'unseen',
      because: inventory.listed.find((each) => each.resource === resource)?.because ?? 'not all of them are listed yet',
    };
  const objects = list.map(({ namespace, name, uid, createdMs }): ApiObject => {
    return { name: namespaced ? `${namespace}/${name}` : name, uid, createdMs };
  });
  return { kind: 'objects', objects };
}

async function countOf({ resource, group, version }: KsmResource, { port }: DoctorParts, signal: AbortSignal): Promise<ApiSide> {
  // Even the heads of secrets need the right to read them all.
  if (resource === 'secrets') return { kind: 'unseen', because: 'secrets are not asked for' };
  const path = `${group === '' ? `/api/${version}` : `/apis/${group}/${version}`}/${resource}?limit=1`;
  const result = await port.send({ route: { via: 'apiserver' }, path, accept: HEADS, priority: 'screen' }, signal);
  if (result.kind === 'failure') return { kind: 'unseen', because: result.message };
  if (result.status !== 200) return { kind: 'unseen', because: `${result.status}: ${errorText(result)}` };
  const read = List.safeParse(jsonOf(result.body));
  if (!read.success) return { kind: 'unseen', because: `GET ${path} answered something else` };
  return { kind: 'count', count: (read.data.items?.length ?? 0) + (read.data.metadata.remainingItemCount ?? 0) };
}
