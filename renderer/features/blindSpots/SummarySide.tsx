import type { BlindPage } from '../../../shared/contract/blindSpots';
import { formatClock, formatCount, formatDuration, formatRatio } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';

const t = texts.blindSpots;
const MOST_REASONS = 6;

/** The cluster's last hour: what was lost by reason, and what another interval would change. */
export function SummarySide({ page }: { readonly page: BlindPage }) {
  const { summary, watchedFromMs, fromMs, dropped } = page;
  const began =
    watchedFromMs !== undefined && watchedFromMs > fromMs ? `, ${t.since(formatClock(watchedFromMs, zoneOffsetMinutes()))}` : '';
  const title = page.held === undefined ? t.cluster : t.clusterHeld(formatClock(page.asOfMs, zoneOffsetMinutes()));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is higher than the window it is scrolled by keys
    <aside className="hs-blind-side" aria-label={title} tabIndex={0}>
      <section>
        <h2>{title}</h2>
        <p className="hs-micro hs-t3">
          <TermText text={`${t.byReason}${began}`} />
        </p>
        <Reasons reasons={summary.byReason} />
        {summary.missed > 0 ? (
          <p className="hs-micro hs-t3">
            <TermText text={t.missedOf(formatCount(summary.missed))} />
          </p>
        ) : null}
        {summary.unknown > 0 ? (
          <p className="hs-micro hs-t3">
            <TermText text={t.unknown(formatCount(summary.unknown))} />
          </p>
        ) : null}
        {dropped > 0 ? (
          <p className="hs-micro hs-t3">
            <TermText text={t.dropped(formatCount(dropped))} />
          </p>
        ) : null}
      </section>
      {summary.intervals.length === 0 ? null : <Intervals page={page} />}
      <p className="hs-blind-formula hs-small hs-t2">
        <TermText text={t.formula(formatDuration(Math.round(page.jitterMs) / 1_000))} />
      </p>
    </aside>
  );
}

function Reasons({ reasons }: { readonly reasons: BlindPage['summary']['byReason'] }) {
  const most = Math.max(1, ...reasons.map(({ changes }) => changes));
  const withLost = reasons.filter(({ unseen, missed }) => unseen + missed > 0);
  const named = (withLost.length === 0 ? reasons : withLost).slice(0, MOST_REASONS);
  const others = reasons.filter((each) => !named.includes(each));
  const sum = (of: 'changes' | 'unseen' | 'missed'): number => others.reduce((all, each) => all + each[of], 0);
  return (
    <>
      <ul className="hs-blind-reasons" data-testid="blind-reasons">
        {named.map(({ reason, changes, unseen, missed }) => (
          <li key={reason} className="hs-small">
            <span className="hs-ellipsis">{reason}</span>
            <span className="hs-t2">{t.unseenOf(formatCount(unseen + missed), formatCount(changes))}</span>
            <svg width="100%" height="8" aria-hidden="true">
              <rect className="hs-blind-bar" width={`${(100 * changes) / most}%`} height="8" rx="1" />
              {unseen + missed === 0 ? null : (
                <rect className="hs-blind-unseen" width={`${(100 * (unseen + missed)) / most}%`} height="8" />
              )}
            </svg>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <p className="hs-micro hs-t3">
          {t.otherReasons(others.length, formatCount(sum('unseen') + sum('missed')), formatCount(sum('changes')))}
        </p>
      )}
    </>
  );
}

function Intervals({ page }: { readonly page: BlindPage }) {
  const interval = (seconds: number): string => formatDuration(seconds);
  return (
    <section>
      <h2>{t.another}</h2>
      <p className="hs-micro hs-t3">
        <TermText text={t.anotherHint} />
      </p>
      <table className="hs-blind-intervals" data-testid="blind-intervals">
        <thead>
          <tr>
            <th scope="col">
              <TermText text={t.scrape} />
            </th>
            <th scope="col">{t.seen}</th>
            <th scope="col">
              <TermText text={t.samplesDay} />
            </th>
          </tr>
        </thead>
        <tbody>
          {page.summary.intervals.map(({ seconds, share, now }) => (
            <tr key={seconds} className={now ? 'hs-blind-now' : undefined}>
              <th scope="row">{now ? t.now(interval(seconds)) : interval(seconds)}</th>
              <td>{formatRatio(share)}</td>
              <td>{timesWords(Math.round(page.intervalMs / 1_000) / seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hs-micro hs-t3">
        <TermText text={t.expected} />
      </p>
    </section>
  );
}

const PARTS: readonly (readonly [number, string])[] = [
  [1 / 2, '½'],
  [1 / 3, '⅓'],
  [1 / 4, '¼'],
  [1 / 6, '⅙'],
  [1 / 12, '1⁄12'],
];

/** "3×", "1×", "½". */
function timesWords(factor: number): string {
  const part = PARTS.find(([value]) => Math.abs(value - factor) < 0.01);
  return part?.[1] ?? `${formatCount(factor)}×`;
}
