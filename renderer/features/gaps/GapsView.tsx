import { useChoices } from '../../store/choiceStore';
import { useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { GapCompareChart } from './GapCompareChart';
import { GapLegend } from './GapLegend';
import { GapPanel } from './GapPanel';
import { GapRows } from './GapRows';
import { GapTable } from './GapTable';
import { GapTools } from './GapTools';
import './gaps.css';
import { TermText } from '../../ui/TermText';

const t = texts.gaps;

/** What was not scraped: targets by job, worst first, over one axis of time. While it is open the engine reads it (store/gapLink.ts). */
export function GapsView() {
  const frame = useGaps((gaps) => gaps.frame);
  const asTable = useGaps((gaps) => gaps.asTable);
  const rawShown = useChoices(({ answerId }) => answerId !== undefined);
  const rows = frame?.rows.length ?? 0;
  return (
    <section className="hs-gaps" aria-label={t.name} data-testid="gaps" aria-busy={frame === undefined}>
      <div className="hs-gap-page">
        <GapTools frame={frame} />
        {frame === undefined || rows === 0 ? (
          <p className="hs-gap-empty hs-t2">
            <TermText text={frame !== undefined && frame.asked === undefined ? t.empty : ''} />
          </p>
        ) : null}
        {frame !== undefined && rows > 0 ? asTable ? <GapTable frame={frame} /> : <GapRows frame={frame} /> : null}
        <GapLegend />
        <GapCompareChart />
      </div>
      {rawShown ? null : <GapPanel />}
    </section>
  );
}
