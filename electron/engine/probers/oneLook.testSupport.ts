import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY, type Inventory, type NodeObject, type PodObject, type WorkloadObject } from '../../../shared/model/inventory';
import type { HopJudgement } from '../../../shared/model/judgement';
import type { ClusterPort, PortRequest, PortResult } from '../cluster/port';
import { describeRequest } from '../cluster/routes';
import { ClockOffset } from '../session/clockOffset';
import { createLooker } from '../session/looker';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import type { LookResult, Prober } from './prober';

/** What a path answers: a text of 200, a status with a text, or nothing at all. */
export type Reply =
  | string
  | { readonly status?: number; readonly text: string | Uint8Array; readonly type?: string; readonly ms?: number }
  | 'TIMEOUT';

export interface OneLook {
  readonly found?: Partial<Discovered>;
  /** Path and query -> reply; what is not here is 404. A path behind "pod:" answers on pod proxies alone. */
  readonly replies?: Readonly<Record<string, Reply>>;
  /** Everything answers this. */
  readonly always?: Reply;
  /** The access review says no to these kinds of route. */
  readonly denied?: readonly string[];
  readonly inventory?: Partial<Inventory>;
  readonly discovered?: readonly Discovered[];
  /** Facts of other members, and of this one from the look before. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly depth?: 'whole' | 'bulk';
  readonly nowMs?: number;
  readonly clockOffsetMs?: number;
  /** Where answers are kept and read; anew for each look unless given. */
  readonly answers?: AnswerStore;
  readonly readings?: Readings;
  /** Hears each request as it is sent. */
  readonly hear?: (request: PortRequest) => void;
}

export const NOW = Date.parse('2026-11-21T12:00:00Z');
const signal = new AbortController().signal;

/** One look of one prober at one member. */
export async function lookOnce(prober: Prober, given: OneLook): Promise<LookResult & { asked: readonly string[] }> {
  const nowMs = given.nowMs ?? NOW;
  const found = component({ kind: prober.kinds[0] ?? 'other', ...given.found });
  const inventory = { ...EMPTY_INVENTORY, ...given.inventory };
  const discovered = given.discovered ?? [found];
  const asked: string[] = [];
  const port = portOf(given, nowMs, asked);
  const clock = { now: () => nowMs, monotonic: () => 0, sleep: () => Promise.resolve() };
  const look = createLooker(
    {
      port,
      access: {
        ask: async (need) => (given.denied?.includes(`${need.resource}/${need.subresource}`) ? 'denied' : 'allowed'),
        remedyFor: () => 'a smaller Role',
      },
      answers: given.answers ?? new AnswerStore(),
      readings: given.readings ?? new Readings(),
      clock,
      offset: new ClockOffset(),
      inventory: () => inventory,
      discovered: () => discovered,
      factsOf: (id) => given.facts?.[id],
    },
    given.depth ?? 'whole',
    'background',
    found.id,
  );
  const context = () => ({ inventory, discovered, nowMs, clockOffsetMs: given.clockOffsetMs ?? 0 });
  return { ...(await prober.look(look, context, found, signal)), asked };
}

function portOf(given: OneLook, nowMs: number, asked: string[]): ClusterPort {
  return {
    cluster: { context: 'test', server: 'https://127.0.0.1', warnings: [] },
    send: async (request) => {
      asked.push(describeRequest(request));
      given.hear?.(request);
      return toResult(request, replyOf(request, given), nowMs);
    },
    stream: () => Promise.reject(new Error('not used')),
    load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
    close: () => undefined,
  };
}

function replyOf({ route, path }: PortRequest, { always, replies = {} }: OneLook): Reply {
  if (always !== undefined) return always;
  const ofPod = route.via === 'pod-proxy' ? replies[`pod:${path}`] : undefined;
  return ofPod ?? replies[path] ?? { status: 404, text: '404 page not found' };
}

function toResult(request: PortRequest, reply: Reply, nowMs: number): PortResult {
  const ms = typeof reply === 'object' ? (reply.ms ?? 5) : 5;
  const head = { request: describeRequest(request), route: request.route, atMs: nowMs, timings: { total: ms } };
  if (reply === 'TIMEOUT')
    return { ...head, kind: 'failure', phase: 'first-byte', code: 'timeout', message: 'no first byte in 15 s', remedy: 'Look there.' };
  const { status = 200, text, type } = typeof reply === 'string' ? { text: reply } : reply;
  const body = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const contentType =
    type ?? (typeof text === 'string' && /^\s*[[{]/.test(text) ? 'application/json' : 'text/plain; version=0.0.4; charset=utf-8');
  return { ...head, kind: 'answer', status, headers: { 'content-type': contentType }, body, wireBytes: body.byteLength };
}

/** What a test asserts first: health, reason, and hops as "FROM>TO" -> "health because". */
export function verdict({ judgement }: LookResult): { health: string; because?: string; hops: Record<string, string> } {
  const say = ({ health, because }: HopJudgement) => [health, because].filter((part) => part !== undefined).join(': ');
  return {
    health: judgement.health,
    because: judgement.because,
    hops: Object.fromEntries(judgement.hops.map((hop) => [`${hop.from}>${hop.to}`, say(hop)])),
  };
}

/** The fact table as a record. */
export function factsIn({ judgement }: LookResult): Record<string, string> {
  return Object.fromEntries(judgement.facts.map(({ label, value }) => [label, value]));
}

export function component(given: Partial<Discovered> & Pick<Discovered, 'kind'>): Discovered {
  return {
    id: given.kind,
    card: given.kind,
    name: given.kind,
    pods: [],
    args: [],
    endpoints: [],
    confidence: 'proven',
    because: [],
    ...given,
  };
}

/** Endpoints by a Service, then by a pod, for the purposes given. */
export function endpoints(purposes: readonly ('metrics' | 'api' | 'health' | 'telemetry')[]): Discovered['endpoints'] {
  return purposes.flatMap((purpose) => [
    {
      purpose,
      basePath: '',
      route: { via: 'service-proxy' as const, namespace: 'ns', service: 'svc', scheme: 'http' as const, port: 'web' },
    },
    { purpose, basePath: '', route: { via: 'pod-proxy' as const, namespace: 'ns', pod: 'p-0', scheme: 'http' as const, port: '1' } },
  ]);
}

const META = { uid: 'u', resourceVersion: '1', createdMs: NOW - 3_600_000, labels: {}, annotations: {} };

export function node(name: string, given: Partial<NodeObject> = {}): NodeObject {
  return {
    ...META,
    name,
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }],
    addresses: [],
    kubeletPort: 10250,
    kubeletVersion: 'v1.34.4',
    containerRuntimeVersion: 'containerd://2.1.0',
    osImage: 'Linux',
    kernelVersion: '6.1',
    architecture: 'amd64',
    allocatable: {},
    unschedulable: false,
    ...given,
  };
}

export function pod(name: string, given: Partial<PodObject> = {}): PodObject {
  return {
    ...META,
    name,
    namespace: 'ns',
    node: 'n1',
    phase: 'Running',
    hostNetwork: false,
    conditions: [{ type: 'Ready', status: 'True' }],
    containers: [],
    statuses: [],
    ...given,
  };
}

export function notReady(name: string, message = 'containers with unready status: [c]'): PodObject {
  return pod(name, { conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message }] });
}

export function workload(kind: WorkloadObject['kind'], name: string, desired: number, ready = desired): WorkloadObject {
  const template = { templateLabels: {}, templateAnnotations: {}, containers: [], hostNetwork: false };
  return { ...META, ...template, kind, name, namespace: 'ns', desired, ready, selector: {} };
}
