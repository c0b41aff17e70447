import { type RefObject, useMemo, useState } from 'react';
import type { SheetPart } from '../../../shared/contract/doctors';
import { toCsv } from '../../../shared/exports/csv';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { useSavable } from '../../ui/savable';
import { PartHead } from './PartHead';
import { RowLine } from './RowLine';
import { nextSorting, rowsWith, type SheetSorting, sheetCells, sortSheetRows, textOf } from './sheetRows';
import { useWindow } from './useWindow';

const t = texts.doctors;
type TablePart = Extract<SheetPart, { kind: 'table' }>;
/** Fewer are seen at once. */
const SEARCHED_FROM = 6;

interface SheetTableProps {
  readonly part: TablePart;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Rows that can be searched, sorted and copied; of many only those in sight are drawn. */
export function SheetTable({ part, scroller }: SheetTableProps) {
  const { columns, rows, title, says, empty } = part;
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<SheetSorting>();
  const shown = useMemo(() => sortSheetRows(rowsWith(rows, search), sorting), [rows, search, sorting]);
  const hasProof = rows.some(({ proof }) => proof !== undefined);
  return (
    <>
      <PartHead title={title} says={says}>
        {rows.length < SEARCHED_FROM ? null : (
          <>
            <span className="hs-small hs-t2 hs-nowrap" aria-live="polite">
              {t.rows(formatCount(shown.length), formatCount(rows.length))}
            </span>
            <label className="hs-search hs-part-search">
              <Icon name="search" size={13} />
              <input
                type="search"
                placeholder={t.find}
                aria-label={t.findIn(title)}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            </label>
          </>
        )}
        {rows.length === 0 ? null : (
          <>
            <CopyButton text={toCsv(sheetCells(columns, shown))} label={t.csv} />
            <CopyButton text={textOf(columns, shown)} label={t.text} />
          </>
        )}
      </PartHead>
      {rows.length === 0 ? <p className="hs-part-empty hs-t2">{empty}</p> : null}
      {rows.length > 0 && shown.length === 0 ? (
        <p className="hs-part-empty">
          {t.noRow(search)}{' '}
          <button type="button" className="hs-link" onClick={() => setSearch('')}>
            {t.clear}
          </button>
        </p>
      ) : null}
      {shown.length === 0 ? null : (
        <Rows part={part} shown={shown} sorting={sorting} onSort={setSorting} hasProof={hasProof} scroller={scroller} />
      )}
    </>
  );
}

interface RowsProps extends SheetTableProps {
  readonly shown: TablePart['rows'] | readonly TablePart['rows'][number][];
  readonly sorting: SheetSorting | undefined;
  readonly onSort: (next: SheetSorting | undefined) => void;
  readonly hasProof: boolean;
}

function Rows({ part, shown, sorting, onSort, hasProof, scroller }: RowsProps) {
  const { columns, title } = part;
  const { body, from, to, before, after } = useWindow(shown.length, scroller);
  const width = columns.length + Number(hasProof);
  const savable = useSavable(() => ({ name: title, table: () => sheetCells(columns, shown) }));
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <table ref={savable} className="hs-sheet-table" aria-label={title} aria-rowcount={shown.length + 1}>
      <colgroup>
        {columns.map(({ id, share }) => (
          <col key={id} style={{ width: `${(share / all) * 100}%` }} />
        ))}
        {hasProof ? <col className="hs-proof-column" /> : null}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map(({ id, title: words, look }, at) => (
            <Head key={id} at={at} words={words} look={look} sorting={sorting} onSort={onSort} />
          ))}
          {hasProof ? <th scope="col">{t.proofColumn}</th> : null}
        </tr>
      </thead>
      <tbody ref={body}>
        {before === 0 ? null : (
          <tr style={{ height: before }}>
            <td colSpan={width} />
          </tr>
        )}
        {shown.slice(from, to).map((row, at) => (
          <RowLine key={row.id} row={row} columns={columns} index={from + at} hasProof={hasProof} />
        ))}
        {after === 0 ? null : (
          <tr style={{ height: after }}>
            <td colSpan={width} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface HeadProps {
  readonly at: number;
  readonly words: string;
  readonly look: TablePart['columns'][number]['look'];
  readonly sorting: SheetSorting | undefined;
  readonly onSort: (next: SheetSorting | undefined) => void;
}

function Head({ at, words, look, sorting, onSort }: HeadProps) {
  const sorted = sorting?.column === at ? (sorting.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={sorted ?? 'none'} className={look === 'number' ? 'hs-cell-number' : undefined}>
      <button type="button" onClick={() => onSort(nextSorting(sorting, at, look))}>
        {words}
        <span className={sorted === undefined ? 'hs-sort-hidden' : undefined}>
          <Icon name={sorted === 'descending' ? 'down' : 'up'} size={10} />
        </span>
      </button>
    </th>
  );
}
