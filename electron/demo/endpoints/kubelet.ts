import type { Family } from '../../../shared/exposition/exposition';
import type { DemoAnswer, DemoRequest, Listener } from '../network';
import type { ObjectStore } from '../objects';
import { clockAheadMs } from '../world/nodeClock';
import type { Running } from '../world/running';
import type { WorldNode } from '../world/world';
import { exposition, json, noRoute, notFound, redirect, text, withHeaders } from './answers';
import { cadvisorFamilies, criFamilies, MISSING_FROM_CRI, writeCadvisor } from './cadvisor';
import { shownStats } from './cadvisorFaults';
import { CgroupMemory } from './cgroupMemory';
import { type CgroupStats, statsOf } from './cgroupStats';
import { cgroupsOf } from './cgroups';
import { containerLog, type LogOf } from './containerLogs';
import { findNode } from './findNode';
import { Housekept } from './housekept';
import { type MayUser, refusal } from './kubeletAccess';
import { configz } from './kubeletConfigz';
import { kubeletFamilies, writeKubeletMetrics } from './kubeletMetrics';
import { podList, podsBoundTo, runningPodList } from './kubeletPods';
import { machineOf } from './machine';
import { renderProbes, renderSlis } from './probeMetrics';
import { kubeletStartedMs, nodeBootedMs } from './processStart';
import { type NodeReading, type ResourceLook, readResources, resourceFamilies, writeResources } from './resourceMetrics';
import { RetiredUsage } from './retiredUsage';
import { SampleList, type SampleWriter, TextWriter } from './sampleWriter';
import { summary } from './statsSummary';

export interface KubeletOptions {
  readonly node: string;
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  readonly mayUser: MayUser;
  /** Absent: nothing prints anything. */
  readonly logOf?: LogOf;
}

export interface KubeletListener extends Listener {
  /** What /metrics/resource would say to this request, without its text: readings of the node and of containers. */
  readResources(request: DemoRequest): ResourcesRead;
}

export type ResourcesRead =
  | { readonly kind: 'reading'; readonly reading: NodeReading }
  /** The request is refused. */
  | { readonly kind: 'answer'; readonly answer: DemoAnswer };

interface Look {
  readonly running: Running;
  readonly node: WorldNode;
  readonly objects: ObjectStore;
  readonly stats: () => readonly CgroupStats[];
  readonly shiftMs: number;
  readonly nowMs: number;
  /** When the kubelet's process started. */
  readonly startedMs: number;
}

type Route = (look: Look, request: DemoRequest) => DemoAnswer;

/**
 * The kubelet's HTTPS server (port 10250) of one node. Who asks is authenticated before (DemoRequest.user);
 * what they may is asked from the hook, path by path, as the kubelet's webhook authoriser does.
 */
export function kubelet(options: KubeletOptions): KubeletListener {
  const retired = new RetiredUsage();
  const housekept = new Housekept();
  const memory = new CgroupMemory();
  const look = (remembered?: CgroupMemory): Look | undefined => {
    const running = options.running();
    const node = findNode(running, options.node);
    if (node === undefined) return undefined;
    const shiftMs = clockAheadMs(node, running.nowMs);
    const bootedMs = nodeBootedMs(running, options.objects, node.name);
    const stats = () => statsOf(running, node.name, cgroupsOf(running, node.name, remembered), retired, housekept, bootedMs);
    const startedMs = kubeletStartedMs(running, options.objects, node.name);
    return { running, node, objects: options.objects, stats, shiftMs, startedMs, nowMs: running.nowMs + shiftMs };
  };
  return {
    scheme: 'https',
    handle: (request) => {
      const now = look();
      if (now === undefined) return notFound();
      const answer = refusal(request, now.node, options.mayUser) ?? route(now, request, options.logOf ?? (() => []));
      return withHeaders(answer, { date: new Date(now.nowMs).toUTCString() });
    },
    samplesOf: (request, wanted) => {
      const now = look(memory);
      const page = pages[request.path];
      if (now === undefined || page === undefined || request.method !== 'GET') return undefined;
      if (refusal(request, now.node, options.mayUser) !== undefined) return undefined;
      const list = new SampleList(page.families(now.node), wanted);
      page.write(now, list);
      return list;
    },
    readResources: (request) => {
      const now = look(memory);
      if (now === undefined) return { kind: 'answer', answer: notFound() };
      const refused = refusal(request, now.node, options.mayUser);
      if (refused !== undefined) return { kind: 'answer', answer: refused };
      return { kind: 'reading', reading: readResources(resourceLook(now), 'containers') };
    },
  };
}

