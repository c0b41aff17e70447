import { seeInstead, seeInsteadText } from '../../../shared/analysis/blindSpots/reasons';
import type { Scrapes, Seen } from '../../../shared/analysis/blindSpots/seen';
import type { JudgedState } from '../../../shared/analysis/blindSpots/summary';
import type { BlindSource } from '../../../shared/contract/blindSpots';
import type { Report } from '../../../shared/report/schema';
import { toTime } from '../session/reportEvidence';

type Row = Report['blindSpots'][number];

/** A Report is read by people too: more than this is a summary's matter. */
const MOST_ROWS = 2_000;

const ASKED = { watch: 'GET /api/v1/pods?watch=1', status: 'GET /api/v1/pods', event: 'GET /api/v1/events' } as const;

/** One row for each change of state that no scrape saw, oldest first; of too many the newest. */
export function blindSpotRows(judged: readonly JudgedState[], source: BlindSource, scrapes: Scrapes): Row[] {
  const rows = judged.flatMap((each) => rowOf(each, source, scrapes) ?? []);
  return rows.sort((a, b) => (a.from < b.from ? -1 : 1)).slice(-MOST_ROWS);
}

function rowOf({ life, state, seen }: JudgedState, source: BlindSource, { intervalMs, toMs: asOfMs }: Scrapes): Row | undefined {
  if (seen.verdict !== 'could-not-be-seen' && seen.verdict !== 'was-missed') return undefined;
  const { signal, value, fromMs, toMs, says, container, proof } = state;
  const at = toTime(state.shown?.fromMs ?? fromMs);
  const scraped = source.kind === 'prometheus' ? `GET /api/v1/query?query=${encodeURIComponent(source.request)}` : undefined;
  return {
    subject: `Pod/${life.namespace}/${life.name}`,
    state: container === undefined ? signal : `${signal} of ${container}`,
    reason: value,
    from: toTime(fromMs),
    ...(toMs === undefined ? {} : { to: toTime(toMs) }),
    intervalSeconds: intervalMs / 1_000,
    verdict: seen.verdict,
    chance: Number(seen.chance.toFixed(3)),
    seeInstead: seeInsteadText(seeInstead(state, life.owner)),
    evidence: [
      { request: ASKED[proof], at, says },
      { ...(scraped === undefined ? {} : { request: scraped }), at: toTime(asOfMs), says: WHY[seen.because] },
    ],
  };
}

const WHY: Readonly<Record<Extract<Seen, { because: string }>['because'], string>> = {
  'between-scrapes': 'no scrape of kube-state-metrics between its begin and its end',
  'never-shown': 'no version of the pod showed it: lastState alone tells of it',
  'no-metric': 'kube-state-metrics has no metric for ephemeral containers',
  'scrape-failed': 'the scrapes that fell into it failed: up is 0',
  'no-scrape': 'no scrape came for longer than an interval and a half',
  'not-kept': 'scrapes fell into it, and no sample of it was kept',
};
