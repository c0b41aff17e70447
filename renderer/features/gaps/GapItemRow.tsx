import { memo } from 'react';
import type { GapRow } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { type GapItem, groupText, ownGaps, selectedIn, shownRow } from './gapItems';
import { lengthText, shortLength } from './gapTimes';

const t = texts.gaps;

interface GapItemRowProps {
  readonly item: GapItem;
  readonly index: number;
  readonly top: number;
  /** The keyboard is on it. */
  readonly at: boolean;
  readonly open: string | undefined;
}

/** The head of a job, a target, or those of a job that lost nothing; their lanes are drawn over them (GapLanes.tsx). */
export const GapItemRow = memo(function GapItemRow({ item, index, top, at, open }: GapItemRowProps) {
  if (item.kind === 'group') {
    return (
      <div className="hs-gap-group" role="presentation" style={{ top }}>
        <b className="hs-ellipsis">{item.job}</b>
        <span className="hs-t3 hs-gap-group-count">{groupText(item)}</span>
      </div>
    );
  }
  const row = shownRow(item);
  const selected = selectedIn(item, open);
  return (
    <div
      id={`gap-item-${index}`}
      className={['hs-gap-row', selected ? 'hs-gap-selected' : '', at ? 'hs-gap-at' : ''].filter(Boolean).join(' ')}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-label={rowName(row, item.kind)}
      data-index={index}
      data-state={row.state}
      data-testid={`gap-row-${row.job}-${row.name}`}
      style={{ top }}
      title={row.note}
    >
      <span className="hs-gap-name">
        <Glyph state={row.state} />
        <span className="hs-ellipsis">{row.name}</span>
      </span>
      <span className="hs-gap-number">{formatCount(row.lost)}</span>
      <span className="hs-gap-number hs-t2">{shortLength(row.longestMs)}</span>
    </div>
  );
});

function rowName(row: GapRow, kind: GapItem['kind']): string {
  const name = t.rowName(row.name, row.job, row.state, formatCount(row.lost), formatCount(row.expected));
  const gaps = ownGaps(row);
  const more = gaps.length === 0 || kind !== 'row' ? '' : t.rowGaps(formatCount(gaps.length), lengthText(row.longestMs));
  return `${name}${more}${row.counted === true ? `, ${t.counted}` : ''}${row.note === undefined ? '' : `. ${row.note}`}`;
}
