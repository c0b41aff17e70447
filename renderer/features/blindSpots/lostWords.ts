import type { BlindLane, BlindPicture, LostState } from '../../../shared/contract/blindSpots';
import { formatDuration, formatRatio } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.blindSpots;

/** One sentence of what was lost: states of one kind, with the signal that does see them. */
export interface LostSentence {
  readonly key: string;
  readonly state: 'broken' | 'degraded';
  readonly says: string;
  readonly more: string;
  readonly instead: LostState['instead'];
  /** The newest of them: where the picture goes. */
  readonly newest: LostState;
}

/** Failures first, then what was longest. */
export function lostSentences({ lanes, asOfMs, goneMs, intervalMs }: BlindPicture): readonly LostSentence[] {
  const endMs = goneMs ?? asOfMs;
  const kinds = new Map<string, { readonly lane: BlindLane; readonly lost: LostState[] }>();
  for (const lane of lanes)
    for (const each of lane.lost) {
      const key = [lane.signal, lane.container, each.reason, each.verdict, each.because].join('/');
      const known = kinds.get(key);
      if (known === undefined) kinds.set(key, { lane, lost: [each] });
      else known.lost.push(each);
    }
  const sentences = [...kinds].map(([key, { lane, lost }]) => sentenceOf(key, lane, lost, endMs, intervalMs));
  return sentences.sort((a, b) => Number(b.state === 'broken') - Number(a.state === 'broken') || b.newest.fromMs - a.newest.fromMs);
}

function sentenceOf(key: string, lane: BlindLane, lost: readonly LostState[], endMs: number, intervalMs: number): LostSentence {
  const newest = lost.reduce((latest, each) => (each.fromMs > latest.fromMs ? each : latest));
  const seconds = lost.map(({ fromMs, toMs = endMs }) => (toMs - fromMs) / 1_000);
  const failed = /terminated/.test(lane.signal) && newest.value !== 'Completed';
  return {
    key,
    state: failed || newest.verdict === 'was-missed' ? 'broken' : 'degraded',
    says: t.because[newest.because](whatOf(lane, newest.reason, seconds)),
    more: moreOf(lane, newest, intervalMs),
    instead: newest.instead,
    newest,
  };
}

/** Few lengths are named one by one, of many the longest. */
function whatOf(lane: BlindLane, reason: string, seconds: readonly number[]): string {
  const [first = 0] = seconds;
  const lengths =
    seconds.length > 3 ? t.longest(formatDuration(Math.max(...seconds))) : seconds.map((each) => formatDuration(each)).join(', ');
  if (seconds.length === 1) return t.lengths(reason, formatDuration(first));
  const everKept = lane.kept.some(({ value }) => value === reason);
  return everKept ? t.some(seconds.length, reason, lengths) : t.all(seconds.length, reason, lengths);
}

function moreOf(lane: BlindLane, { value, chance, because, shownSeconds }: LostState, intervalMs: number): string {
  const parts = [hiddenBy(lane, value)];
  if (because === 'between-scrapes' && chance > 0)
    parts.push(t.chance(formatDuration(shownSeconds), formatDuration(intervalMs / 1_000), formatRatio(chance)));
  return parts.filter(Boolean).join(' ');
}

function hiddenBy({ signal, family, kept }: BlindLane, value: string): string {
  if (family === undefined) return '';
  if (signal === 'deletion') return t.lifeEnds;
  if (signal === 'ready') return value === 'false' && kept.length > 0 && kept.every((run) => run.value === 'true') ? t.readsTrue : '';
  const series = `${family}${labelOf(signal, value)}`;
  const ever = kept.some((run) => run.value === value);
  return !ever && /terminated|waiting/.test(signal) ? t.alertCannot(series) : t.noSample(series);
}

function labelOf(signal: string, value: string): string {
  if (signal === 'phase') return `{phase="${value}"}`;
  return signal === 'unschedulable' ? '' : `{reason="${value}"}`;
}

export function insteadText({ kind, name }: LostState['instead']): string {
  return kind === 'event' ? t.event(name) : name;
}
