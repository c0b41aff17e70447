import type { GapFrame, GapMark, GapRow } from '../../../shared/contract/gaps';
import type { Table } from '../../../shared/exports/reportTables';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { shape, textShape, tokenOf } from '../../ui/svgShapes';
import { svgFile } from '../../ui/svgText';
import { AXIS_SHARES } from './GapAxis';
import { type GapItem, groupText, shownRow, topsOf } from './gapItems';
import { axisText, clockText, lengthText, shortLength } from './gapTimes';
import { drawLane } from './laneDrawing';
import { type LaneScale, timeAtX, wordedBlocks, xOf } from './laneMarks';
import { svgPen } from './lanePen';
import { stopWords } from './stopWords';
import type { LaneColours } from './useLaneColours';

const t = texts.gaps;
/** Names of the columns and the axis stand above the rows. */
const HEAD = 28;
const NAME = { x: 8, letters: 34 } as const;
const LOST_X = 262;
const LONGEST_X = 340;
const TEXT_Y = 16;

/** Each gap that is a target's own, with its row. */
export function ownOfRows({ rows }: GapFrame): readonly { readonly row: GapRow; readonly gap: GapMark }[] {
  return rows.flatMap((row) => row.gaps.filter(({ ofAll }) => !ofAll).map((gap) => ({ row, gap })));
}

/** Stops of the scraper, then every gap of a target, worst targets first; numbers are not rounded, times RFC 3339. */
export function gapRows(frame: GapFrame): Table {
  return {
    head: Object.values(t.tableHeads),
    rows: [
      ...frame.stops.map((stop) => [t.families.stopped, undefined, momentOf(stop.fromMs), momentOf(stop.toMs), undefined, stopWords(stop)]),
      ...ownOfRows(frame).map(({ row, gap }) => [
        row.name,
        row.job,
        momentOf(gap.fromMs),
        momentOf(gap.toMs),
        gap.missed,
        t.causes[gap.cause],
      ]),
    ],
  };
}

/** All lanes as a picture, also those out of sight, as the window draws them; `left`: where lanes begin. */
export function gapLanesSvg(frame: GapFrame, items: readonly GapItem[], scale: LaneScale, left: number, colours: LaneColours): string {
  const tops = topsOf(items);
  const size = { width: left + scale.width, height: HEAD + (tops[tops.length - 1] ?? 0) };
  const picture = shape('svg', size);
  if (!(picture instanceof SVGSVGElement)) return '';
  const body = shape('g', { transform: `translate(0 ${HEAD})` });
  for (const [at, item] of items.entries()) {
    const row = shape('g', { transform: `translate(0 ${tops[at] ?? 0})` });
    drawItem(row, item, scale, left, colours);
    body.append(row);
  }
  picture.append(headOf(scale, left), body, stopsOf(frame, scale, left, size.height));
  return svgFile(picture, size, { title: t.picture(frame.sourceName, clockText(frame.fromMs), clockText(frame.toMs)) });
}

function headOf(scale: LaneScale, left: number): SVGElement {
  const head = shape('g', {});
  const fill = tokenOf('--hs-text-2');
  head.append(textShape(t.heads.target, { x: NAME.x, y: 18, fill }));
  head.append(textShape(t.heads.lost, { x: LOST_X, y: 18, fill, 'text-anchor': 'end' }));
  head.append(textShape(t.heads.longest, { x: LONGEST_X, y: 18, fill, 'text-anchor': 'end' }));
  for (const { share, anchor } of AXIS_SHARES) {
    const says = axisText(timeAtX(scale, share * scale.width), scale.toMs - scale.fromMs);
    head.append(textShape(says, { x: left + share * scale.width, y: 18, fill, 'text-anchor': anchor }));
  }
  return head;
}

function drawItem(into: SVGElement, item: GapItem, scale: LaneScale, left: number, colours: LaneColours): void {
  if (item.kind === 'group') {
    into.append(textShape(cut(item.job), { x: NAME.x, y: TEXT_Y, 'font-weight': 'bold' }));
    into.append(textShape(groupText(item), { x: left, y: TEXT_Y, fill: tokenOf('--hs-text-3') }));
    return;
  }
  const row = shownRow(item);
  into.append(textShape(cut(row.name), { x: NAME.x, y: TEXT_Y }));
  into.append(textShape(formatCount(row.lost), { x: LOST_X, y: TEXT_Y, 'text-anchor': 'end' }));
  into.append(textShape(shortLength(row.longestMs), { x: LONGEST_X, y: TEXT_Y, 'text-anchor': 'end' }));
  const lane = shape('g', { transform: `translate(${left} 0)` });
  drawLane(svgPen(lane, colours.ground), row, wordedBlocks(row.gaps, scale), scale, colours);
  into.append(lane);
}

function stopsOf({ stops }: GapFrame, scale: LaneScale, left: number, height: number): SVGElement {
  const all = shape('g', {});
  for (const stop of stops) {
    const x = left + Math.max(0, xOf(scale, stop.fromMs));
    const width = Math.max(4, left + Math.min(scale.width, xOf(scale, stop.toMs)) - x);
    const band = shape('rect', { x, y: HEAD, width, height: height - HEAD, fill: tokenOf('--hs-hatch'), opacity: 0.45 });
    const says = shape('title', {});
    says.textContent = `${stopWords(stop)} ${clockText(stop.fromMs)}, ${lengthText(stop.toMs - stop.fromMs)}`;
    band.append(says);
    all.append(band);
  }
  return all;
}

function cut(name: string): string {
  const letters = [...name];
  return letters.length > NAME.letters ? `${letters.slice(0, NAME.letters - 1).join('')}…` : name;
}

function momentOf(ms: number): string {
  return new Date(ms).toISOString();
}
