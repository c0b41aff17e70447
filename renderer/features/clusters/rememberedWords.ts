import type { RememberedCluster } from '../../../shared/contract/clusters';
import { formatClock, formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import type { State } from '../../ui/Glyph';

const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "yesterday 17:02", "3 days ago", "12 Nov", "2 Aug 2025". `zone`: minutes as Date.getTimezoneOffset gives them. */
export function whenWords(atMs: number, nowMs: number, zone: number): string {
  const time = formatClock(atMs, zone).slice(0, 5);
  const days = dayOf(nowMs, zone) - dayOf(atMs, zone);
  if (days <= 0) return texts.clusters.today(time);
  if (days === 1) return texts.clusters.yesterday(time);
  if (days < 7) return texts.clusters.daysAgo(days);
  const date = new Date(atMs - zone * 60_000);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
  return date.getUTCFullYear() === new Date(nowMs - zone * 60_000).getUTCFullYear() ? day : `${day} ${date.getUTCFullYear()}`;
}

function dayOf(atMs: number, zone: number): number {
  return Math.floor((atMs - zone * 60_000) / DAY_MS);
}

/** "v1.35.2, 212 nodes". */
export function sizeWords({ version, nodes }: RememberedCluster): string {
  const count = nodes === undefined ? undefined : texts.clusters.nodes(formatCount(nodes), nodes === 1);
  return [version, count].filter(Boolean).join(', ');
}

/** The last verdict as a state word; undefined: nothing was remembered. */
export function verdictWords(remembered: RememberedCluster | undefined): { readonly state: State; readonly word: string } {
  if (remembered === undefined) return { state: 'unknown', word: texts.clusters.neverOpened };
  const { health } = remembered;
  return health === undefined ? { state: 'unknown', word: texts.clusters.notSeen } : { state: health, word: texts.clusters.states[health] };
}
