import { formatDuration, formatRatio } from '../../../shared/model/format';
import type { Report } from '../../../shared/report/schema';

type Row = Report['blindSpots'][number];

const MOST_LINES = 40;

export const BLIND_SPOT_HEAD = ['POD', 'STATE', 'FROM', 'LASTED', 'CHANCE AT', 'VERDICT', 'SEE INSTEAD'];

/** What no scrape saw, as rows of a table for a terminal: the newest last. */
export function blindSpotLines({ blindSpots, to }: Report): readonly string[][] {
  const more = blindSpots.length - MOST_LINES;
  const rows = blindSpots.slice(-MOST_LINES).map((row) => lineOf(row, to));
  return more > 0 ? [[`${more} earlier ones: --json has them`], ...rows] : rows;
}

function lineOf({ subject, state, reason, from, to, intervalSeconds, chance, verdict, seeInstead }: Row, reportTo: string): string[] {
  const seconds = Math.max(0, (Date.parse(to ?? reportTo) - Date.parse(from)) / 1_000);
  return [
    subject.replace(/^Pod\//, ''),
    `${state}=${reason ?? ''}`,
    from.slice(11, 19),
    formatDuration(seconds),
    chance === undefined ? '' : `${formatRatio(chance)} at ${intervalSeconds} s`,
    verdict === 'was-missed' ? 'was missed' : 'could not be seen',
    seeInstead,
  ];
}
