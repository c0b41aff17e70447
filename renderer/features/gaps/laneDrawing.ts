import type { GapRow } from '../../../shared/contract/gaps';
import { type CauseFamily, familyOf } from './causeLook';
import { ROW_HEIGHT } from './gapItems';
import { coveredSpans, type LaneBlock, type LaneScale, xOf } from './laneMarks';
import type { LaneColours } from './useLaneColours';

const TICK = { top: 8, height: 9 };
const BLOCK = { top: 5, height: 15 };
/** Ticks nearer than this are one bar. */
const DENSE_PX = 2;
const TEXT_Y = 16.5;

/** Draws one target's lane on an empty ground: a tick a scrape, gaps as blocks with their count inside and their cause beside. */
export function drawLane(
  canvas: CanvasRenderingContext2D,
  row: Pick<GapRow, 'ticks' | 'gaps' | 'intervalMs' | 'counted'>,
  blocks: readonly LaneBlock[],
  scale: LaneScale,
  colours: LaneColours,
): void {
  drawTicks(canvas, row, scale, colours);
  if (blocks.length === 0) return;
  canvas.font = colours.font;
  for (const block of blocks) drawBlock(canvas, block, colours);
}

function drawTicks(
  canvas: CanvasRenderingContext2D,
  row: Pick<GapRow, 'ticks' | 'gaps' | 'intervalMs' | 'counted'>,
  scale: LaneScale,
  { tick, word }: LaneColours,
): void {
  canvas.globalAlpha = 0.7;
  canvas.fillStyle = tick;
  const apart = (row.intervalMs / Math.max(1, scale.toMs - scale.fromMs)) * scale.width;
  if (row.counted === true) {
    canvas.fillStyle = word;
    canvas.fillRect(0, TICK.top + 4, scale.width, 1);
  } else if (row.ticks !== undefined && apart >= DENSE_PX) {
    for (const atMs of row.ticks) canvas.fillRect(Math.round(xOf(scale, atMs)), TICK.top, 1, TICK.height);
  } else {
    canvas.globalAlpha = 0.45;
    for (const [fromMs, toMs] of coveredSpans(row.gaps, scale))
      canvas.fillRect(xOf(scale, fromMs), TICK.top, xOf(scale, toMs) - xOf(scale, fromMs), TICK.height);
  }
  canvas.globalAlpha = 1;
}

function drawBlock(canvas: CanvasRenderingContext2D, block: LaneBlock, colours: LaneColours): void {
  const family = familyOf(block.cause);
  canvas.clearRect(block.x, 0, block.width, ROW_HEIGHT);
  canvas.beginPath();
  canvas.roundRect(block.x, BLOCK.top, block.width, BLOCK.height, 1.5);
  fillOf(canvas, family, colours);
  if (block.count !== undefined) {
    canvas.fillStyle = family === 'unknown' || family === 'stopped' ? colours.word : colours.onSolid;
    canvas.textAlign = 'center';
    canvas.fillText(block.count, block.x + block.width / 2, TEXT_Y);
  }
  if (block.word === undefined) return;
  canvas.textAlign = block.word.align;
  canvas.lineWidth = 5;
  canvas.lineJoin = 'round';
  canvas.strokeStyle = colours.ground;
  canvas.strokeText(block.word.text, block.word.x, TEXT_Y);
  canvas.fillStyle = colours.word;
  canvas.fillText(block.word.text, block.word.x, TEXT_Y);
}

function fillOf(canvas: CanvasRenderingContext2D, family: CauseFamily, colours: LaneColours): void {
  if (family === 'unknown' || family === 'stopped') {
    canvas.fillStyle = colours.ground;
    canvas.fill();
    canvas.setLineDash(family === 'unknown' ? [2, 2] : []);
    canvas.lineWidth = 1;
    canvas.strokeStyle = colours.unknown;
    canvas.stroke();
    canvas.setLineDash([]);
    return;
  }
  canvas.fillStyle = colours[family];
  canvas.fill();
}
