import type { ObjectMeta, OtherObject } from '../../../../shared/model/inventory';
import { type Json, object, timeMs } from './fields';
import { stripMeta } from './meta';

/** Objects of other APIs: spec and status whole. */
export function stripOther(item: Json): OtherObject {
  return { ...stripMeta(item), spec: object(item, 'spec'), status: object(item, 'status') };
}

/** coordination.k8s.io Lease: when the kubelet last said that it lives. */
export interface LeaseObject extends ObjectMeta {
  readonly renewedMs?: number;
}

export function stripLease(item: Json): LeaseObject {
  return { ...stripMeta(item), renewedMs: timeMs(object(item, 'spec'), 'renewTime') };
}
