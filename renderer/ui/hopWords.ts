import { formatOf, formatShortAge } from '../../shared/model/format';
import type { MapHop } from '../store/mapModel';

/** How a hop is drawn and what stands at it. `tone` chooses line and colour. */
export interface HopText {
  readonly tone: 'ok' | 'lossy' | 'broken' | 'denied' | 'unknown' | 'stale' | 'absent' | 'ghost';
  /** Above the line: what is carried. */
  readonly carries: string;
  /** Below: period and age, or what is wrong. */
  readonly below: string;
}

/** `addSeconds`: time since the report was made, for ages that grow. */
export function hopText(hop: MapHop, addSeconds: number): HopText {
  const { found, carries, role } = hop;
  if (role === 'ghost' || found === undefined) return { tone: 'ghost', carries, below: '' };
  switch (found.health) {
    case 'ok':
      return { tone: 'ok', carries, below: rhythm(hop, addSeconds) };
    case 'degraded':
      return { tone: 'lossy', carries, below: lossText(hop) ?? rhythm(hop, addSeconds) };
    case 'broken':
      return { tone: 'broken', carries, below: role === 'follows' ? 'none' : '' };
    case 'denied':
      return { tone: 'denied', carries, below: 'denied to you' };
    case 'stale':
      return { tone: 'stale', carries, below: rhythm(hop, addSeconds) };
    case 'unknown':
      return { tone: 'unknown', carries, below: 'not looked at' };
    case 'absent':
      return { tone: 'absent', carries: '', below: '' };
  }
}

/** "every 15 s · 7 s", "on demand", "event-driven". */
function rhythm({ found, cadence }: MapHop, addSeconds: number): string {
  const age = found?.ageSeconds === undefined ? undefined : formatShortAge(found.ageSeconds + addSeconds);
  const period = found?.periodSeconds;
  if (period !== undefined) return [`${formatShortAge(period)}`, age].filter(Boolean).join(' · ');
  const word = cadence === 'event-driven' ? 'event-driven' : cadence === 'on-demand' ? 'on demand' : undefined;
  return word ?? age ?? '';
}

/** "2 of 240 lost". */
function lossText({ found }: MapHop): string | undefined {
  if (found?.missed === undefined || found.missed === 0 || found.expected === undefined) return undefined;
  return `${formatOf(found.missed, found.expected)} lost`;
}

/** Spoken name: "/metrics/resource from kubelet to metrics-server, broken, 403 Forbidden". */
export function spokenHop(hop: MapHop): string {
  const text = hopText(hop, 0);
  return [`${hop.carries || 'hop'} from ${hop.from} to ${hop.to}`, hop.found?.health ?? 'not looked at', hop.found?.because ?? text.below]
    .filter(Boolean)
    .join(', ');
}
