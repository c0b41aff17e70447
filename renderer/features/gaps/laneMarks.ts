import type { GapMark } from '../../../shared/contract/gaps';
import { texts } from '../../texts/catalogue';

export interface LaneScale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}

/** A gap is never narrower than this. */
const LEAST_PX = 4;
/** Narrower than this the count is left out. */
const COUNT_PX = 20;
/** Between a block and its word. */
const WORD_GAP_PX = 6;

export interface LaneBlock {
  readonly id: string;
  readonly x: number;
  readonly width: number;
  readonly cause: GapMark['cause'];
  readonly count?: string;
  /** Where the cause's word stands, if it fits nowhere else than over another block it is left out. */
  readonly word?: { readonly x: number; readonly align: 'left' | 'right'; readonly text: string };
}

export function xOf({ fromMs, toMs, width }: LaneScale, atMs: number): number {
  return toMs > fromMs ? ((atMs - fromMs) / (toMs - fromMs)) * width : 0;
}

export function timeAtX({ fromMs, toMs, width }: LaneScale, x: number): number {
  return fromMs + (Math.min(width, Math.max(0, x)) / Math.max(1, width)) * (toMs - fromMs);
}

/** A target's own gaps as blocks; each word stands on the side with more space, and once for neighbours of one cause. */
export function laneBlocks(
  gaps: readonly GapMark[],
  scale: LaneScale,
  wordOf: (cause: GapMark['cause']) => string,
  measure: (text: string) => number,
): readonly LaneBlock[] {
  const own = gaps.filter(({ ofAll, fromMs, toMs }) => !ofAll && toMs >= scale.fromMs && fromMs <= scale.toMs);
  const boxes = own.map((gap) => {
    const from = Math.max(0, xOf(scale, gap.fromMs));
    const to = Math.min(scale.width, xOf(scale, gap.toMs));
    const width = Math.max(LEAST_PX, to - from);
    return { gap, x: Math.min(from, scale.width - width), width };
  });
  let worded: GapMark['cause'] | undefined;
  let wordEnd = 0;
  return boxes.map(({ gap, x, width }, i) => {
    const block = { id: gap.id, x, width, cause: gap.cause, ...(width > COUNT_PX ? { count: String(gap.missed) } : {}) };
    if (worded === gap.cause) return block;
    const text = wordOf(gap.cause);
    const need = measure(text) + WORD_GAP_PX * 2;
    const before = boxes[i - 1];
    const left = x - Math.max(wordEnd, before === undefined ? 0 : before.x + before.width);
    const right = (boxes[i + 1]?.x ?? scale.width) - (x + width);
    const align = right >= need || right >= left ? 'left' : 'right';
    // No room beside it: inside, where it fits there.
    if (Math.max(left, right) < need) return width > need + COUNT_PX * 2 ? { ...block, count: `${gap.missed}, ${text}` } : block;
    worded = gap.cause;
    wordEnd = align === 'left' ? x + width + need : x;
    return { ...block, word: { x: align === 'left' ? x + width + WORD_GAP_PX : x - WORD_GAP_PX, align, text } };
  });
}

/** Wide enough for any face: words are left out rather than drawn over each other. */
const CHARACTER_PX = 6.6;

/** The blocks with the words of the window. */
export function wordedBlocks(gaps: readonly GapMark[], scale: LaneScale): readonly LaneBlock[] {
  return laneBlocks(
    gaps,
    scale,
    (cause) => texts.gaps.causes[cause],
    (text) => text.length * CHARACTER_PX,
  );
}

/** Times between which scrapes are drawn as a bar: the stretch without its gaps. */
export function coveredSpans(gaps: readonly GapMark[], { fromMs, toMs }: LaneScale): readonly (readonly [fromMs: number, toMs: number])[] {
  const spans: (readonly [number, number])[] = [];
  let at = fromMs;
  for (const gap of [...gaps].sort((a, b) => a.fromMs - b.fromMs)) {
    if (gap.fromMs > at) spans.push([at, Math.min(gap.fromMs, toMs)]);
    at = Math.max(at, gap.toMs);
  }
  if (at < toMs) spans.push([at, toMs]);
  return spans;
}
