import { formatOf, formatShortAge } from '../../shared/model/format';
import { titleOf } from '../store/cardTitle';
import type { MapHop } from '../store/mapModel';
import { texts } from '../texts/catalogue';

/** How a hop is drawn and what stands at it. `tone` chooses line and colour. */
export interface HopText {
  readonly tone: 'ok' | 'lossy' | 'broken' | 'denied' | 'unknown' | 'stale' | 'absent' | 'ghost';
  /** Above the line: what is carried. */
  readonly carries: string;
  /** Below: period and age, or what is wrong. */
  readonly below: string;
  /** The same in less, where the map is small and the gap between two cards holds no more than eight letters. */
  readonly brief?: string;
}

/** `addSeconds`: time since the report was made, for ages that grow. `roomy`: there is room for "every". */
export function hopText(hop: MapHop, addSeconds: number, { roomy = false }: { readonly roomy?: boolean } = {}): HopText {
  const { found, carries, role } = hop;
  if (role === 'ghost' || found === undefined) return { tone: 'ghost', carries, below: '' };
  switch (found.health) {
    case 'ok':
      return { tone: 'ok', carries, below: rhythm(hop, addSeconds, roomy), ...briefRhythm(hop) };
    case 'degraded':
      return { tone: 'lossy', carries, below: lossText(hop) ?? texts.map.degradedHop };
    case 'broken':
      return { tone: 'broken', carries, below: role === 'follows' ? texts.map.noneCarried : '' };
    case 'denied':
      return { tone: 'denied', carries, below: deniedText(hop), brief: texts.map.brief.denied };
    case 'stale':
      return { tone: 'stale', carries, below: rhythm(hop, addSeconds, roomy), ...briefRhythm(hop) };
    case 'unknown':
      return { tone: 'unknown', carries, below: texts.map.notLookedAt, brief: texts.map.brief.unknown };
    case 'absent':
      return { tone: 'absent', carries: '', below: '' };
  }
}

function deniedText({ mayBy }: MapHop): string {
  return mayBy === undefined ? texts.map.deniedToYou : texts.map.deniedButMay(mayBy);
}

function briefRhythm({ found, cadence }: MapHop): { readonly brief?: string } {
  return found?.periodSeconds === undefined && cadence === 'event-driven' ? { brief: texts.map.brief.eventDriven } : {};
}

/** "every 15 s · 7 s", "15 s · 7 s" where room is scarce, "on demand", "event-driven". */
function rhythm(hop: MapHop, addSeconds: number, roomy: boolean): string {
  const age = hop.found?.ageSeconds === undefined ? undefined : formatShortAge(hop.found.ageSeconds + addSeconds);
  const period = periodText(hop, roomy);
  if (hop.found?.periodSeconds !== undefined) return [period, age].filter(Boolean).join(' · ');
  return period ?? age ?? '';
}

/** "every 15 s", "on demand", "event-driven"; undefined: a poll of unknown period. */
export function periodText({ found, cadence }: MapHop, roomy: boolean): string | undefined {
  const period = found?.periodSeconds;
  if (period !== undefined) return roomy ? texts.map.every(formatShortAge(period)) : formatShortAge(period);
  return cadence === 'event-driven' ? texts.map.eventDriven : cadence === 'on-demand' ? texts.map.onDemand : undefined;
}

/** "2 of 240 lost". */
function lossText({ found }: MapHop): string | undefined {
  if (found?.missed === undefined || found.missed === 0 || found.expected === undefined) return undefined;
  return texts.map.lost(formatOf(found.missed, found.expected));
}

/** Spoken name: "/metrics/resource from kubelet to metrics-server, broken, 403 Forbidden". */
export function spokenHop(hop: MapHop): string {
  const text = hopText(hop, 0);
  return [
    texts.map.spokenHop(hop.carries || texts.map.hop, titleOf(hop.from), titleOf(hop.to)),
    hop.found?.health ?? texts.map.notLookedAt,
    hop.found?.because ?? text.below,
  ]
    .filter(Boolean)
    .join(', ');
}
