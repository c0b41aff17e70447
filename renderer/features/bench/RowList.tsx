import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { BenchRow, RulesKind } from '../../../shared/contract/bench';
import { chooseRow, moreRows } from '../../store/benchLink';
import { useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { BenchRowCells } from './BenchRowCells';

const t = texts.bench;
const ROW = 26;
const TALL_ROW = 42;
const NONE: readonly BenchRow[] = [];

/** Series or targets with what becomes of each; only those in sight are drawn. */
export function RowList({ kind }: { readonly kind: RulesKind }) {
  const box = useRef<HTMLDivElement>(null);
  const listed = useBench((bench) => bench.listed);
  const chosen = useBench((bench) => bench.chosen);
  const rows = listed?.rows ?? NONE;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (rows[index]?.after === undefined ? ROW : TALL_ROW),
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index;
  useEffect(() => {
    if (last !== undefined && last >= rows.length - 20) moreRows();
  }, [last, rows.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other heights.
  useEffect(() => virtual.measure(), [rows]);
  const at = rows.findIndex(({ row }) => row === chosen?.row);
  const onKey = (event: KeyboardEvent) => {
    const to = movedTo(event.key, at, rows.length);
    const next = to === undefined ? undefined : rows[to];
    if (to === undefined || next === undefined) return;
    choose(next);
    virtual.scrollToIndex(to);
    event.preventDefault();
  };
  return (
    <div ref={box} className="hs-bench-rows" data-testid="bench-rows">
      {listed !== undefined && rows.length === 0 ? <p className="hs-bench-none hs-t2">{t.nothingFound}</p> : null}
      <div
        className="hs-virtual"
        role="listbox"
        tabIndex={0}
        aria-label={t.list[kind]}
        aria-activedescendant={items.some(({ index }) => index === at) ? `bench-row-${at}` : undefined}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKey}
      >
        {items.map(({ index, start, size }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <BenchRowCells
              key={row.row}
              row={row}
              index={index}
              isChosen={index === at}
              top={start}
              height={size}
              of={rows.length}
              onChoose={choose}
            />
          );
        })}
      </div>
    </div>
  );
}

function choose({ row, text }: BenchRow): void {
  chooseRow(row, text);
}

const PAGE = 12;

function movedTo(key: string, at: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, to));
}
