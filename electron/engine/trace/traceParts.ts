import { clockOf, type DatedAnswer } from '../../../shared/analysis/trace/clockBounds';
import type { TraceClock } from '../../../shared/contract/trace';
import type { Clock } from '../clock';
import type { ClusterPort, PortAnswer, PortRequest } from '../cluster/port';
import type { Session } from '../session/session';

export type TraceSession = Pick<
  Session,
  'discovered' | 'inventory' | 'looks' | 'answers' | 'readings' | 'clockOffsetMs' | 'isPaused' | 'firstWholeLookMs' | 'listsWholeMs'
>;

export interface TraceParts {
  readonly session: TraceSession;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Dates kept of each server: enough to fall on every part of a second. */
const DATES_KEPT = 24;

/** The clocks of the servers that answer, by the Date headers of what they answer. */
export class Clocks {
  private readonly dated = new Map<string, DatedAnswer[]>();

  /** The same port; what it answers is dated. */
  listening(port: TraceParts['port']): TraceParts['port'] {
    return {
      send: async (request, signal) => {
        const result = await port.send(request, signal);
        if (result.kind === 'answer') this.hear(request, result);
        return result;
      },
    };
  }

  private hear(request: PortRequest, { serverDateMs, atMs, timings }: PortAnswer): void {
    if (serverDateMs === undefined) return;
    const receivedMs = atMs - (timings.body ?? 0);
    const answer = { sentMs: receivedMs - (timings.firstByte ?? 0), receivedMs, dateMs: serverDateMs };
    const who = serverOf(request);
    this.dated.set(who, [...(this.dated.get(who) ?? []), answer].slice(-DATES_KEPT));
  }

  /** Undefined while it has not answered with a date. */
  of(who: string, words: string): TraceClock | undefined {
    return clockOf(words, this.dated.get(who) ?? []);
  }
}

export const APISERVER = 'apiserver';

/** Whose Date an answer carries: proxies pass on what stands behind them. */
function serverOf({ route }: PortRequest): string {
  switch (route.via) {
    case 'node-proxy':
      return nodeServer(route.node);
    case 'service-proxy':
      return `service ${route.namespace}/${route.service}`;
    case 'pod-proxy':
      return `pod ${route.namespace}/${route.pod}`;
    case 'direct':
      return `direct ${route.endpoint}`;
    default:
      return APISERVER;
  }
}

export function nodeServer(node: string): string {
  return `node ${node}`;
}

/** The server behind a route, as Clocks know it. */
export function serverAt(route: PortRequest['route']): string {
  return serverOf({ route, path: '' });
}
