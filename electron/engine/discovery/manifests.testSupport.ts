import type { Discovered } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import { discover } from './discover';
import { type Answers, NO_ANSWERS } from './identification';
import { inventoryFrom, line } from './objects.testSupport';

export interface Pods {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly replicas?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly created?: string;
  readonly containers: readonly object[];
}

export function workload({
  name,
  namespace = 'm',
  kind = 'Deployment',
  replicas = 1,
  labels = { app: name },
  owner,
  created,
  containers,
}: Pods): object {
  return {
    kind,
    metadata: {
      name,
      namespace,
      creationTimestamp: created ?? '2026-11-01T00:00:00Z',
      ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
    },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

export function service(name: string, selector: Readonly<Record<string, string>>, ports: readonly object[], namespace = 'm'): object {
  return { kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: '10.96.0.9', selector, ports } };
}

export function apiService(group: string, version: string, to: string, namespace = 'm'): object {
  return {
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: { group, version, service: { namespace, name: to, port: 443 } },
  };
}

export function inventory(...objects: readonly object[]): Inventory {
  return inventoryFrom(JSON.stringify({ items: objects }));
}

/** Lines of what was found but the kube-apiserver. */
export function lines(objects: readonly object[], answers: Answers = NO_ANSWERS): readonly string[] {
  return discover(inventory(...objects), answers, [])
    .filter((item) => item.kind !== 'kube-apiserver')
    .map(line);
}

export function only(objects: readonly object[], kind: Discovered['kind'], answers: Answers = NO_ANSWERS): Discovered | undefined {
  return discover(inventory(...objects), answers, []).find((item) => item.kind === kind);
}

export const PROMETHEUS = { name: 'c', image: 'quay.io/prometheus/prometheus:v2.54.1' };
