import { useRef } from 'react';
import type { TraceLag } from '../../../shared/contract/trace';
import { capital } from '../../../shared/model/capital';
import { formatDuration, formatRatio } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { useWidth } from '../../ui/useWidth';
import { termsAbove } from '../../ui/writtenTerms';
import { LagChart } from './LagChart';
import { binsOf } from './lagScale';

const t = texts.trace;

/** How long a change takes to the end of the way: what is set against what was measured. */
export function LagPanel({ lag }: { readonly lag: TraceLag }) {
  const room = useRef<HTMLDivElement>(null);
  const width = useWidth(room);
  const { head, more } = lagWords(lag);
  return (
    <section className="hs-trace-lag" aria-label={head} data-testid="trace-lag" data-measured={lag.measured !== undefined}>
      <p className="hs-small">
        <b>
          <TermText text={head} />
        </b>{' '}
        <span className="hs-t2">
          <TermText text={more} leaveOut={termsAbove([head, more])[1]} />
        </span>
      </p>
      <div ref={room}>{width === 0 ? null : <LagChart lag={lag} width={width} />}</div>
      <LagTable lag={lag} />
    </section>
  );
}

const seconds = (ms: number) => formatDuration(Math.round(ms / 1000));

function lagWords({ to, measured, because }: TraceLag): { readonly head: string; readonly more: string } {
  if (measured === undefined) return { head: t.notMeasured(to), more: because === undefined ? '' : t.notMeasuredMore(capital(because)) };
  const { bestMs, worstMs, p50Ms, withinMs, edges, coveredMs, waits } = measured;
  const parts = [...waits]
    .sort((a, b) => b.share - a.share)
    .map(({ says, share }) => t.share(says, formatRatio(Math.round(share * 100) / 100)));
  return {
    head: t.reaches(to, seconds(bestMs), seconds(worstMs), seconds(p50Ms)),
    more: [
      ...(parts.length === 0 ? [] : [t.mostWaits(parts.join(', '))]),
      t.within(formatDuration(withinMs / 1000), edges, seconds(coveredMs)),
    ].join(' '),
  };
}

/** The same as rows, for who does not see the picture. */
function LagTable({ lag: { measured, budget } }: { readonly lag: TraceLag }) {
  return (
    <table className="hs-hidden">
      <caption>{t.table}</caption>
      <thead>
        <tr>
          <th>{t.took}</th>
          <th>{t.shareHead}</th>
        </tr>
      </thead>
      <tbody>
        {budget.map(({ id, says, ms }) => (
          <tr key={id}>
            <td>{says}</td>
            <td>{seconds(ms)}</td>
          </tr>
        ))}
        {(measured === undefined ? [] : binsOf(measured)).map(({ fromMs, share }) => (
          <tr key={fromMs}>
            <td>{seconds(fromMs)}</td>
            <td>{formatRatio(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
