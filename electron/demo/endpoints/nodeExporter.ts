import type { Listener } from '../network';
import type { ObjectStore } from '../objects';
import { clockAheadMs } from '../world/nodeClock';
import type { Running } from '../world/running';
import type { WorldNode } from '../world/world';
import { exposition, notFound } from './answers';
import type { CatalogMoment } from './catalogFamily';
import { catalogOf, samplesOfCatalog } from './catalogs';
import { findNode } from './findNode';
import { goNumber } from './goNumber';
import { nodeBootedMs, processStartedMs } from './processStart';

export interface NodeExporterOptions {
  readonly node: string;
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  /** When its process started; the start of the node's container "node-exporter" when not said. */
  readonly startedMs?: () => number;
}

/** node-exporter of one node (port 9100). CPU, memory, load and network tell of the same node as its kubelet. */
export function nodeExporter(options: NodeExporterOptions): Listener {
  const moment = (): CatalogMoment | undefined => {
    const running = options.running();
    const node = findNode(running, options.node);
    if (node === undefined) return undefined;
    const startedMs = options.startedMs?.() ?? processStartedMs(running, 'node-exporter', node.name);
    return momentOf(running, node, startedMs, nodeBootedMs(running, options.objects, node.name));
  };
  return {
    scheme: 'http',
    handle: (request) => {
      if (request.path === '/') return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: landing };
      const now = request.path === '/metrics' ? moment() : undefined;
      return now === undefined ? notFound() : exposition(catalogOf('node-exporter').render(now), 'plain');
    },
    samplesOf: (request, wanted) => (request.path === '/metrics' ? samplesOfCatalog('node-exporter', moment(), wanted) : undefined),
  };
}

const landing = `<html>
			<head><title>Node Exporter</title></head>
			<body>
			<h1>Node Exporter</h1>
			<p><a href="/metrics">Metrics</a></p>
			</body>
			</html>`;

function momentOf(running: Running, node: WorldNode, startedMs: number, bootedMs: number): CatalogMoment {
  const nowMs = running.nowMs + clockAheadMs(node, running.nowMs);
  const names = { node: node.name, ip: node.ip };
  return { startedMs, nowMs, names, own: measured(running, node, nowMs, bootedMs) };
}

function measured(running: Running, node: WorldNode, nowMs: number, bootedMs: number): ReadonlyMap<string, string> {
  const usage = running.nodeUsage(node.name, running.nowMs);
  const upSeconds = Math.max(0, (running.nowMs - bootedMs) / 1000);
  const minuteAgo = Math.max(bootedMs, running.nowMs - 60_000);
  const recent = usage.cpuCoreSeconds - running.nodeUsage(node.name, minuteAgo).cpuCoreSeconds;
  const load = recent / Math.max(1, (running.nowMs - minuteAgo) / 1000);
  const free = Math.max(0, node.memoryBytes - usage.memoryUsageBytes);
  const lines = new Map<string, string>();
  const gauge = (name: string, value: number) => lines.set(name, `${name} ${goNumber(value)}\n`);
  gauge('node_boot_time_seconds', Math.floor(bootedMs / 1000));
  gauge('node_time_seconds', nowMs / 1000);
  gauge('node_load1', hundredths(load * 1.1));
  gauge('node_load5', hundredths(load * 1.05));
  gauge('node_load15', hundredths(load));
  gauge('node_memory_MemTotal_bytes', node.memoryBytes);
  gauge('node_memory_MemFree_bytes', Math.round(free * 0.8));
  gauge('node_memory_MemAvailable_bytes', Math.max(0, node.memoryBytes - Math.round(usage.memoryWorkingSetBytes)));
  lines.set('node_cpu_seconds_total', cpuLines(node, usage.cpuCoreSeconds, upSeconds));
  lines.set('node_network_receive_bytes_total', deviceLines('node_network_receive_bytes_total', usage.networkRxBytes));
  lines.set('node_network_transmit_bytes_total', deviceLines('node_network_transmit_bytes_total', usage.networkTxBytes));
  return lines;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How busy time divides; the rest of each core's time is idle. */
const busyShares: Readonly<Record<string, number>> = { iowait: 0.01, irq: 0, nice: 0, softirq: 0.02, steal: 0, system: 0.17, user: 0.8 };
const modes = ['idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user'];

function cpuLines(node: WorldNode, usedSeconds: number, upSeconds: number): string {
  const busy = Math.min(upSeconds, usedSeconds / node.cpuCores);
  let out = '';
  for (let cpu = 0; cpu < node.cpuCores; cpu += 1) {
    for (const mode of modes) {
      const seconds = mode === 'idle' ? upSeconds - busy : busy * (busyShares[mode] ?? 0);
      out += `node_cpu_seconds_total{cpu="${cpu}",mode="${mode}"} ${goNumber(hundredths(seconds))}\n`;
    }
  }
  return out;
}

/** The pods' bridge carries what the pods send; the node's own interface all of it. */
function deviceLines(name: string, bytes: number): string {
  const of = (device: string, value: number) => `${name}{device="${device}"} ${goNumber(Math.floor(value))}\n`;
  return of('cni0', bytes * 0.7) + of('eth0', bytes) + of('lo', bytes * 0.05) + of('veth0', bytes * 0.2);
}
