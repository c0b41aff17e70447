import type { Labels } from '../../../../shared/promql/labels';
import type { MemorySeries } from '../tsdb/series';

/** What metric_relabel_configs dropped, or the full head refused. */
export const NOT_STORED = 'not-stored';

export type Kept = MemorySeries | typeof NOT_STORED;

/** How far a series that came or went is looked for: a pod has fewer in one family. */
const LOOK_AHEAD = 64;

/**
 * The series of a target by their place in what it exposes. Listeners that do not print give the same labels object for
 * the same series each time (Listener.samplesOf), and most scrapes have the samples of the one before in the same
 * order: then finding a series is two comparisons, and nothing has to be kept but the row itself.
 */
export class Places {
  private names: string[] = [];
  private labels: Labels[] = [];
  private kept: Kept[] = [];
  private at = 0;
  /** The row of this scrape, from the first place on that differs from the last one's. */
  private next: Places | undefined;

  get size(): number {
    return this.names.length;
  }

  begin(): void {
    this.at = 0;
    this.next = undefined;
  }

  /** What the sample was found to be before; undefined: it is to be looked up and put. */
  find(name: string, labels: Labels): Kept | undefined {
    const { at } = this;
    if (this.labels[at] === labels && this.names[at] === name) return this.step(at);
    const until = Math.min(this.size, at + LOOK_AHEAD);
    for (let i = at + 1; i < until; i++) {
      if (this.labels[i] !== labels || this.names[i] !== name) continue;
      this.differs();
      return this.step(i);
    }
    return undefined;
  }

  private step(at: number): Kept | undefined {
    const kept = this.kept[at];
    this.at = at + 1;
    if (this.next !== undefined && kept !== undefined) this.next.push(this.names[at] ?? '', this.labels[at] ?? {}, kept);
    return kept;
  }

  put(name: string, labels: Labels, kept: Kept): void {
    this.differs().push(name, labels, kept);
  }

  private differs(): Places {
    if (this.next !== undefined) return this.next;
    const next = new Places();
    next.names = this.names.slice(0, this.at);
    next.labels = this.labels.slice(0, this.at);
    next.kept = this.kept.slice(0, this.at);
    this.next = next;
    return next;
  }

  private push(name: string, labels: Labels, kept: Kept): void {
    this.names.push(name);
    this.labels.push(labels);
    this.kept.push(kept);
  }

  /** The scrape was taken whole: its row is the one to compare with. */
  end(): void {
    const next = this.next ?? (this.at < this.size ? this.differs() : undefined);
    this.next = undefined;
    if (next === undefined) return;
    this.names = next.names;
    this.labels = next.labels;
    this.kept = next.kept;
  }
}
