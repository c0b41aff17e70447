import type { EndpointRow } from '../../../shared/contract/explorer';
import { formatBytes, formatDuration } from '../../../shared/model/format';
import type { Observation } from '../../../shared/model/observation';
import type { ExplorerParts } from './explorerParts';

/** What the session's own looks at a node's kubelet (and the cAdvisor in it) last got, by path. */
export function lastLooks({ session }: Pick<ExplorerParts, 'session'>, node: string): ReadonlyMap<string, EndpointRow['last']> {
  const last = new Map<string, EndpointRow['last']>();
  for (const found of session.discovered) {
    if (found.node !== node || (found.card !== 'kubelet' && found.card !== 'cadvisor')) continue;
    for (const { observation } of session.looks.get(found.id)?.observations ?? [])
      last.set(pathAtKubelet(observation.request), saysLook(observation));
  }
  return last;
}

/** "/stats/summary" of "GET /api/v1/nodes/n1/proxy/stats/summary?only_cpu_and_memory=true" and of a direct URL. */
export function pathAtKubelet(request: string): string {
  const path = request.replace(/^GET /, '').replace(/^https?:\/\/[^/]+/, '');
  return (/\/proxy(\/.*)$/.exec(path)?.[1] ?? path).replace(/\?.*$/, '');
}

function saysLook(seen: Observation<unknown>): EndpointRow['last'] {
  const { state, atMs, durationMs, bytes, status, answerId } = seen;
  const ok = [status, formatDuration(durationMs / 1000), bytes === undefined ? undefined : formatBytes(bytes)];
  return {
    state,
    atMs,
    says: seen.state === 'ok' ? ok.filter((part) => part !== undefined).join(' · ') : seen.because,
    ...(answerId === undefined ? {} : { answerId }),
  };
}
