import type { KubeObject } from '../../objects';
import { type Fields, fieldList, numberField, textField, timeField } from '../objectFields';

export interface Metric {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of one family for one object. */
export type Generate = (object: KubeObject) => readonly Metric[];

/** What kube-state-metrics makes of one kind of object. */
export interface StateStore {
  /** As the ObjectStore names it: "deployments.apps". */
  readonly resource: string;
  /** As the telemetry port and the reflector's log name it: "*v1.Deployment". */
  readonly listed: string;
  /** Families begin with this: "kube_deployment_". */
  readonly prefix: string;
  /** Labels that every sample has. */
  readonly base: (object: KubeObject) => Readonly<Record<string, string>>;
  readonly families: Readonly<Record<string, Generate>>;
}

export function one(value: number | undefined, labels?: Readonly<Record<string, string>>): readonly Metric[] {
  if (value === undefined) return [];
  return labels === undefined ? [{ value }] : [{ labels, value }];
}

export function flag(value: boolean): number {
  return value ? 1 : 0;
}

export function field(of: (object: KubeObject) => Fields, name: string, otherwise?: number): Generate {
  return (object) => one(numberField(of(object), name) ?? otherwise);
}

export function time(of: (object: KubeObject) => Fields, name: string): Generate {
  return (object) => one(timeField(of(object), name));
}

export const created: Generate = (object) => one(timeField(object.metadata, 'creationTimestamp'));
export const generation: Generate = (object) => one(numberField(object.metadata, 'generation') ?? 0);
export const deletion: Generate = (object) => one(timeField(object.metadata, 'deletionTimestamp'));
export const info: Generate = () => one(1);
export const resourceVersion: Generate = (object) => one(Number(object.metadata.resourceVersion));

/** One row for each owner; an object without owners has one row of empty labels. */
export const owner: Generate = (object) => {
  const owners = fieldList(object.metadata, 'ownerReferences').map((reference) => ({
    owner_kind: textField(reference, 'kind') ?? '',
    owner_name: textField(reference, 'name') ?? '',
    owner_is_controller: String(reference['controller'] === true),
  }));
  const rows = owners.length > 0 ? owners : [{ owner_kind: '', owner_name: '', owner_is_controller: '' }];
  return rows.map((labels) => ({ labels, value: 1 }));
};

const statuses = ['true', 'false', 'unknown'];

/** Three rows, of which that of the condition's status is 1. */
export function conditionRows(status: string | undefined, labels: Readonly<Record<string, string>>, last: string): readonly Metric[] {
  return statuses.map((name) => ({ labels: { ...labels, [last]: name }, value: flag(status?.toLowerCase() === name) }));
}

export function conditionsOf(status: Fields): Generate {
  return () =>
    fieldList(status, 'conditions').flatMap((condition) =>
      conditionRows(textField(condition, 'status'), { condition: textField(condition, 'type') ?? '' }, 'status'),
    );
}

/** One row for each possible value, of which that of the present one is 1. */
export function oneHot(values: readonly string[], present: string | undefined, label: string): readonly Metric[] {
  return values.map((value) => ({ labels: { [label]: value }, value: flag(value === present) }));
}

export function namespaced(label: string): StateStore['base'] {
  return ({ metadata }) => ({ namespace: metadata.namespace ?? '', [label]: metadata.name });
}
