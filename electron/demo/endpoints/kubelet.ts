import type { DemoAnswer, DemoRequest, Listener } from '../network';
import type { ObjectStore } from '../objects';
import type { Running } from '../world/running';
import type { WorldNode } from '../world/world';
import { exposition, json, noRoute, notFound, redirect, text, withHeaders } from './answers';
import { renderCadvisor } from './cadvisor';
import { type CgroupStats, statsOf } from './cgroupStats';
import { findNode } from './findNode';
import { type MayUser, refusal } from './kubeletAccess';
import { configz } from './kubeletConfigz';
import { renderKubeletMetrics } from './kubeletMetrics';
import { podList, podsBoundTo, runningPodList } from './kubeletPods';
import { machineOf } from './machine';
import { renderProbes, renderSlis } from './probeMetrics';
import { kubeletStartedMs, nodeBootedMs } from './processStart';
import { type NodeReading, readContainers, readResources, renderResources } from './resourceMetrics';
import { RetiredUsage } from './retiredUsage';
import { summary } from './statsSummary';

export interface KubeletOptions {
  readonly node: string;
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  readonly mayUser: MayUser;
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
  const look = (): Look | undefined => {
    const running = options.running();
    const node = findNode(running, options.node);
    if (node === undefined) return undefined;
    const shiftMs = node.kubelet.clockAheadSeconds * 1000;
    const bootedMs = nodeBootedMs(running, options.objects, node.name);
    const stats = () => statsOf(running, node.name, retired, bootedMs);
    const startedMs = kubeletStartedMs(running, options.objects, node.name);
    return { running, node, objects: options.objects, stats, shiftMs, startedMs, nowMs: running.nowMs + shiftMs };
  };
  return {
    scheme: 'https',
    handle: (request) => {
      const now = look();
      if (now === undefined) return notFound();
      const answer = refusal(request, now.node, options.mayUser) ?? route(now, request);
      return withHeaders(answer, { date: new Date(now.nowMs).toUTCString() });
    },
    readResources: (request) => {
      const now = look();
      if (now === undefined) return { kind: 'answer', answer: notFound() };
      const refused = refusal(request, now.node, options.mayUser);
      if (refused !== undefined) return { kind: 'answer', answer: refused };
      return { kind: 'reading', reading: readContainers(now.running, now.node, now.shiftMs) };
    },
  };
}

function route(look: Look, request: DemoRequest): DemoAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, '405: Method Not Allowed');
  const known = routes[request.path];
  if (known !== undefined) return known(look, request);
  return routed.some((prefix) => request.path.startsWith(prefix)) ? noRoute() : notFound();
}

/** Paths under a go-restful web service: a miss there is its own 404, elsewhere http.NotFound. */
const routed = ['/stats/', '/pods/', '/debug/', '/checkpoint/'];

function resourcesOf(look: Look): NodeReading {
  const { running, node, shiftMs } = look;
  return readResources({ running, node: node.name, stats: look.stats(), shiftMs, cadvisorLabels: node.kubelet.cadvisorLabels });
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

const stats: Route = (look, request) => {
  const onlyCpuAndMemory = request.query.get('only_cpu_and_memory') === 'true';
  const { running, node, shiftMs } = look;
  return json(summary({ running, node, stats: look.stats(), shiftMs, onlyCpuAndMemory }), 'indented');
};

const cadvisor: Route = (look) => {
  const { node, nowMs, shiftMs } = look;
  return exposition(renderCadvisor({ node, machine: machineOf(look.objects, node), stats: look.stats(), nowMs, shiftMs }));
};

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
  '/metrics': (look) => exposition(renderKubeletMetrics(look.running, look.node, look.startedMs)),
  '/metrics/cadvisor': cadvisor,
  '/metrics/resource': (look) => exposition(renderResources(resourcesOf(look))),
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
