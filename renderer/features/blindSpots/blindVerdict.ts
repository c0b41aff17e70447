import type { BlindPage } from '../../../shared/contract/blindSpots';
import { formatClock, formatCount, formatDuration, formatRatio } from '../../../shared/model/format';
import type { ScreenVerdict } from '../../store/screenVerdict';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';

const t = texts.blindSpots;

/** The one sentence of the screen. */
export function blindVerdict(page: BlindPage, zoneOffsetMinutes: number): ScreenVerdict {
  const { summary, source, watchedFromMs } = page;
  if (source.kind === 'none') return { state: 'unknown', says: t.noScrapes, more: `${sentence(source.says)} ${source.remedy}`, aside: '' };
  const clock = (ms: number): string => formatClock(ms, zoneOffsetMinutes);
  if (page.held === 'none') return { state: 'unknown', says: t.heldNone(clock(page.asOfMs)), more: t.heldNoneMore, aside: '' };
  const then = page.held === 'kept';
  const interval = formatDuration(page.intervalMs / 1_000);
  const lost = summary.unseen + summary.missed;
  const says = then ? t.held(clock(page.fromMs), clock(page.asOfMs)) : t.sure(interval);
  const more = source.kind === 'own-looks' ? `${says} ${t.ownLooks(source.because)}` : says;
  const aside = t.aside(formatCount(summary.changes), formatCount(lost));
  if (summary.changes === 0)
    return {
      state: 'ok',
      says: then ? t.noChangesHeld : t.noChanges,
      more: watchedFromMs === undefined ? '' : t.noChangesMore(clock(watchedFromMs)),
      aside: '',
    };
  if (lost === 0) return { state: 'ok', says: then ? t.allSeenHeld : t.allSeen, more, aside };
  return { state: 'degraded', says: (then ? t.shareHeld : t.share)(formatRatio(lost / summary.changes)), more, aside };
}
