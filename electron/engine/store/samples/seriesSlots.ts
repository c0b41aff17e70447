import { grown, grownSize } from '../../../../shared/exposition/bytes';
import type { SeriesCatalogue } from '../../../../shared/exposition/exposition';
import { sampleKey } from './scrapeTarget';
import type { TargetSamples } from './targetSamples';

const UNKNOWN = -1;

/** The slots of a target's series by the numbers under which its reader knows them: texts are made of a series once. */
export class SeriesSlots {
  private slots = new Int32Array(0);
  private forgotten: number;

  constructor(
    private readonly target: TargetSamples,
    private readonly catalogue: SeriesCatalogue,
  ) {
    this.forgotten = target.names.forgotten;
  }

  /** Whether these are the slots of that target and reader. */
  isOf(target: TargetSamples, catalogue: SeriesCatalogue): boolean {
    return this.target === target && this.catalogue === catalogue;
  }

  /** Before a scrape: slots of series that are no longer kept may have become others'. */
  begin(): void {
    if (this.forgotten === this.target.names.forgotten) return;
    this.forgotten = this.target.names.forgotten;
    this.slots.fill(UNKNOWN);
  }

  slotOf(series: number): number {
    const known = this.slots[series] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    if (series >= this.slots.length) this.slots = grown(this.slots, new Int32Array(grownSize(this.slots.length, series + 1)).fill(UNKNOWN));
    const slot = this.target.slotOf(sampleKey(this.catalogue.nameOf(series), this.catalogue.labelsOf(series)));
    this.slots[series] = slot;
    return slot;
  }
}
