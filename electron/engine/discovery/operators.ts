import type { Inventory, OtherObject } from '../../../shared/model/inventory';
import type { Candidate } from './candidate';

/** Kinds of monitoring.coreos.com whose StatefulSets and DaemonSets the Prometheus operator makes (their owner references name them). */
const RESOURCES: Readonly<Record<string, string>> = {
  Prometheus: 'monitoring.coreos.com/prometheuses',
  PrometheusAgent: 'monitoring.coreos.com/prometheusagents',
  Alertmanager: 'monitoring.coreos.com/alertmanagers',
  ThanosRuler: 'monitoring.coreos.com/thanosrulers',
};

export interface Operated {
  readonly kind: string;
  readonly name: string;
  /** The object itself, when it may be read. */
  readonly object?: OtherObject;
  readonly because: string;
}

/** The operator's object a workload was made from; undefined when it was made otherwise. */
export function operatedBy(candidate: Candidate, inventory: Inventory): Operated | undefined {
  const owner = candidate.owner;
  const resource = RESOURCES[owner?.kind ?? ''];
  if (!owner || !resource) return undefined;
  const object = inventory.others[resource]?.find((known) => known.name === owner.name && known.namespace === candidate.namespace);
  const place = `${candidate.workload?.kind ?? 'Pod'} ${candidate.namespace}/${candidate.name}`;
  return {
    kind: owner.kind,
    name: owner.name,
    ...(object ? { object } : {}),
    because: `${place} is owned by the ${owner.kind} object "${owner.name}" of monitoring.coreos.com.`,
  };
}
