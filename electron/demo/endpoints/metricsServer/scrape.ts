import { type DemoNetwork, type DemoRequest, type DemoUser, dialError, type Listener } from '../../network';
import type { KubeletListener } from '../kubelet';
import type { ContainerReading, NodeReading } from '../resourceMetrics';
import { decodeResources } from './decode';
import { type ContainerPoint, isComplete, type NodeBatch, nanos, type PodPoints } from './points';

export const metricsServerUser: DemoUser = {
  name: 'system:serviceaccount:kube-system:metrics-server',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
};

export interface ScrapeTarget {
  readonly node: string;
  readonly ip: string;
}

export interface ScrapeSettings {
  readonly network: DemoNetwork;
  readonly nowMs: number;
  readonly insecureTls: boolean;
  /** The world grants nodes/metrics: where it does not, no kubelet lets it in, whatever the kubelet's own hook says. */
  readonly mayReadKubelets: boolean;
  /** From how many nodes on the numbers are taken without printing and reading them as text. */
  readonly direct: boolean;
}

export type Scraped =
  | { readonly kind: 'batch'; readonly batch: NodeBatch; readonly seconds: number }
  /** Go's words, as the log prints them in err="...". */
  | { readonly kind: 'failed'; readonly error: string; readonly seconds: number }
  | { readonly kind: 'timeout'; readonly error: string; readonly seconds: number };

/** --kubelet-request-timeout. */
export const requestTimeoutSeconds = 10;
const usualSeconds = 0.031;

/** One node: dial, check its certificate, ask /metrics/resource, read it. */
export async function scrapeNode(target: ScrapeTarget, settings: ScrapeSettings): Promise<Scraped> {
  const url = `https://${target.ip}:10250/metrics/resource`;
  const failed = (error: string, seconds = usualSeconds): Scraped => ({ kind: 'failed', error: `Get "${url}": ${error}`, seconds });
  const dialled = settings.network.dial('metrics-server', target.ip, 10_250);
  if (dialled.kind === 'refused') return failed(dialError(`${target.ip}:10250`, dialled.error));
  const late = dialled.kind === 'hangs' || dialled.delayMs >= requestTimeoutSeconds * 1000;
  if (late) return { kind: 'timeout', error: `Get "${url}": context deadline exceeded`, seconds: requestTimeoutSeconds };
  // The kubelet's serving certificate is self-signed and names no IP address.
  if (!settings.insecureTls) return failed(noIpSans(target.ip));
  const seconds = usualSeconds + dialled.delayMs / 1000;
  if (!settings.mayReadKubelets) return refused(403, seconds);
  if (settings.direct && isKubelet(dialled.listener)) return direct(dialled.listener, seconds);
  return await asText(dialled.listener, settings.nowMs, seconds);
}

function noIpSans(ip: string): string {
  return `tls: failed to verify certificate: x509: cannot validate certificate for ${ip} because it doesn't contain any IP SANs`;
}

const request: DemoRequest = {
  method: 'GET',
  path: '/metrics/resource',
  query: new URLSearchParams(),
  headers: { accept: 'text/plain;version=0.0.4' },
  user: metricsServerUser,
};

const statusTexts: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function refused(status: number, seconds: number): Scraped {
  return { kind: 'failed', error: `request failed, status: "${status} ${statusTexts[status] ?? ''}"`, seconds };
}

async function asText(listener: Listener, nowMs: number, seconds: number): Promise<Scraped> {
  const answer = await listener.handle(request);
  if (answer.status !== 200) return refused(answer.status, seconds);
  const text = typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body);
  const decoded = decodeResources(text, nowMs);
  return decoded.ok ? { kind: 'batch', batch: decoded.batch, seconds } : { kind: 'failed', error: decoded.error, seconds };
}

function isKubelet(listener: Listener): listener is KubeletListener {
  return 'readResources' in listener;
}

function direct(listener: KubeletListener, seconds: number): Scraped {
  const read = listener.readResources(request);
  return read.kind === 'answer' ? refused(read.answer.status, seconds) : { kind: 'batch', batch: toBatch(read.reading), seconds };
}

/** The same numbers as the text has: seconds with nine decimals, whole bytes, milliseconds. */
function toBatch(reading: Pick<NodeReading, 'node' | 'pods'>): NodeBatch {
  const pods: PodPoints[] = [];
  for (const { pod, containers } of reading.pods) {
    const points = pointsOf(containers);
    if (points !== undefined) pods.push({ namespace: pod.namespace, name: pod.name, containers: points });
  }
  const { atMs, cpuCoreSeconds, memoryBytes } = reading.node;
  const node = { atMs, cpuNanos: nanos(cpuCoreSeconds), memoryBytes };
  return isComplete(node) ? { node, pods } : { pods };
}

/** Undefined for a pod without containers, or with one that is not complete. */
function pointsOf(containers: readonly ContainerReading[]): readonly ContainerPoint[] | undefined {
  const points: ContainerPoint[] = [];
  for (const { name, atMs, cpuCoreSeconds, memoryBytes, startedMs } of containers) {
    const point = { name, atMs, startedMs: Math.round(startedMs), cpuNanos: nanos(cpuCoreSeconds), memoryBytes };
    if (!isComplete(point)) return undefined;
    points.push(point);
  }
  return points.length === 0 ? undefined : points;
}
