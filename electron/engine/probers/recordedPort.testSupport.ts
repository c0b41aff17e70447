import type { ClusterPort, PortAnswer, PortFailure, PortRequest, PortResult } from '../cluster/port';
import { describeRequest } from '../cluster/routes';
import { RECORDED_FAULTS, type RecordedFault, type RecordedFaultName } from './recordedFaults.testSupport';
import { answerQuery } from './recordedQuery.testSupport';
import { type RecordedAnswer, type Recording, readRecording } from './recordings.testSupport';

/** A port that answers from a recording. */
export interface RecordedPort {
  readonly port: ClusterPort;
  /** When the newest answer given since the last rewind was complete: the recording's own time. */
  nowMs(): number;
  /** Before each look: the clock stands at the start of the recording again. */
  rewind(): void;
  /** The text of an answer of the kube-apiserver: "/api/v1/pods". */
  object(path: string): string;
}

export function recordedPort(
  name: 'healthy' | RecordedFaultName,
  instead: (request: PortRequest) => PortResult | undefined = () => undefined,
): RecordedPort {
  const healthy = readRecording('healthy');
  const own = name === 'healthy' ? healthy : readRecording(`faults/${name}`);
  const fault: RecordedFault = name === 'healthy' ? { touches: [] } : RECORDED_FAULTS[name];
  let nowMs = own.startMs;
  const find = (listener: string, path: string, request?: PortRequest): RecordedAnswer => {
    const found = answerOf(own, healthy, fault, listener, path, request);
    if (own.answers.includes(found)) nowMs = Math.max(nowMs, found.atMs);
    return found;
  };
  const send = async (request: PortRequest): Promise<PortResult> =>
    instead(request) ?? toResult(request, find(listenerOf(request), request.path, request));
  return {
    port: {
      cluster: { context: name, server: 'https://127.0.0.1:16443', warnings: [] },
      send,
      stream: () => Promise.reject(new Error('a recording has no watches')),
      load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
      close: () => undefined,
    },
    nowMs: () => nowMs,
    rewind: () => {
      nowMs = own.startMs;
    },
    object: (path) => new TextDecoder().decode(find('apiserver', path).body()),
  };
}

/** Pods are known by their workload: their own names differ between recordings. */
const POD_LISTENERS: Readonly<Record<string, string>> = {
  'monitoring/node-exporter': 'monitoring/node-exporter',
  'cadvisor/cadvisor': 'cadvisor/cadvisor',
  'kube-system/metrics-server': 'pod of metrics-server',
};

function listenerOf({ route }: PortRequest): string {
  switch (route.via) {
    case 'node-proxy':
      return `node/${route.node}`;
    case 'service-proxy':
      return route.namespace === 'demo' ? 'demo/application' : `${route.namespace}/${route.service}:${route.port}`;
    case 'pod-proxy': {
      if (route.namespace === 'demo') return 'demo/application';
      const pod = `${route.namespace}/${route.pod}`;
      return Object.entries(POD_LISTENERS).find(([workload]) => pod.startsWith(workload))?.[1] ?? `pod ${pod}`;
    }
    default:
      return 'apiserver';
  }
}

function answerOf(
  own: Recording,
  healthy: Recording,
  fault: RecordedFault,
  listener: string,
  path: string,
  request: PortRequest | undefined,
): RecordedAnswer {
  const recorded = inRecording(own, listener, path) ?? elsewhere(fault, listener, path, own.startMs);
  const verbose = path.endsWith('?verbose') && recorded?.status === 200 ? inRecording(healthy, listener, path) : undefined;
  // "ok" without its checks: the same checks pass as in the healthy cluster.
  if (recorded) return verbose && recorded.path !== path ? { ...verbose, atMs: recorded.atMs } : recorded;
  if (isTouched(fault, listener)) {
    const told = toldByFault(own, healthy, fault, listener, path);
    if (told) return told;
    if (fault.noEndpoints && request?.route.via === 'service-proxy') return withoutEndpoints(request.route, own.startMs);
    if (request?.route.via === 'pod-proxy') return silentPod(listener, path, own.startMs);
    if (listener !== PROMETHEUS) throw new Error(`${own.name} holds nothing that tells how ${listener} answers ${path}`);
  }
  const same = inRecording(healthy, listener, path);
  if (same) return same;
  if (request?.route.via === 'pod-proxy') return silentPod(listener, path, own.startMs);
  throw new Error(`not recorded: ${listener} ${path}`);
}

