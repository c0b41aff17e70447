import { useState } from 'react';
import type { GapFrame } from '../../../shared/contract/gaps';
import { formatDuration } from '../../../shared/model/format';
import { chooseGapRange, HOUR_MS, unzoomGaps, useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { Picker } from '../../ui/Picker';
import { PressedRow } from '../../ui/PressedRow';
import { TermText } from '../../ui/TermText';
import { clockText } from './gapTimes';

const t = texts.gaps;

const RANGES = [
  { words: t.ranges.quarter, value: HOUR_MS / 4 },
  { words: t.ranges.hour, value: HOUR_MS },
  { words: t.ranges.six, value: 6 * HOUR_MS },
  { words: t.ranges.day, value: 24 * HOUR_MS },
] as const;

const ORDERS = [
  { value: 'worst', words: t.worst },
  { value: 'job', words: t.byJob },
] as const;

/** Over the rows: range, source, order, what was learnt, lanes or table. */
export function GapTools({ frame }: { readonly frame: GapFrame | undefined }) {
  const { rangeMs, order, asTable } = useGaps();
  return (
    <div className="hs-gap-tools">
      <h1 className="hs-gap-title">
        <TermText text={t.name} />
      </h1>
      <Picker name={t.range} testId="gap-range" value={rangeMs} choices={RANGES} onChoose={(ms) => chooseGapRange(Number(ms))} />
      <Zoomed />
      <PressedRow
        name={t.order}
        className="hs-gap-order"
        choices={ORDERS}
        chosen={order}
        onChoose={(each) => useGaps.setState({ order: each })}
      />
      <SeriesBox />
      <span className="hs-gap-pace hs-small hs-t2 hs-ellipsis" data-testid="gap-pace">
        {frame?.intervalMs === undefined
          ? ''
          : t.pace(formatDuration(frame.intervalMs / 1_000), formatDuration((frame.jitterMs ?? 0) / 1_000))}
      </span>
      <button
        type="button"
        className="hs-button"
        aria-pressed={asTable}
        data-testid="gap-as-table"
        onClick={() => useGaps.setState({ asTable: !asTable })}
      >
        {t.table}
      </button>
    </div>
  );
}

/** A selector whose series become rows: on Enter, or when it is left. */
function SeriesBox() {
  const [text, setText] = useState(useGaps.getState().series);
  const ask = () => useGaps.setState({ series: text.trim() });
  return (
    <label className="hs-search-box hs-gap-series">
      <Icon name="search" size={13} />
      <input
        type="search"
        placeholder={t.seriesBrief}
        title={t.series}
        aria-label={t.series}
        value={text}
        data-testid="gap-series"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') ask();
        }}
        onBlur={ask}
      />
    </label>
  );
}

function Zoomed() {
  const zoom = useGaps(({ zooms }) => zooms[zooms.length - 1]);
  if (zoom === undefined) return null;
  return (
    <>
      <span className="hs-small hs-nowrap" data-testid="gap-zoomed">
        {t.zoomed(clockText(zoom.fromMs), clockText(zoom.toMs))}
      </span>
      <button type="button" className="hs-button" onClick={() => unzoomGaps()}>
        {t.zoomOut}
      </button>
    </>
  );
}
