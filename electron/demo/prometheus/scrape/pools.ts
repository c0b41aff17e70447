import type { Labels } from '../../../../shared/promql/labels';
import { withinNamespaces } from '../../../../shared/relabel/discovery/namespaces';
import { type ClusterObjects, discoverTargets } from '../../../../shared/relabel/target';
import type { KubeObject, ObjectStore } from '../../objects';
import type { JobConfig } from '../config/job';
import type { KubernetesSd } from '../config/sd';
import { type Built, buildOnce } from './build';

/** What discovery gives for one job. */
export interface Pool {
  readonly built: readonly (Built & { readonly kind: 'active' })[];
  /** Discovered labels of what relabelling dropped. */
  readonly dropped: readonly Labels[];
  readonly discovered: number;
}

/** What kubernetes_sd_configs look at: leases and events change all the time and are none of it. */
export const DISCOVERED: ReadonlySet<string> = new Set([
  'nodes',
  'namespaces',
  'pods',
  'services',
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'ingresses.networking.k8s.io',
]);

/** Everything that the store has of what kubernetes_sd_configs look at, without what may not be listed. */
export function clusterObjects(store: ObjectStore, forbidden: readonly string[] = []): ClusterObjects {
  const list = (resource: string) => (forbidden.includes(resource.split('.', 1)[0] ?? '') ? NONE : store.list(resource));
  return {
    nodes: list('nodes'),
    namespaces: list('namespaces'),
    pods: list('pods'),
    services: list('services'),
    endpoints: list('endpoints'),
    endpointSlices: list('endpointslices.discovery.k8s.io'),
    ingresses: list('ingresses.networking.k8s.io'),
  };
}

const NONE: readonly KubeObject[] = [];

/** Discovers a job's targets. Memories of pods and nodes last as long as the objects, which the store replaces whole. */
export class Discovery {
  private readonly perObject = new Map<string, WeakMap<object, readonly Labels[]>>();
  private readonly perJob = new Map<string, WeakMap<Labels, Built>>();
  private readonly whole = new Map<string, { readonly from: readonly (readonly object[])[]; readonly found: readonly Labels[] }>();
  private readonly statics = new Map<string, readonly Labels[]>();

  pool(job: JobConfig, objects: ClusterObjects): Pool {
    const discovered = [...this.staticTargets(job), ...job.sds.flatMap((sd) => this.kubernetesTargets(sd, objects))];
    const memory = this.memoryOf(job);
    const built = discovered.map((labels) => buildOnce(labels, job, memory));
    const active = new Map<string, Built & { kind: 'active' }>();
    for (const one of built) if (one.kind === 'active') active.set(one.identity, one);
    return {
      built: [...active.values()],
      dropped: discovered.filter((_, i) => built[i]?.kind === 'dropped'),
      discovered: discovered.length,
    };
  }

  private memoryOf(job: JobConfig): WeakMap<Labels, Built> {
    const known = this.perJob.get(job.fingerprint) ?? new WeakMap<Labels, Built>();
    this.perJob.set(job.fingerprint, known);
    return known;
  }

  private staticTargets(job: JobConfig): readonly Labels[] {
    const known = this.statics.get(job.fingerprint);
    if (known !== undefined) return known;
    const targets = job.statics.flatMap((group) => group.targets.map((address) => ({ ...group.labels, __address__: address })));
    this.statics.set(job.fingerprint, targets);
    return targets;
  }

  private kubernetesTargets(sd: KubernetesSd, objects: ClusterObjects): readonly Labels[] {
    const seen = withinNamespaces(objects, sd.namespaces);
    if (sd.attach.node || sd.attach.namespace) return discoverTargets(sd.role, seen, sd.attach);
    if (sd.role === 'pod') return this.remembered('pod', seen.pods ?? [], (pod) => discoverTargets('pod', { pods: [pod] }));
    if (sd.role === 'node') return this.remembered('node', seen.nodes ?? [], (node) => discoverTargets('node', { nodes: [node] }));
    return this.unchanged(sd, seen);
  }

  /** Targets behind Services depend on several kinds of objects: found again as they were where none of those came, went or changed. */
  private unchanged(sd: KubernetesSd, seen: ClusterObjects): readonly Labels[] {
    const key = `${sd.role} ${sd.namespaces.join()}`;
    const from = [seen.endpoints, seen.endpointSlices, seen.services, seen.pods, seen.ingresses].map((objects) => objects ?? []);
    const known = this.whole.get(key);
    if (known?.from.every((objects, i) => sameItems(objects, from[i] ?? [])) === true) return known.found;
    const found = discoverTargets(sd.role, seen);
    this.whole.set(key, { from, found });
    return found;
  }

  private remembered(role: string, objects: readonly object[], discover: (object: object) => readonly Labels[]): readonly Labels[] {
    const memory = this.perObject.get(role) ?? new WeakMap<object, readonly Labels[]>();
    this.perObject.set(role, memory);
    return objects.flatMap((object) => {
      const known = memory.get(object) ?? discover(object);
      memory.set(object, known);
      return known;
    });
  }
}

function sameItems(a: readonly object[], b: readonly object[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}
