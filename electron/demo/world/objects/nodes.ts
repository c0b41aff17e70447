import type { NewKubeObject } from '../../objects';
import { lastOf, podNetwork, type SimNode, STATUS_PERIOD_MS } from '../life/simNode';
import { clockAheadMs } from '../nodeClock';
import { hex, uuid } from '../seeded';
import { metaOf, microTime, timestamp } from './meta';
import { imageId } from './podStatus';

type Json = Readonly<Record<string, unknown>>;

const PRESSURES = [
  { type: 'MemoryPressure', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  { type: 'DiskPressure', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  { type: 'PIDPressure', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
] as const;

/** When its kubelet last posted a whole status: each five minutes, and when something changed. */
export function lastHeartbeatMs(node: SimNode, nowMs: number): number {
  const until = Math.min(nowMs, node.silentMs ?? nowMs);
  return Math.max(lastOf(until, STATUS_PERIOD_MS, node.statusOffsetMs), node.createdMs, node.ready.on ? node.ready.sinceMs : 0);
}

function conditionsOf(node: SimNode, nowMs: number): readonly Json[] {
  const ahead = clockAheadMs(node.world, nowMs);
  const times = {
    lastHeartbeatTime: timestamp(lastHeartbeatMs(node, nowMs) + ahead),
    lastTransitionTime: timestamp(node.ready.sinceMs + (node.ready.on ? ahead : 0)),
  };
  const ready = { type: 'Ready', reason: 'KubeletReady', message: 'kubelet is posting ready status' };
  if (node.ready.on)
    return [
      ...PRESSURES.map(({ type, ...why }) => ({ type, status: 'False', ...times, ...why })),
      { type: ready.type, status: 'True', ...times, reason: ready.reason, message: ready.message },
    ];
  const unknown = { status: 'Unknown', ...times, reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' };
  return [...PRESSURES, ready].map(({ type }) => ({ type, ...unknown }));
}

function taints(node: SimNode): Json {
  if (node.ready.on) return {};
  const timeAdded = timestamp(node.ready.sinceMs);
  const taint = (effect: string) => ({ key: 'node.kubernetes.io/unreachable', effect, timeAdded });
  return { taints: [taint('NoSchedule'), taint('NoExecute')] };
}

/** Sum of bytes, as the kubelet reports the images that it has. */
const IMAGE_SIZES: readonly (readonly [string, number])[] = [
  ['quay.io/prometheus/prometheus:v3.10.0', 79_411_871],
  ['registry.k8s.io/metrics-server/metrics-server:v0.9.0', 70_984_355],
  ['registry.k8s.io/prometheus-adapter/prometheus-adapter:v0.12.0', 62_116_519],
  ['registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0', 50_616_999],
  ['quay.io/prometheus/alertmanager:v0.25.0', 26_430_124],
  ['quay.io/prometheus/node-exporter:v1.5.0', 15_862_445],
  ['registry.k8s.io/hopscope-demo/web:1', 6_011_547],
  ['registry.k8s.io/pause:3.10', 1_434_265],
];
const IMAGES: readonly Json[] = IMAGE_SIZES.map(([name, sizeBytes]) => ({
  names: [`${name.slice(0, name.lastIndexOf(':'))}@${imageId(name)}`, name],
  sizeBytes,
}));

function resourcesOf(node: SimNode): Json {
  const { cpuCores, memoryBytes } = node.world;
  const huge = { 'hugepages-1Gi': '0', 'hugepages-2Mi': '0' };
  const memory = (bytes: number) => `${Math.floor(bytes / 1024)}Ki`;
  return {
    capacity: { cpu: String(cpuCores), 'ephemeral-storage': '264212084Ki', ...huge, memory: memory(memoryBytes), pods: '110' },
    allocatable: {
      cpu: String(cpuCores),
      'ephemeral-storage': '243497856274',
      ...huge,
      memory: memory(memoryBytes - 100 * 1024 * 1024),
      pods: '110',
    },
  };
}

function nodeInfo(seed: number, name: string): Json {
  const machine = hex(32, seed, 'machine', name);
  return {
    machineID: machine,
    systemUUID: uuid(seed, 'system', name),
    bootID: uuid(seed, 'boot', name),
    kernelVersion: '6.1.0-40-amd64',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    containerRuntimeVersion: 'containerd://1.7.28',
    kubeletVersion: 'v1.34.4',
    kubeProxyVersion: '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  };
}

export function nodeLabels(name: string): Readonly<Record<string, string>> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  };
}

/** A v1 Node. */
export function nodeObject(seed: number, node: SimNode, nowMs: number): NewKubeObject {
  const { name, ip } = node.world;
  const podCIDR = `${podNetwork(node.index)}0/24`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metaOf(
      { seed, kind: 'Node', name, createdMs: node.createdMs },
      {
        labels: nodeLabels(name),
        annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
      },
    ),
    spec: { podCIDR, podCIDRs: [podCIDR], ...taints(node) },
    status: {
      ...resourcesOf(node),
      conditions: conditionsOf(node, nowMs),
      addresses: [
        { type: 'InternalIP', address: ip },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(seed, name),
      images: IMAGES,
    },
  };
}

/** The Lease of a node in kube-node-lease, by which the node controller knows that its kubelet lives. */
export function leaseObject(seed: number, node: SimNode, renewedMs: number): NewKubeObject {
  const { name } = node.world;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: metaOf(
      { seed, kind: 'Lease', namespace: 'kube-node-lease', name, createdMs: node.createdMs },
      { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: uuid(seed, 'Node', '', name, 0) }] },
    ),
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: microTime(renewedMs + clockAheadMs(node.world, renewedMs)) },
  };
}
