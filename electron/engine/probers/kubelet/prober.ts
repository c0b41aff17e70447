import type { Read } from '../../../../shared/analysis/series/counterRate';
import type { Discovered } from '../../../../shared/model/component';
import type { PortRequest } from '../../cluster/port';
import { defineProber, type Looker } from '../prober';
import { readText } from '../readAnswer';
import { nextReads, readOf } from '../reads';
import { scrapeOf } from '../requestTo';
import {
  type DirectLook,
  isKubeletFacts,
  type KubeletFacts,
  readAuthModes,
  readOwnMetrics,
  readPodCount,
  readProbes,
  readSummary,
  type SlowLook,
} from './facts';
import { judgeKubelet } from './judge';
import { readResource } from './resource';
import { servedNode } from './served';

/** /metrics, /configz, /pods and the rest change slowly and are large: asked this seldom. */
const SLOW_MS = 60_000;
/** metrics-server (--kubelet-request-timeout) and Prometheus (scrape_timeout) give a kubelet 10 s: what takes longer is lost to them. */
const FIRST_BYTE_MS = 10_000;

/** Each kubelet: does it answer, are its values fresh, how does it decide who may read it. */
export const kubeletProber = defineProber<KubeletFacts & Partial<SlowLook>>({
  name: 'kubelet',
  kinds: ['kubelet'],
  periodMs: 15_000,
  requests: [
    { request: 'GET /healthz', proves: 'the kubelet answers', cost: '2 bytes' },
    {
      request: 'GET /metrics/resource',
      proves: 'what metrics-server reads: values, their timestamps, scrape errors',
      cost: '13 KiB at 18 pods',
    },
    {
      request: 'GET /metrics',
      proves:
        'feature gates, pods running and desired, requests, runtime operations, PLEG and pod start times, expiry of its certificate (each minute)',
      cost: '280 KiB',
    },
    { request: 'GET /metrics/probes', proves: 'probe results are exposed (each minute)', cost: '26 KiB' },
    {
      request: 'GET /stats/summary?only_cpu_and_memory=true',
      proves: 'the summary works: cached stats with times of their own, not the source of /metrics/resource (each minute)',
      cost: '28 KiB',
    },
    { request: 'GET /configz', proves: 'authentication and authorization modes, read-only port (each minute)', cost: '3 KiB' },
    {
      request: 'GET /healthz of the read-only port (nodes/http:NAME:PORT/proxy)',
      proves: 'a read-only port answers whoever reaches the node, without credentials (each minute, where /configz opens one)',
      cost: '2 bytes',
    },
    { request: 'GET /pods', proves: 'which pods the kubelet itself knows (each minute)', cost: '87 KiB at 18 pods' },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isKubeletFacts(kept) ? kept : undefined;
    if (look.depth === 'bulk') return { of: 'kubelet', slowAtMs: 0, served: servedNode(look, found), ...readsOf(before) };
    const [healthz, resource] = await Promise.all([
      look.get(requestOf(found, '/healthz'), readText, signal),
      look.get(scrapeOf(requestOf(found, '/metrics/resource')), readResource, signal),
    ]);
    const recent = recentSlow(before, look);
    // One that answers neither is not asked five more times: each would wait as long again.
    const isSilent = healthz.state === 'unreachable' && resource.state === 'unreachable';
    const slow = recent ?? (isSilent ? undefined : await askSlow(look, found, signal));
    const slowAtMs = recent || isSilent ? (before?.slowAtMs ?? 0) : look.clock.now();
    const direct = { healthz, resource, slow };
    return { of: 'kubelet', slowAtMs, healthz, resource, ...slow, direct, ...readsOf(before, direct) };
  },
  judge: judgeKubelet,
});

function readsOf(before: KubeletFacts | undefined, direct?: DirectLook): Pick<KubeletFacts, 'counts' | 'nodeCpu'> {
  return {
    counts: nextReads(
      before?.counts,
      readOf(direct?.slow?.metrics, (metrics) => metrics.counts),
    ),
    nodeCpu: nextReads(before?.nodeCpu, direct && nodeCpuRead(direct.resource)),
  };
}

function nodeCpuRead(resource: DirectLook['resource']): Read<number> | undefined {
  if (resource.state !== 'ok' || resource.value.nodeCpuSeconds === undefined) return undefined;
  return { atMs: resource.value.nodeCpuAtMs ?? resource.atMs, value: resource.value.nodeCpuSeconds };
}

/** What did not answer then is asked again now. */
function recentSlow(before: KubeletFacts | undefined, look: Looker): SlowLook | undefined {
  const slow = before?.direct?.slow;
  const isRecent = slow?.metrics.state !== 'unreachable' && look.clock.now() - (before?.slowAtMs ?? 0) < SLOW_MS;
  return isRecent ? slow : undefined;
}

async function askSlow(look: Looker, found: Discovered, signal: AbortSignal): Promise<SlowLook> {
  const [metrics, probes, summary, configz, pods] = await Promise.all([
    look.get(scrapeOf(requestOf(found, '/metrics')), readOwnMetrics, signal),
    look.get(scrapeOf(requestOf(found, '/metrics/probes')), readProbes, signal),
    look.get(requestOf(found, '/stats/summary?only_cpu_and_memory=true'), readSummary, signal),
    look.get(requestOf(found, '/configz'), readAuthModes, signal),
    look.get(requestOf(found, '/pods'), readPodCount, signal),
  ]);
  const readOnlyPort = configz.state === 'ok' ? configz.value.readOnlyPort : 0;
  const readOnly = readOnlyPort > 0 ? await askReadOnly(look, found, readOnlyPort, signal) : undefined;
  return { metrics, probes, summary, configz, pods, ...(readOnly ? { readOnly } : {}) };
}

/** Through the kube-apiserver, which asks another port than the kubelet's in plain HTTP as nobody. A direct URL leads to one port alone. */
async function askReadOnly(look: Looker, found: Discovered, port: number, signal: AbortSignal): Promise<SlowLook['readOnly']> {
  const { route, ...request } = requestOf(found, '/healthz');
  if (route.via !== 'node-proxy') return undefined;
  return look.get({ ...request, route: { via: 'node-proxy', node: `http:${route.node}:${port}` } }, readText, signal);
}

function requestOf(found: Discovered, path: string): PortRequest {
  const endpoint = found.endpoints[0];
  const route = endpoint?.route ?? { via: 'node-proxy', node: found.node ?? found.name };
  return { route, path: `${endpoint?.basePath ?? ''}${path}`, timeouts: { firstByte: FIRST_BYTE_MS } };
}