function elsewhere(fault: RecordedFault, listener: string, path: string, atMs: number): RecordedAnswer | undefined {
  const [name, place] = fault.answers?.[`${listener} ${path}`] ?? [];
  if (name === undefined) return undefined;
  const found = readRecording(`faults/${name}`).answers.find((each) => `${each.listener} ${each.path}` === place);
  return found && { ...found, atMs };
}

/** The healthy answer as the fault changes it, or what the same listener failed with when it was asked something else. */
function toldByFault(own: Recording, healthy: Recording, fault: RecordedFault, listener: string, path: string): RecordedAnswer | undefined {
  const change = fault.changed?.[`${listener} ${path}`];
  const before = inRecording(healthy, listener, path);
  if (change && before) return changed(before, own.startMs, change);
  return own.answers.find((each) => each.listener === listener && (each.timedOut || each.status >= 400));
}

/** Pods were not asked by name: nothing is known of them, which no prober may take for health. */
function silentPod(listener: string, path: string, atMs: number): RecordedAnswer {
  return { listener, path, status: 0, contentType: '', atMs, durationMs: 8_000, timedOut: true, body: () => new Uint8Array() };
}

const PROMETHEUS = 'monitoring/prometheus:web';

function isTouched(fault: RecordedFault, listener: string): boolean {
  return fault.touches.some((each) => (each.endsWith('/') ? listener.startsWith(each) : listener === each));
}

/** As asked, else without "verbose" or as the verbose form (both list what fails), else a query over recorded samples. */
function inRecording(recording: Recording, listener: string, path: string): RecordedAnswer | undefined {
  const at = (wanted: string) => recording.answers.find((each) => each.listener === listener && each.path === wanted);
  const samples = path.startsWith('/api/v1/query?') ? at(SAMPLES) : undefined;
  if (samples) return { ...samples, path, body: () => answerQuery(samples.body(), path) };
  return at(path) ?? at(path.replace(/\?verbose$/, '')) ?? at(`${path}?verbose`);
}

const SAMPLES = '/api/v1/query?query=%7B__name__%3D~%22scrape_samples_.*%22%7D';

function changed(before: RecordedAnswer, atMs: number, change: (text: string) => string): RecordedAnswer {
  const text = new TextDecoder().decode(before.body());
  const now = change(text);
  if (now === text) throw new Error(`the change does nothing to ${before.listener} ${before.path}`);
  return { ...before, atMs, body: () => new TextEncoder().encode(now) };
}

/** The kube-apiserver's words for a Service without endpoints, as recorded for others of the same fault. */
function withoutEndpoints(route: Extract<PortRequest['route'], { via: 'service-proxy' }>, atMs: number): RecordedAnswer {
  const message = `no endpoints available for service "${route.service}:${route.port}"`;
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: 'ServiceUnavailable', code: 503 };
  return {
    listener: `${route.namespace}/${route.service}:${route.port}`,
    path: '',
    status: 503,
    contentType: 'application/json',
    atMs,
    durationMs: 10,
    timedOut: false,
    body: () => new TextEncoder().encode(JSON.stringify(status)),
  };
}

function toResult(request: PortRequest, recorded: RecordedAnswer): PortResult {
  const head = { request: describeRequest(request), route: request.route, atMs: recorded.atMs, timings: { total: recorded.durationMs } };
  if (recorded.timedOut) {
    const failure: PortFailure = {
      ...head,
      kind: 'failure',
      phase: 'first-byte',
      code: 'timeout',
      message: `no answer in ${(recorded.durationMs / 1000).toFixed(0)} s`,
      remedy: 'Look at what should answer there.',
    };
    return failure;
  }
  const body = recorded.body();
  const answer: PortAnswer = {
    ...head,
    kind: 'answer',
    status: recorded.status,
    headers: { 'content-type': recorded.contentType },
    body,
    wireBytes: body.byteLength,
  };
  return answer;
}
