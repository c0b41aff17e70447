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
  const interval = formatDuration(page.intervalMs / 1_000);
  const lost = summary.unseen + summary.missed;
  const more = source.kind === 'own-looks' ? `${t.sure(interval)} ${t.ownLooks(source.because)}` : t.sure(interval);
  const aside = t.aside(formatCount(summary.changes), formatCount(lost));
  if (summary.changes === 0)
    return {
      state: 'ok',
      says: t.noChanges,
      more: watchedFromMs === undefined ? '' : t.noChangesMore(formatClock(watchedFromMs, zoneOffsetMinutes)),
      aside: '',
    };
  if (lost === 0) return { state: 'ok', says: t.allSeen, more, aside };
  return { state: 'degraded', says: t.share(formatRatio(lost / summary.changes)), more, aside };
}
