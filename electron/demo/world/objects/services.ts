import type { NewKubeObject } from '../../objects';
import type { SimPod, SimWorkload } from '../life/simPod';
import { hash32, nameSuffix } from '../seeded';
import type { WorldWorkload } from '../world';
import { metaOf, timestamp, uidOf } from './meta';
import { selectorLabels } from './workloads';

type Json = Readonly<Record<string, unknown>>;
type WorldService = NonNullable<WorldWorkload['service']>;

const PER_SLICE = 100;
/** Endpoints objects are cut off there (kube-controller-manager, "endpoints.kubernetes.io/over-capacity"). */
const PER_ENDPOINTS = 1000;
const SINGLE_STACK = { sessionAffinity: 'None', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' };

/** An address for a Service in 10.96.0.0/12, beside those that programs name; `salt` tries another when it is taken. */
export function someClusterIp(seed: number, workload: Pick<WorldWorkload, 'namespace' | 'name'>, salt: number): string {
  const h = hash32(seed, 'service', workload.namespace, workload.name, salt);
  return `10.${97 + (h % 14)}.${(h >>> 8) % 256}.${1 + ((h >>> 16) % 254)}`;
}

function portNumber(workload: WorldWorkload, targetPort: string): number {
  const named = workload.containers.flatMap((c) => c.ports).find((p) => p.name === targetPort);
  return named?.port ?? Number(targetPort);
}

/** A v1 Service. */
export function serviceObject(seed: number, workload: SimWorkload, service: WorldService): NewKubeObject {
  const { spec, createdMs } = workload;
  const clusterIP = service.headless ? 'None' : workload.clusterIp;
  const port = (p: WorldService['ports'][number]) => ({
    name: p.name,
    protocol: 'TCP',
    ...(p.appProtocol === undefined ? {} : { appProtocol: p.appProtocol }),
    port: p.port,
    targetPort: /^\d+$/.test(p.targetPort) ? Number(p.targetPort) : p.targetPort,
  });
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metaOf({ seed, kind: 'Service', namespace: spec.namespace, name: spec.name, createdMs }, { labels: spec.labels }),
    spec: {
      ports: service.ports.map(port),
      selector: selectorLabels(spec),
      clusterIP,
      clusterIPs: [clusterIP],
      type: 'ClusterIP',
      ...SINGLE_STACK,
    },
    status: { loadBalancer: {} },
  };
}

/** Pods that stand behind a Service, in order of their addresses' text. */
export function backing(workload: SimWorkload): readonly SimPod[] {
  const pods = [...workload.pods].filter((pod) => pod.ip !== undefined && (pod.phase === 'Running' || pod.phase === 'Pending'));
  return pods.sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
}

const addressOf = (pod: SimPod): string => pod.ip ?? '';

function reference(pod: SimPod): Json {
  return { kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: pod.uid };
}

/** A v1 Endpoints: what older clients (and `role: endpoints`) read. A Service whose pods are all gone has no subsets. */
export function endpointsObject(seed: number, workload: SimWorkload, service: WorldService): NewKubeObject {
  const { spec, createdMs } = workload;
  const pods = backing(workload)
    .filter((pod) => pod.deletionMs === undefined)
    .slice(0, PER_ENDPOINTS);
  const address = (pod: SimPod) => ({ ip: pod.ip, nodeName: pod.node, targetRef: reference(pod) });
  const ready = pods.filter((pod) => pod.ready).map(address);
  const waiting = pods.filter((pod) => !pod.ready).map(address);
  const ports = service.ports.map((p) => ({
    name: p.name,
    port: portNumber(spec, p.targetPort),
    protocol: 'TCP',
    ...(p.appProtocol === undefined ? {} : { appProtocol: p.appProtocol }),
  }));
  const subset = {
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(waiting.length > 0 ? { notReadyAddresses: waiting } : {}),
    ports,
  };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: metaOf(
      { seed, kind: 'Endpoints', namespace: spec.namespace, name: spec.name, createdMs },
      {
        labels: { ...spec.labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller', ...headlessLabel(service) },
        annotations: overCapacity(workload.pods.size),
      },
    ),
    ...(pods.length > 0 ? { subsets: [subset] } : {}),
  };
}