function route(look: Look, request: DemoRequest, logOf: LogOf): DemoAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, '405: Method Not Allowed');
  const known = routes[request.path];
  if (known !== undefined) return known(look, request);
  const log = containerLog(look.running.podsOn(look.node.name), request, logOf);
  if (log !== undefined) return log;
  return routed.some((prefix) => request.path.startsWith(prefix)) ? noRoute() : notFound();
}

/** Paths under a go-restful web service: a miss there is its own 404, elsewhere http.NotFound. */
const routed = ['/stats/', '/pods/', '/debug/', '/checkpoint/'];

function resourceLook({ running, node, shiftMs, stats }: Look): ResourceLook {
  const { cadvisorLabels, zeroNodeCpu } = node.kubelet;
  return { running, stats: stats(), shiftMs, cadvisorLabels, zeroNodeCpu };
}

const healthy: Route = () => text(200, 'ok');

const probes: Route = (look) => {
  const running = new Map(look.running.podsOn(look.node.name).map((pod) => [pod.uid, pod]));
  const pods = podsBoundTo(look.objects, look.node.name).flatMap((object) => {
    const pod = running.get(object.metadata.uid);
    return pod === undefined ? [] : [{ object, running: pod }];
  });
  return exposition(renderProbes(pods, look.running.nowMs, look.startedMs));
};

const LOST =
  'Internal Error: failed to list pod stats: failed to list all container stats: rpc error: code = NotFound desc = an error occurred when try to find container: not found\n';

const stats: Route = (look, request) => {
  if (look.node.kubelet.summaryFails === true) return text(500, LOST);
  const onlyCpuAndMemory = request.query.get('only_cpu_and_memory') === 'true';
  const { running, node, shiftMs } = look;
  return json(summary({ running, node, stats: look.stats(), shiftMs, onlyCpuAndMemory }), 'indented');
};

interface Page {
  readonly families: (node: WorldNode) => ReadonlyMap<string, Family>;
  readonly write: (look: Look, writer: SampleWriter) => void;
}

/** What Prometheus scrapes of thousands of nodes: printed, or as samples. */
const pages: Readonly<Record<string, Page>> = {
  '/metrics': {
    families: kubeletFamilies,
    write: ({ running, node, startedMs }, writer) => writeKubeletMetrics(running, node, startedMs, writer),
  },
  '/metrics/cadvisor': {
    families: ({ kubelet: { statsFromCri } }) => (statsFromCri === true ? criFamilies() : cadvisorFamilies()),
    write: ({ node, nowMs, shiftMs, objects, stats: read }, writer) => {
      const missing = node.kubelet.statsFromCri === true ? MISSING_FROM_CRI : undefined;
      writeCadvisor({ node, machine: machineOf(objects, node), stats: shownStats(read(), node, nowMs), nowMs, shiftMs, missing }, writer);
    },
  },
  '/metrics/resource': { families: resourceFamilies, write: (look, writer) => writeResources(resourceLook(look), writer) },
};

function printed(page: Page | undefined): Route {
  return (look) => {
    const writer = new TextWriter();
    page?.write(look, writer);
    return exposition(writer.text);
  };
}

const logsPage: Route = () => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n<a href="containers/">containers/</a>\n<a href="journal/">journal/</a>\n<a href="pods/">pods/</a>\n</pre>\n',
});

const routes: Readonly<Record<string, Route>> = {
  '/healthz': healthy,
  '/healthz/ping': healthy,
  '/healthz/log': healthy,
  '/healthz/syncloop': healthy,
  '/metrics': printed(pages['/metrics']),
  '/metrics/cadvisor': printed(pages['/metrics/cadvisor']),
  '/metrics/resource': printed(pages['/metrics/resource']),
  '/metrics/probes': probes,
  '/metrics/slis': (look) => exposition(renderSlis(look.startedMs, look.running.nowMs)),
  '/stats/summary': stats,
  '/stats': () => redirect('/stats/'),
  '/checkpoint': () => redirect('/checkpoint/'),
  '/runningpods': () => redirect('/runningpods/'),
  '/logs': () => redirect('/logs/'),
  '/logs/': logsPage,
  '/configz': (look) => json(configz(look.node)),
  '/pods': (look) => json(podList(look.objects, look.node.name), 'line'),
  '/pods/': (look) => json(podList(look.objects, look.node.name), 'line'),
  '/runningpods/': (look) => json(runningPodList(look.running, look.node.name), 'line'),
};
