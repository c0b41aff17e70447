import { segmentAt, type Track } from '../../../shared/analysis/history/segments';
import type { Turn } from '../../../shared/analysis/history/turns';
import type { Strip, TrackSegment } from '../../../shared/contract/engine';
import { formatClock, formatDay } from '../../../shared/model/format';
import { titleOf } from '../../store/cardTitle';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';

export function clockText(atMs: number): string {
  return formatClock(atMs, zoneOffsetMinutes());
}

/** "14:21". */
export function minuteText(atMs: number): string {
  return clockText(atMs).slice(0, 5);
}

const HOUR_MS = 3_600_000;

/** "13:02 to 14:02": the hour that ends then. */
export function hourText(untilMs: number): string {
  return texts.strip.span(minuteText(untilMs - HOUR_MS), minuteText(untilMs));
}

/** The same with its day: "21 Nov 13:02 to 14:02". */
function spanText(untilMs: number): string {
  return `${dayText(untilMs)} ${hourText(untilMs)}`;
}

export function dayText(atMs: number): string {
  return formatDay(atMs, zoneOffsetMinutes());
}

/** "broken, kubelet to metrics-server: 403 Forbidden"; in a gap what that means. */
export function stateText(track: Track, atMs: number): string {
  const segment = segmentAt(track, atMs);
  if (segment === undefined) return texts.strip.gap;
  const reason = reasonText(segment);
  return reason === '' ? texts.strip.states[segment.state] : `${texts.strip.states[segment.state]}, ${reason}`;
}

/** "kubelet to metrics-server: 403 Forbidden", or "". */
export function reasonText({ subject, because }: Pick<TrackSegment, 'subject' | 'because'>): string {
  const who = subject && (subject.kind === 'hop' ? texts.strip.hop(titleOf(subject.from), titleOf(subject.to)) : titleOf(subject.card));
  return [who, because].filter(Boolean).join(': ');
}

/** "core pipeline broke". */
export function turnText({ pipeline, to }: Turn): string {
  return texts.strip.turns[to](texts.strip.tracks[pipeline]);
}

/** What a screen reader says of the time shown: "14:21:40. core: broken. monitoring: ok". */
export function valueText(strip: Strip, atMs: number | undefined): string {
  const words = (track: Track) => stateText(track, atMs ?? track[track.length - 1]?.toMs ?? strip.nowMs);
  const [core, monitoring] = [words(strip.core), words(strip.monitoring)];
  if (atMs === undefined && strip.past) return texts.strip.gone(spanText(strip.nowMs));
  return atMs === undefined ? texts.strip.live(core, monitoring) : texts.strip.at(clockText(atMs), core, monitoring);
}
