import type { Target } from './target';

const SLOT_MS = 1000;

/** Targets by the second in which they are due next: a tick looks at those that are, not at twenty thousand others. */
export class DueList {
  private readonly slots = new Map<number, Target[]>();

  add(target: Target): void {
    const slot = Math.floor(target.dueMs / SLOT_MS);
    const known = this.slots.get(slot);
    if (known === undefined) this.slots.set(slot, [target]);
    else known.push(target);
  }

  /** Takes out what is due up to then, in the order of time. There are no more slots than an interval has seconds. */
  takeDue(nowMs: number): readonly Target[] {
    const due: Target[] = [];
    const until = Math.floor(nowMs / SLOT_MS);
    for (const [slot, targets] of [...this.slots]) {
      if (slot > until) continue;
      this.slots.delete(slot);
      for (const target of targets) {
        if (target.dueMs <= nowMs) due.push(target);
        else this.add(target);
      }
    }
    return due.sort((a, b) => a.dueMs - b.dueMs);
  }
}
