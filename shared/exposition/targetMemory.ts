import { Catalogue } from './catalogue';
import { MetadataTexts } from './metadata';
import { SeriesMemo } from './seriesMemo';

/** What is kept of one target from scrape to scrape. */
export class TargetMemory {
  readonly series = new SeriesMemo();
  readonly metadata = new MetadataTexts();
  /** The series' names and labels as strings. */
  readonly catalogue = new Catalogue(this.series);

  get heldBytes(): number {
    return this.series.heldBytes + this.metadata.heldBytes;
  }
}
