import { endpointSubsets, pickAddress } from '../kubeapi/serviceEndpoints';
import { type DemoNetwork, type Dialled, dialError } from '../network';
import type { KubeObject, ObjectStore } from '../objects';
import { objectOf, textOf } from './config/read';

/** A connection, or Go's words for why there is none: "dial tcp 10.96.0.90:9090: connect: connection refused". */
export type Connection = Exclude<Dialled, { kind: 'refused' }> | { readonly kind: 'failed'; readonly error: string };

/**
 * Cluster DNS and kube-proxy for one that dials inside the cluster: names of Services and their ClusterIPs lead to a
 * ready endpoint; a Service without any refuses the connection.
 */
export class ServiceResolver {
  private byIp: ReadonlyMap<string, KubeObject> | undefined;
  private readonly stop: () => void;
  private turn = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly network: DemoNetwork,
    private readonly from: string,
  ) {
    this.stop = store.onChange((resource) => {
      if (resource === 'services') this.byIp = undefined;
    });
  }

  close(): void {
    this.stop();
  }

  dial(host: string, port: number): Connection {
    const service = this.serviceAt(host);
    if (service === 'no such host') return { kind: 'failed', error: `dial tcp: lookup ${host} on 10.96.0.10:53: no such host` };
    if (service === undefined) return this.connect(host, port, `${host}:${port}`);
    const shown = `${clusterIp(service)}:${port}`;
    const address = this.endpointOf(service, port);
    if (address === undefined) return { kind: 'failed', error: `dial tcp ${shown}: connect: connection refused` };
    return this.connect(address.host, address.port, shown);
  }

  private connect(host: string, port: number, shown: string): Connection {
    const dialled = this.network.dial(this.from, host, port);
    return dialled.kind === 'refused' ? { kind: 'failed', error: dialError(shown, dialled.error) } : dialled;
  }

  /** NAME.NAMESPACE.svc[.cluster.local], a ClusterIP; undefined: an address of something else. */
  private serviceAt(host: string): KubeObject | 'no such host' | undefined {
    const name = /^([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?\.?$/.exec(host);
    if (name !== null) return this.store.get('services', name[2], name[1] ?? '') ?? 'no such host';
    if (!/^[\d.]+$/.test(host)) return undefined;
    this.byIp ??= new Map(this.store.list('services').map((service) => [clusterIp(service), service]));
    return this.byIp.get(host);
  }

  private endpointOf(service: KubeObject, port: number): { host: string; port: number } | undefined {
    const ports = objectOf(service['spec'])['ports'];
    const found = (Array.isArray(ports) ? ports : []).map(objectOf).find((candidate) => candidate['port'] === port);
    const subsets = endpointSubsets(this.store, service.metadata.namespace ?? '', service.metadata.name);
    if (found === undefined || subsets === undefined) return undefined;
    return pickAddress(subsets, textOf(found['name']), this.turn++);
  }
}

function clusterIp(service: KubeObject): string {
  return textOf(objectOf(service['spec'])['clusterIP']);
}
