import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Table } from '../../../shared/exports/reportTables';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { useSavable } from '../../ui/savable';
import type { FamilyColumn, FamilySort, ShownFamily } from './familyOrder';
import { useRowKeys } from './virtualKeys';

interface FamilyTableProps {
  readonly families: readonly ShownFamily[];
  /** The component has several expositions: the rows say which. */
  readonly several: boolean;
  readonly sort: FamilySort;
  readonly onSort: (column: FamilyColumn) => void;
  readonly opened: ShownFamily | undefined;
  readonly onOpen: (family: ShownFamily) => void;
}

const ROW = 28;
const words = texts.inspector.metrics;

const COLUMNS: readonly { readonly column: FamilyColumn; readonly head: string; readonly className: string }[] = [
  { column: 'name', head: words.family, className: '' },
  { column: 'type', head: words.type, className: '' },
  { column: 'series', head: words.series, className: 'hs-num' },
  { column: 'unit', head: words.unit, className: 'hs-wide' },
  { column: 'stability', head: words.stability, className: 'hs-wide' },
  { column: 'help', head: words.help, className: 'hs-wide' },
];

/** Families as rows, only those in sight drawn: 20,000 are no more work than 20. */
export function FamilyTable({ families, several, sort, onSort, opened, onOpen }: FamilyTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: families.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
  });
  const keys = useRowKeys(families.length, rows);
  const savable = useSavable(() => ({ name: words.family, table: () => familyRows(families) }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go from row to row wherever in the list the focus is.
    <div ref={box} className="hs-scroll" onKeyDown={keys.onKeyDown}>
      <div className="hs-family hs-family-head">
        {COLUMNS.map(({ column, head, className }) => (
          <SortHead key={column} column={column} head={head} className={className} sort={sort} onSort={onSort} />
        ))}
      </div>
      <div ref={savable} className="hs-virtual" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const family = families[row.index];
          if (family === undefined) return null;
          const isOpen = family.name === opened?.name && family.path === opened.path;
          return (
            <button
              type="button"
              key={`${family.path} ${family.name}`}
              className={isOpen ? 'hs-family hs-family-open' : 'hs-family'}
              style={{ transform: `translateY(${row.start - ROW}px)`, height: ROW }}
              onClick={() => onOpen(isOpen && opened !== undefined ? opened : family)}
              onFocus={() => keys.onFocus(row.index)}
              aria-expanded={isOpen}
              data-row={row.index}
              data-family={family.name}
              tabIndex={keys.tabIndexOf(row.index)}
              title={[family.name, family.help, family.path].filter(Boolean).join('\n')}
            >
              <FamilyCells family={family} several={several} />
            </button>
          );
        })}
      </div>
    </div>
  );
}

function familyRows(families: readonly ShownFamily[]): Table {
  return {
    head: [...COLUMNS.map(({ head }) => head), words.path],
    rows: families.map(({ name, type, series, unit, stability, help, path }) => [name, type, series, unit, stability, help, path]),
  };
}

function FamilyCells({ family, several }: { readonly family: ShownFamily; readonly several: boolean }) {
  const { name, type, series, unit, stability, help, path } = family;
  return (
    <>
      <span className="hs-ellipsis hs-holds-hidden">
        <bdi>{name}</bdi>
        {several ? <span className="hs-hidden"> {path}</span> : null}
      </span>
      <span className="hs-t2 hs-ellipsis">{type ?? words.untyped}</span>
      <span className="hs-num">{formatCount(series)}</span>
      <span className="hs-t2 hs-ellipsis hs-wide">{unit ?? ''}</span>
      <span className="hs-t2 hs-ellipsis hs-wide">{stability ?? ''}</span>
      <span className="hs-t2 hs-ellipsis hs-wide">{help ?? ''}</span>
    </>
  );
}

interface SortHeadProps {
  readonly column: FamilyColumn;
  readonly head: string;
  readonly className: string;
  readonly sort: FamilySort;
  readonly onSort: (column: FamilyColumn) => void;
}

function SortHead({ column, head, className, sort, onSort }: SortHeadProps) {
  const direction = sort.column === column ? sort.direction : undefined;
  const says = words.sort(head, direction);
  return (
    <button type="button" className={`hs-sort ${className}`} onClick={() => onSort(column)} aria-label={says} title={says}>
      {head}
      {direction === undefined ? null : <span aria-hidden="true">{direction === 'up' ? ' ▴' : ' ▾'}</span>}
    </button>
  );
}
