import { labelHash, sameLabels } from './labelHash';
import type { Outcome } from './outcome';

type Labels = Readonly<Record<string, string>>;

/** Which of many label sets are the same, without keeping any of them: where hashes meet, both are made again and compared. */
export class Namesakes {
  private readonly firsts = new Map<number, number>();
  /** 1: another has the same labels. */
  private readonly marked: Uint8Array;
  /** All of a label set but one. */
  surplus = 0;

  constructor(
    count: number,
    private readonly outcomeOf: (index: number) => Outcome,
  ) {
    this.marked = new Uint8Array(count);
  }

  get count(): number {
    return this.marked.reduce((sum, one) => sum + one, 0);
  }

  has(index: number): boolean {
    return this.marked[index] === 1;
  }

  take(index: number, labels: Labels): void {
    const hash = labelHash(labels);
    const first = this.firsts.get(hash);
    if (first === undefined) {
      this.firsts.set(hash, index);
      return;
    }
    const outcome = this.outcomeOf(first);
    if (outcome.kind !== 'labels' || !sameLabels(outcome.labels, labels)) return;
    this.marked[first] = 1;
    this.marked[index] = 1;
    this.surplus += 1;
  }
}
