import type { FromEngine } from '../../../shared/contract/engine';
import type { GapDetail } from '../../../shared/contract/gaps';
import type { Clock } from '../clock';
import type { SampleStore } from '../store/samples/sampleStore';
import { type CompareAsk, compareSources, SIDE_MS } from './gapCompare';
import type { FoundGap } from './gapDetail';
import type { GapReader, Reading } from './gapReader';
import type { GapSession } from './gapSession';
import type { SeriesLook } from './seriesGaps';
import { seriesOfKey } from './seriesRows';

interface Parts {
  readonly session: GapSession;
  readonly clock: Clock;
  readonly samples?: SampleStore;
}

/** What was read last. */
interface Shown {
  readonly reading: Reading;
  readonly reader: GapReader | undefined;
  readonly series?: { readonly looks: readonly SeriesLook[] };
}

/** Lays what was read directly beside what was kept, for the gap that is open: once, and anew with each reading while the gap is. */
export class GapComparing {
  private told = '';

  constructor(
    private readonly parts: Parts,
    private readonly send: (message: FromEngine) => void,
  ) {}

  ofTarget({ gap, target: { known } }: FoundGap, shown: Shown, wanted: string | undefined, signal: AbortSignal): void {
    const ask = { id: gap.id, gap, allLost: gap.openBefore && gap.openAfter, known, wanted };
    this.compare(ask, gap.openAfter, shown, signal);
  }

  ofSeries({ id, key, fromMs, toMs, openAfter }: GapDetail, shown: Shown, wanted: string | undefined, signal: AbortSignal): void {
    const labels = seriesOfKey(shown.series?.looks ?? [], key)?.labels ?? {};
    const target = shown.reading.scan.targets.find(
      ({ known }) =>
        known.job === labels['job'] &&
        known.target.instance === labels['instance'] &&
        known.labels['metrics_path'] === labels['metrics_path'],
    );
    if (target !== undefined) this.compare({ id, gap: { fromMs, toMs }, known: target.known, wanted, labels }, openAfter, shown, signal);
  }

  /** Nothing is open any more. */
  end(): void {
    if (this.told !== '') this.send({ type: 'gap-compare', compare: null });
    this.told = '';
  }

  private compare(ask: CompareAsk, isOpen: boolean, { reader, reading }: Shown, signal: AbortSignal): void {
    const { samples, session, clock } = this.parts;
    if (reader === undefined || samples === undefined) return;
    const { toMs } = reading.scan;
    // What comes after the gap is shown as well.
    const isGrowing = isOpen || toMs < ask.gap.toMs + SIDE_MS;
    const told = JSON.stringify([ask.id, ask.wanted, isGrowing ? toMs : 0]);
    if (told === this.told) return;
    this.told = told;
    void compareSources(ask, { session, samples, source: reader.source, nowMs: clock.now() }, signal).then((compare) => {
      if (this.told !== told) return;
      // The stretch was left while it was asked: the next reading asks again.
      if (signal.aborted) this.told = '';
      else this.send({ type: 'gap-compare', compare });
    });
  }
}
