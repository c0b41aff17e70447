import type { Health } from '../../../shared/model/health';
import type { ReportEvidence } from '../../../shared/report/schema';

/** One proof as it was when a state changed: the line's text is kept, for the answer itself is soon gone. */
export interface KeptProof extends ReportEvidence {
  readonly lineText?: string;
}

export interface KeptChange {
  readonly atMs: number;
  /** undefined: the first state seen. */
  readonly from: Health | undefined;
  readonly to: Health;
  readonly because?: string;
  readonly proofs: readonly KeptProof[];
}

/** All changes of all cards, members and hops; some thousand members change twice while the first looks come in. */
const CHANGES_KEPT = 20_000;
/** Of one of them. */
const CHANGES_OF_ONE = 200;

/** Changes of state by owner (card id, member id, hop as "from>to"), bounded: who changed most often loses its oldest first. */
export class StateHistory {
  private readonly changes = new Map<string, KeptChange[]>();
  private count = 0;

  constructor(
    private readonly limit = CHANGES_KEPT,
    private readonly limitOfOne = CHANGES_OF_ONE,
    private readonly onNoted: (owner: string, change: KeptChange) => void = () => undefined,
  ) {}

  /** Keeps the state if it is another than the last. `proofs` is asked only then. */
  note(owner: string, atMs: number, to: Health, because: string | undefined, proofs: (first: boolean) => readonly KeptProof[]): boolean {
    const list = this.changes.get(owner) ?? [];
    const last = list[list.length - 1];
    if (last?.to === to) return false;
    const kept = proofs(last === undefined);
    const change = {
      atMs: Math.max(atMs, last?.atMs ?? atMs),
      from: last?.to,
      to,
      proofs: kept,
      ...(because === undefined ? {} : { because }),
    };
    list.push(change);
    this.onNoted(owner, change);
    this.changes.set(owner, list);
    this.count += 1;
    if (list.length > this.limitOfOne) this.cutTo(list, this.limitOfOne);
    if (this.count > this.limit) this.trim();
    return true;
  }

  /** Newest first. */
  of(owner: string, untilMs = Number.POSITIVE_INFINITY): readonly KeptChange[] {
    return (this.changes.get(owner) ?? []).filter(({ atMs }) => atMs <= untilMs).reverse();
  }

  get size(): number {
    return this.count;
  }

  /** The wall clock was set by so much. */
  redate(byMs: number): void {
    for (const list of this.changes.values()) {
      for (const [index, change] of list.entries()) list[index] = { ...change, atMs: change.atMs + byMs };
    }
  }

  private trim(): void {
    const wanted = this.limit * 0.9;
    for (let most = this.limitOfOne / 2; this.count > wanted && most >= 1; most /= 2) {
      for (const list of this.changes.values()) this.cutTo(list, Math.floor(most));
    }
    // More owners than may be kept: those go that changed longest ago.
    const oldest = [...this.changes].sort(([, a], [, b]) => lastMs(a) - lastMs(b));
    for (const [owner, list] of oldest) {
      if (this.count <= wanted) return;
      this.changes.delete(owner);
      this.count -= list.length;
    }
  }

  private cutTo(list: KeptChange[], most: number): void {
    const over = list.length - most;
    if (over <= 0) return;
    list.splice(0, over);
    this.count -= over;
  }
}

function lastMs(list: readonly KeptChange[]): number {
  return list[list.length - 1]?.atMs ?? 0;
}
