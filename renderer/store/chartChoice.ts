import { create } from 'zustand';
import { type ChartSpan, OWN_LOOKS } from '../../shared/contract/chart';

/** How far back charts go, with the words of the picker. */
export const RANGES = [
  { words: '5 m', ms: 5 * 60_000 },
  { words: '15 m', ms: 15 * 60_000 },
  { words: '1 h', ms: 3_600_000 },
  { words: '6 h', ms: 6 * 3_600_000 },
  { words: '24 h', ms: 24 * 3_600_000 },
  { words: '7 d', ms: 7 * 86_400_000 },
  { words: '30 d', ms: 30 * 86_400_000 },
] as const;

/** A stretch that stands still: the charts were paused, or zoomed into. */
export interface FixedStretch {
  readonly why: 'paused' | 'zoomed';
  readonly fromMs: number;
  readonly toMs: number;
}

/** What all charts show. `fixed`: the last one is shown, the ones before it are the way back; none: live. */
export interface ChartChoice {
  readonly rangeMs: number;
  readonly source: string;
  readonly fixed: readonly FixedStretch[];
}

/** Nearer than this is no stretch: a click, not a drag. */
const SHORTEST_ZOOM_MS = 2_000;
const FIRST_RANGE_MS = 15 * 60_000;

export const useChartChoice = create<ChartChoice>(() => ({ rangeMs: FIRST_RANGE_MS, source: OWN_LOOKS, fixed: [] }));

/** Another cluster has another Prometheus and another past; the range is the user's. */
export function forgetChartSource(): void {
  useChartChoice.setState({ source: OWN_LOOKS, fixed: [] });
}

/** Another range; paused charts keep their end, a zoom is left. */
export function chooseRange(rangeMs: number): void {
  useChartChoice.setState(({ fixed }) => {
    const [paused] = fixed.filter(({ why }) => why === 'paused');
    return { rangeMs, fixed: paused ? [{ ...paused, fromMs: paused.toMs - rangeMs }] : [] };
  });
}

export function chooseChartSource(source: string): void {
  useChartChoice.setState({ source });
}

/** Charts stand still at this end; looking goes on. */
export function pauseCharts(toMs: number): void {
  useChartChoice.setState(({ rangeMs }) => ({ fixed: [{ why: 'paused', fromMs: toMs - rangeMs, toMs }] }));
}

/** Shows only from one moment to the other, in whichever order they come. */
export function zoomCharts(oneMs: number, otherMs: number): void {
  const fromMs = Math.round(Math.min(oneMs, otherMs));
  const toMs = Math.round(Math.max(oneMs, otherMs));
  if (toMs - fromMs < SHORTEST_ZOOM_MS) return;
  useChartChoice.setState(({ fixed }) => ({ fixed: [...fixed, { why: 'zoomed', fromMs, toMs }] }));
}

/** Takes back the last zoom or the pause; false when charts are live already. */
export function zoomBack(): boolean {
  const { fixed } = useChartChoice.getState();
  if (fixed.length === 0) return false;
  useChartChoice.setState({ fixed: fixed.slice(0, -1) });
  return true;
}

/** Takes back the last zoom; false when there is none. */
export function leaveZoom(): boolean {
  const { fixed } = useChartChoice.getState();
  return fixed[fixed.length - 1]?.why === 'zoomed' && zoomBack();
}

export function chartsLive(): void {
  useChartChoice.setState({ fixed: [] });
}

export function spanOf({ rangeMs, fixed }: ChartChoice): ChartSpan {
  const last = fixed[fixed.length - 1];
  return last === undefined ? { kind: 'live', ms: rangeMs } : { kind: 'fixed', fromMs: last.fromMs, toMs: last.toMs };
}
