import { create } from 'zustand';
import type { ChartSpan } from '../../shared/contract/chart';
import type { GapCompare } from '../../shared/contract/gapCompare';
import type { GapDetail, GapFrame, GapsIntent } from '../../shared/contract/gaps';
import { shareStructure } from './shareStructure';

export const HOUR_MS = 3_600_000;

/** What of the gaps is on the screen, and what the user chose there. */
export interface Gaps {
  readonly frame: GapFrame | undefined;
  readonly detail: GapDetail | undefined;
  readonly rangeMs: number;
  /** Zooms, the innermost last; empty: live. */
  readonly zooms: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly source: string | undefined;
  readonly order: 'worst' | 'job';
  readonly asTable: boolean;
  /** Id of the gap in the panel. */
  readonly open: string | undefined;
  /** What was read directly beside what was kept, for the open gap; and the series that the user chose for it. */
  readonly compare: GapCompare | undefined;
  readonly compared: string | undefined;
  readonly inSight: readonly string[];
  /** A selector of series to look at beside the targets; empty: none. */
  readonly series: string;
}

export const useGaps = create<Gaps>(() => ({
  frame: undefined,
  detail: undefined,
  rangeMs: HOUR_MS,
  zooms: [],
  source: undefined,
  order: 'worst',
  asTable: false,
  open: undefined,
  compare: undefined,
  compared: undefined,
  inSight: [],
  series: '',
}));

/** While another stretch is asked for, the rows of the one before stay: the keyboard's place is among them. */
export function receiveGaps(frame: GapFrame): void {
  useGaps.setState(({ frame: before }) => {
    const isAsked = frame.asked !== undefined && frame.rows.length === 0 && frame.source === before?.source;
    return { frame: shareStructure(before, isAsked && before !== undefined ? { ...before, asked: frame.asked } : frame) };
  });
}

export function receiveGap(detail: GapDetail | null): void {
  useGaps.setState({ detail: detail ?? undefined });
}

export function receiveGapCompare(compare: GapCompare | null): void {
  useGaps.setState(({ compare: before }) => ({ compare: shareStructure(before, compare ?? undefined) }));
}

/** Nothing of the cluster before stays; what was chosen does. */
export function forgetGaps(): void {
  const nothing = { frame: undefined, detail: undefined, open: undefined, compare: undefined, compared: undefined };
  useGaps.setState({ ...nothing, zooms: [], source: undefined, inSight: [], series: '' });
}

export function spanOfGaps({ rangeMs, zooms }: Pick<Gaps, 'rangeMs' | 'zooms'>): ChartSpan {
  const zoom = zooms[zooms.length - 1];
  return zoom === undefined ? { kind: 'live', ms: rangeMs } : { kind: 'fixed', ...zoom };
}

/** What the engine is to read now. */
export function gapsIntent(gaps: Gaps): GapsIntent {
  const { source, inSight, open, series, compared } = gaps;
  return {
    type: 'gaps',
    span: spanOfGaps(gaps),
    ...(source === undefined ? {} : { source }),
    inSight: inSight.slice(0, 200),
    open: open ?? null,
    ...(open === undefined || compared === undefined ? {} : { compare: compared }),
    ...(series === '' ? {} : { series }),
  };
}

export function chooseGapRange(rangeMs: number): void {
  useGaps.setState({ rangeMs, zooms: [] });
}

export function zoomGaps(fromMs: number, toMs: number): void {
  useGaps.setState(({ zooms }) => ({ zooms: [...zooms, { fromMs, toMs }] }));
}

/** The stretch before the last zoom; whether there was one. */
export function unzoomGaps(): boolean {
  const { zooms } = useGaps.getState();
  useGaps.setState({ zooms: zooms.slice(0, -1) });
  return zooms.length > 0;
}

export function openGap(open: string | undefined): void {
  useGaps.setState(({ open: before, detail }) => ({ open, detail: open === before ? detail : undefined }));
}