function overCapacity(pods: number): Readonly<Record<string, string>> {
  return pods > PER_ENDPOINTS ? { 'endpoints.kubernetes.io/over-capacity': 'truncated' } : {};
}

function headlessLabel(service: WorldService): Readonly<Record<string, string>> {
  return service.headless ? { 'service.kubernetes.io/headless': '' } : {};
}

/** discovery.k8s.io/v1 EndpointSlices of 100 endpoints; one empty slice when there are none. */
export function endpointSliceObjects(seed: number, workload: SimWorkload, service: WorldService): readonly NewKubeObject[] {
  const { spec, createdMs } = workload;
  const pods = backing(workload);
  const owner = { apiVersion: 'v1', kind: 'Service', name: spec.name, uid: uidOf(seed, 'Service', spec.namespace, spec.name) };
  const ports = service.ports.map((p) => ({
    name: p.name,
    protocol: 'TCP',
    port: portNumber(spec, p.targetPort),
    ...(p.appProtocol === undefined ? {} : { appProtocol: p.appProtocol }),
  }));
  return Array.from({ length: Math.max(1, Math.ceil(pods.length / PER_SLICE)) }, (_, i) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metaOf(
      {
        seed,
        kind: 'EndpointSlice',
        namespace: spec.namespace,
        name: `${spec.name}-${nameSuffix(5, seed, 'slice', spec.namespace, spec.name, i)}`,
        createdMs,
      },
      {
        generateName: `${spec.name}-`,
        generation: 1,
        labels: {
          ...spec.labels,
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': spec.name,
          ...headlessLabel(service),
        },
        annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': timestamp(workload.endpointsChangedMs) },
        ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      },
    ),
    addressType: 'IPv4',
    endpoints: pods.slice(i * PER_SLICE, (i + 1) * PER_SLICE).map(endpoint),
    ports: pods.length === 0 ? [] : ports,
  }));
}

function endpoint(pod: SimPod): Json {
  const terminating = pod.deletionMs !== undefined;
  return {
    addresses: [pod.ip],
    conditions: { ready: pod.ready && !terminating, serving: pod.ready, terminating },
    targetRef: reference(pod),
    nodeName: pod.node,
  };
}

const KUBERNETES = { namespace: 'default', name: 'kubernetes' };

/** Service, Endpoints and EndpointSlice "default/kubernetes", which the apiserver keeps for itself. */
export function apiserverObjects(
  seed: number,
  ip: string,
  createdMs: number,
): readonly { readonly resource: string; readonly object: NewKubeObject }[] {
  const identity = (kind: string) => ({ seed, kind, ...KUBERNETES, createdMs });
  const port = { name: 'https', protocol: 'TCP', port: 6443 };
  return [
    {
      resource: 'services',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metaOf(identity('Service'), { labels: { component: 'apiserver', provider: 'kubernetes' } }),
        spec: {
          ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
          clusterIP: APISERVER_IP,
          clusterIPs: [APISERVER_IP],
          type: 'ClusterIP',
          ...SINGLE_STACK,
        },
        status: { loadBalancer: {} },
      },
    },
    {
      resource: 'endpoints',
      object: {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: metaOf(identity('Endpoints'), { labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }),
        subsets: [{ addresses: [{ ip }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }],
      },
    },
    {
      resource: 'endpointslices.discovery.k8s.io',
      object: {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: metaOf(identity('EndpointSlice'), { generation: 1, labels: { 'kubernetes.io/service-name': 'kubernetes' } }),
        addressType: 'IPv4',
        endpoints: [{ addresses: [ip], conditions: { ready: true } }],
        ports: [port],
      },
    },
  ];
}

export const APISERVER_IP = '10.96.0.1';
export const APISERVER_PORT = 6443;
