import type { Discovered } from '../../../../shared/model/component';
import type { PortRequest } from '../../cluster/port';
import { defineProber, type Looker } from '../prober';
import { readText } from '../readAnswer';
import {
  type DirectLook,
  isKubeletFacts,
  type KubeletFacts,
  readAuthModes,
  readOwnMetrics,
  readPodCount,
  readProbes,
  readSummary,
} from './facts';
import { judgeKubelet } from './judge';
import { readResource } from './resource';
import { servedNode } from './served';

/** /metrics, /configz, /pods and the rest change slowly and are large: asked this seldom. */
const SLOW_MS = 60_000;
/** metrics-server gives a kubelet 10 s (--kubelet-request-timeout); who is slower has no values in time. */
const ANSWER_MS = 10_000;

/** Each kubelet: does it answer, are its values fresh, how does it decide who may read it. */
export const kubeletProber = defineProber<KubeletFacts & Partial<DirectLook>>({
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
    { request: 'GET /metrics', proves: 'feature gates, running pods, expiry of its certificate (each minute)', cost: '280 KiB' },
    { request: 'GET /metrics/probes', proves: 'probe results are exposed (each minute)', cost: '26 KiB' },
    {
      request: 'GET /stats/summary?only_cpu_and_memory=true',
      proves: 'the summary works: cached stats with times of their own, not the source of /metrics/resource (each minute)',
      cost: '28 KiB',
    },
    { request: 'GET /configz', proves: 'authentication and authorization modes, read-only port (each minute)', cost: '3 KiB' },
    { request: 'GET /pods', proves: 'which pods the kubelet itself knows (each minute)', cost: '87 KiB at 18 pods' },
  ],
  async probe(look, found, signal) {
    if (look.depth === 'bulk') return { of: 'kubelet', slowAtMs: 0, served: servedNode(look, found) };
    const before = look.factsOf(found.id);
    const direct = await lookDirectly(look, found, isKubeletFacts(before) ? before : undefined, signal);
    return { of: 'kubelet', slowAtMs: direct.slowAtMs, ...direct.look, direct: direct.look };
  },
  judge: judgeKubelet,
});

async function lookDirectly(
  look: Looker,
  found: Discovered,
  before: KubeletFacts | undefined,
  signal: AbortSignal,
): Promise<{ slowAtMs: number; look: DirectLook }> {
  const at = (path: string): PortRequest => requestOf(found, path);
  const [healthz, resource] = await Promise.all([
    look.get(at('/healthz'), readText, signal),
    look.get(at('/metrics/resource'), readResource, signal),
  ]);
  // One that answers neither is not asked five more times: each would wait as long again.
  if (healthz.state === 'unreachable' && resource.state === 'unreachable') {
    return {
      slowAtMs: 0,
      look: { healthz, resource, metrics: resource, probes: resource, summary: resource, configz: resource, pods: resource },
    };
  }
  // What did not answer then is asked again now.
  const isRecent = before?.direct?.metrics.state !== 'unreachable' && look.clock.now() - (before?.slowAtMs ?? 0) < SLOW_MS;
  const kept = isRecent ? before : undefined;
  if (kept?.direct) return { slowAtMs: kept.slowAtMs, look: { ...kept.direct, healthz, resource } };
  const [metrics, probes, summary, configz, pods] = await Promise.all([
    look.get(at('/metrics'), readOwnMetrics, signal),
    look.get(at('/metrics/probes'), readProbes, signal),
    look.get(at('/stats/summary?only_cpu_and_memory=true'), readSummary, signal),
    look.get(at('/configz'), readAuthModes, signal),
    look.get(at('/pods'), readPodCount, signal),
  ]);
  return { slowAtMs: look.clock.now(), look: { healthz, resource, metrics, probes, summary, configz, pods } };
}

function requestOf(found: Discovered, path: string): PortRequest {
  const endpoint = found.endpoints[0];
  return {
    route: endpoint?.route ?? { via: 'node-proxy', node: found.node ?? found.name },
    path: `${endpoint?.basePath ?? ''}${path}`,
    timeouts: { firstByte: ANSWER_MS },
  };
}
