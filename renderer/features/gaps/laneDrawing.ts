import type { GapRow } from '../../../shared/contract/gaps';
import { type CauseFamily, familyOf } from './causeLook';
import { ROW_HEIGHT } from './gapItems';
import { coveredSpans, type LaneBlock, type LaneScale, xOf } from './laneMarks';
import type { BlockLook, LanePen } from './lanePen';
import type { LaneColours } from './useLaneColours';

const TICK = { y: 8, height: 9 };
const BLOCK = { y: 5, height: 15 };
/** Ticks nearer than this are one bar. */
const DENSE_PX = 2;
const TEXT_Y = 16.5;

type Row = Pick<GapRow, 'ticks' | 'gaps' | 'intervalMs' | 'counted'>;

/** Draws one target's lane on an empty ground: a tick a scrape, gaps as blocks with their count inside and their cause beside. */
export function drawLane(pen: LanePen, row: Row, blocks: readonly LaneBlock[], scale: LaneScale, colours: LaneColours): void {
  drawTicks(pen, row, scale, colours);
  for (const block of blocks) drawBlock(pen, block, colours);
}

function drawTicks(pen: LanePen, row: Row, scale: LaneScale, { tick, word }: LaneColours): void {
  const apart = (row.intervalMs / Math.max(1, scale.toMs - scale.fromMs)) * scale.width;
  if (row.counted === true) pen.bar({ x: 0, y: TICK.y + 4, width: scale.width, height: 1 }, word, 0.7);
  else if (row.ticks !== undefined && apart >= DENSE_PX)
    for (const atMs of row.ticks) pen.bar({ ...TICK, x: Math.round(xOf(scale, atMs)), width: 1 }, tick, 0.7);
  else
    for (const [fromMs, toMs] of coveredSpans(row.gaps, scale)) {
      const x = xOf(scale, fromMs);
      pen.bar({ ...TICK, x, width: xOf(scale, toMs) - x }, tick, 0.45);
    }
}

function drawBlock(pen: LanePen, { x, width, cause, count, word }: LaneBlock, colours: LaneColours): void {
  const family = familyOf(cause);
  pen.clear({ x, y: 0, width, height: ROW_HEIGHT });
  pen.block({ ...BLOCK, x, width }, lookOf(family, colours));
  if (count !== undefined) {
    const fill = family === 'unknown' || family === 'stopped' ? colours.word : colours.onSolid;
    pen.words(count, { x: x + width / 2, y: TEXT_Y, align: 'center', fill });
  }
  if (word !== undefined) pen.words(word.text, { x: word.x, y: TEXT_Y, align: word.align, fill: colours.word, halo: colours.ground });
}

function lookOf(family: CauseFamily, colours: LaneColours): BlockLook {
  if (family !== 'unknown' && family !== 'stopped') return { fill: colours[family] };
  return { fill: colours.ground, stroke: colours.unknown, dash: family === 'unknown' ? [2, 2] : [] };
}
