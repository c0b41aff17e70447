import type { Candidate } from './candidate';

/** Kinds whose workloads an operator makes: the owner references of the workloads name them. */
const GROUPS: Readonly<Record<string, string>> = {
  Prometheus: 'monitoring.coreos.com',
  PrometheusAgent: 'monitoring.coreos.com',
  Alertmanager: 'monitoring.coreos.com',
  ThanosRuler: 'monitoring.coreos.com',
  OpenTelemetryCollector: 'opentelemetry.io',
};

export interface Operated {
  readonly kind: string;
  readonly name: string;
  readonly because: string;
}

/** The operator's object a workload was made from; undefined when it was made otherwise. */
export function operatedBy(candidate: Candidate): Operated | undefined {
  const owner = candidate.owner;
  const group = GROUPS[owner?.kind ?? ''];
  if (!owner || !group) return undefined;
  const place = `${candidate.workload?.kind ?? 'Pod'} ${candidate.namespace}/${candidate.name}`;
  return { kind: owner.kind, name: owner.name, because: `${place} is owned by the ${owner.kind} object "${owner.name}" of ${group}.` };
}
