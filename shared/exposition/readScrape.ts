import { NEWLINE } from './bytes';
import type { Catalogue } from './catalogue';
import type { Exemplar, ExposedLine, Family, ReadExposition, Sample, SampleColumns } from './exposition';
import type { Scrape } from './targetReader';
import { decodeUtf8 } from './utf8';

/** Of a name: not asked yet, wanted, not wanted. */
const UNASKED = 0;
const WANTED = 1;
const UNWANTED = 2;

/** One scrape as an exposition: strings and objects are made of the samples that somebody asks for. */
export class ReadScrape implements ReadExposition {
  private familiesMade: ReadonlyMap<string, Family> | undefined;
  private countsMade: ReadonlyMap<string, number> | undefined;

  /** `places`: where the samples' lines begin in the bytes. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly scrape: Scrape,
    readonly catalogue: Catalogue,
    private readonly places: () => Int32Array | undefined,
  ) {}

  get columns(): SampleColumns {
    return this.scrape;
  }

  get families(): ReadonlyMap<string, Family> {
    this.familiesMade ??= this.scrape.families();
    return this.familiesMade;
  }

  get sampleCount(): number {
    return this.scrape.count;
  }

  get exemplars(): readonly Exemplar[] {
    return this.scrape.exemplars;
  }

  *samples(): Generator<Sample> {
    for (let at = 0; at < this.scrape.count; at++) yield this.sampleAt(at);
  }

  *samplesNamed(wanted: (name: string) => boolean): Generator<Sample> {
    const { scrape, catalogue } = this;
    const asked = new Uint8Array(catalogue.nameCount);
    for (let at = 0; at < scrape.count; at++) {
      const series = scrape.series[at] ?? 0;
      const name = catalogue.nameIdOf(series);
      if (asked[name] === UNASKED) asked[name] = wanted(catalogue.nameOf(series)) ? WANTED : UNWANTED;
      // The name of such a series stands between its braces: each may have another.
      const isIn = catalogue.isNamedInside(series) ? wanted(catalogue.nameOf(series)) : asked[name] === WANTED;
      if (isIn) yield this.sampleAt(at);
    }
  }

  counts(): ReadonlyMap<string, number> {
    this.countsMade ??= this.counted();
    return this.countsMade;
  }

  linesOf(indexes: readonly number[]): ExposedLine[] {
    const places = indexes.length === 0 ? undefined : this.places();
    return places === undefined ? [] : linesAt(this.bytes, places, indexes);
  }

  private sampleAt(at: number): Sample {
    const { series, values, timestampsMs } = this.scrape;
    const id = series[at] ?? 0;
    const sample = { name: this.catalogue.nameOf(id), labels: this.catalogue.labelsOf(id), value: values[at] ?? Number.NaN };
    const timestampMs = timestampsMs?.[at] ?? Number.NaN;
    return Number.isNaN(timestampMs) ? sample : { ...sample, timestampMs };
  }

  private counted(): Map<string, number> {
    const { count, series } = this.scrape;
    const counts = new Map<string, number>();
    let name = '';
    let run = 0;
    for (let at = 0; at < count; at++) {
      const next = this.catalogue.nameOf(series[at] ?? 0);
      if (next !== name) {
        if (run > 0) counts.set(name, (counts.get(name) ?? 0) + run);
        name = next;
        run = 0;
      }
      run += 1;
    }
    if (run > 0) counts.set(name, (counts.get(name) ?? 0) + run);
    return counts;
  }
}

/** `indexes` ascend. */
function linesAt(bytes: Uint8Array, places: Int32Array, indexes: readonly number[]): ExposedLine[] {
  let line = 1;
  let counted = 0;
  return indexes.map((index) => {
    const place = places[index] ?? 0;
    for (let at = bytes.indexOf(NEWLINE, counted); at !== -1 && at < place; at = bytes.indexOf(NEWLINE, counted)) {
      line += 1;
      counted = at + 1;
    }
    const end = bytes.indexOf(NEWLINE, place);
    return { line, text: decodeUtf8(bytes, counted, end === -1 ? bytes.length : end) };
  });
}
