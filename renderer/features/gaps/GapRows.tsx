import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GapFrame } from '../../../shared/contract/gaps';
import { openGap, useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { useSavable } from '../../ui/savable';
import { useWidth } from '../../ui/useWidth';
import { GapAxis } from './GapAxis';
import { GapItemRow } from './GapItemRow';
import { GapLanes } from './GapLanes';
import { GapOverlay } from './GapOverlay';
import { gapLanesSvg, gapRows } from './gapFile';
import { gapItems, ownGaps, topsOf } from './gapItems';
import { onGapKey } from './gapKeys';
import { type LaneScale, timeAtX } from './laneMarks';
import { useBrush } from './useBrush';
import { useLaneColours } from './useLaneColours';

const t = texts.gaps;
/** Names, lost, longest, and what stands around them: lanes begin here. */
export const LANE_LEFT = 360;
const LANE_RIGHT = 18;
/** A gap this near to the pointer is meant. */
const NEAR_PX = 5;

/** Targets by job with their lanes; only rows in sight are drawn. */
export function GapRows({ frame }: { readonly frame: GapFrame }) {
  const scroll = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const order = useGaps((gaps) => gaps.order);
  const open = useGaps((gaps) => gaps.open);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(1);
  const items = useMemo(() => gapItems(frame, order, unfolded), [frame, order, unfolded]);
  const tops = useMemo(() => topsOf(items), [items]);
  const scale: LaneScale = useMemo(
    () => ({ fromMs: frame.fromMs, toMs: frame.toMs, width: Math.max(40, width - LANE_LEFT - LANE_RIGHT) }),
    [frame.fromMs, frame.toMs, width],
  );
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: useCallback((index: number) => (tops[index + 1] ?? 0) - (tops[index] ?? 0), [tops]),
    // Another function measures all rows anew.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  useInSight(
    items,
    shown.map(({ index }) => index),
  );
  const unfold = (job: string) => setUnfolded((before) => new Set([...before, job]));
  const goTo = (index: number) => {
    setAt(index);
    virtual.scrollToIndex(index);
  };
  const { brush, handlers } = useBrush(body, scale, LANE_LEFT, (x, target) => {
    body.current?.focus({ preventScroll: true });
    const index = target instanceof Element ? Number(target.closest('[data-index]')?.getAttribute('data-index') ?? -1) : -1;
    const item = items[index];
    if (item === undefined || item.kind === 'group') return openStopAt(frame, scale, x);
    setAt(index);
    if (item.kind === 'fold') return x < 0 ? unfold(item.job) : openStopAt(frame, scale, x);
    const near = x < 0 ? undefined : nearestGap(ownGaps(item.row), scale, x);
    if (near !== undefined) openGap(near);
    else if (!openStopAt(frame, scale, x) && x < 0) openGap(ownGaps(item.row)[0]?.id);
    return true;
  });
  const colours = useLaneColours();
  const savable = useSavable((picture) => ({
    name: t.name,
    table: () => gapRows(frame),
    picture,
    svg: () => gapLanesSvg(frame, items, scale, LANE_LEFT, colours),
  }));
  const active = items[at] === undefined ? undefined : `gap-item-${at}`;
  return (
    <div ref={savable} className="hs-gap-rows" data-testid="gap-rows">
      <GapAxis scale={scale} />
      <div ref={scroll} className="hs-gap-scroll">
        <div
          ref={body}
          className="hs-gap-body"
          role="listbox"
          tabIndex={0}
          aria-label={t.lanesName}
          aria-description={t.rowsHint}
          aria-activedescendant={active}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={(event) => onGapKey(event, { items, at, goTo, unfold })}
          {...handlers}
        >
          {shown.map(({ index, start }) => {
            const item = items[index];
            return item === undefined ? null : (
              <GapItemRow key={item.key} item={item} index={index} top={start} at={index === at} open={open} />
            );
          })}
          <GapLanes items={items} tops={tops} first={shown[0]?.index ?? 0} last={shown.at(-1)?.index ?? -1} scale={scale} open={open} />
          <GapOverlay frame={frame} scale={scale} brush={brush} />
        </div>
      </div>
    </div>
  );
}

function nearestGap(gaps: GapFrame['rows'][number]['gaps'], scale: LaneScale, x: number): string | undefined {
  const [from, to] = [timeAtX(scale, x - NEAR_PX), timeAtX(scale, x + NEAR_PX)];
  return gaps.find((gap) => gap.toMs >= from && gap.fromMs <= to)?.id;
}

function openStopAt({ stops }: GapFrame, scale: LaneScale, x: number): boolean {
  if (x < 0) return false;
  const [from, to] = [timeAtX(scale, x - NEAR_PX), timeAtX(scale, x + NEAR_PX)];
  const stop = stops.find(({ fromMs, toMs }) => toMs >= from && fromMs <= to);
  if (stop !== undefined) openGap(stop.id);
  return stop !== undefined;
}

/** Tells the store which rows are on the screen: of thousands only those are read scrape by scrape. */
function useInSight(items: ReturnType<typeof gapItems>, indexes: readonly number[]): void {
  const keys = indexes.flatMap((index) => {
    const item = items[index];
    if (item?.kind === 'row') return [item.row.key];
    return item?.kind === 'fold' ? [item.first.key] : [];
  });
  const joined = keys.join('\n');
  useEffect(() => {
    const timer = setTimeout(() => useGaps.setState({ inSight: joined === '' ? [] : joined.split('\n') }), 300);
    return () => clearTimeout(timer);
  }, [joined]);
}
