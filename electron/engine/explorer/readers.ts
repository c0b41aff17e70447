import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Subject } from '../cluster/rbac';
import type { ExplorerParts } from './explorerParts';

/** Programs that read kubelets past the kube-apiserver. */
const KUBELET_READERS: ReadonlySet<ComponentKind> = new Set(['metrics-server', 'prometheus', 'opentelemetry-collector']);
/** More columns than this make no table that can be read. */
const MOST = 4;

export interface KubeletReader {
  readonly found: Discovered;
  /** Absent: its pods were not seen. */
  readonly subject?: Extract<Subject, { readonly kind: 'ServiceAccount' }>;
}

/** The service account of a component, by its pod: a workload's template may say another name by now. */
export function accountOf(found: Discovered, { session }: Pick<ExplorerParts, 'session'>): KubeletReader['subject'] {
  const pod = session.inventory.pods.find(({ namespace, name }) => namespace === found.namespace && found.pods.includes(name));
  return pod?.namespace === undefined
    ? undefined
    : { kind: 'ServiceAccount', namespace: pod.namespace, name: pod.serviceAccount ?? 'default' };
}

/** Who reads the kubelets, each account once. */
export function kubeletReaders(parts: Pick<ExplorerParts, 'session'>): readonly KubeletReader[] {
  const readers = new Map<string, KubeletReader>();
  for (const found of parts.session.discovered) {
    if (!KUBELET_READERS.has(found.kind)) continue;
    const subject = accountOf(found, parts);
    const key = subject === undefined ? found.id : `${subject.namespace}/${subject.name}`;
    if (!readers.has(key)) readers.set(key, { found, ...(subject === undefined ? {} : { subject }) });
  }
  return [...readers.values()].slice(0, MOST);
}
