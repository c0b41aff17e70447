import type { Condition, ObjectMeta } from '../../../../shared/model/inventory';
import { type Json, object, objects, someText, text, textMap, timeMs } from './fields';

/** kubectl's copy of the whole manifest, and other long texts that nobody reads. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const LONGEST_ANNOTATION = 4096;

/** metadata without managedFields and long annotations; of the owners the controller, else the first. */
export function stripMeta(item: Json): ObjectMeta {
  const metadata = object(item, 'metadata');
  const owners = objects(metadata, 'ownerReferences');
  const owner = owners.find((one) => one['controller'] === true) ?? owners[0];
  return {
    name: text(metadata, 'name'),
    namespace: someText(metadata, 'namespace'),
    uid: text(metadata, 'uid'),
    resourceVersion: text(metadata, 'resourceVersion'),
    createdMs: timeMs(metadata, 'creationTimestamp') ?? 0,
    deletedMs: timeMs(metadata, 'deletionTimestamp'),
    labels: textMap(metadata, 'labels'),
    annotations: annotationsOf(metadata),
    owner: owner === undefined ? undefined : { kind: text(owner, 'kind'), name: text(owner, 'name') },
  };
}

export function annotationsOf(metadata: Json): Readonly<Record<string, string>> {
  const entries = Object.entries(textMap(metadata, 'annotations'));
  return Object.fromEntries(entries.filter(([name, value]) => name !== LAST_APPLIED && value.length <= LONGEST_ANNOTATION));
}

export function stripConditions(status: Json): readonly Condition[] {
  return objects(status, 'conditions').map((condition) => ({
    type: text(condition, 'type'),
    status: text(condition, 'status'),
    reason: someText(condition, 'reason'),
    message: someText(condition, 'message'),
    sinceMs: timeMs(condition, 'lastTransitionTime'),
  }));
}
