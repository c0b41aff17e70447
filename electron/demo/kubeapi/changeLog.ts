import type { KubeObject, StoreEvent } from '../objects';

/** One change of the store, with what was there before: a watch with a selector must know whether it matched. */
export interface Change {
  /** The resourceVersion that this change made. */
  readonly revision: number;
  readonly resource: string;
  readonly type: StoreEvent['type'];
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

export type ChangesSince =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  /** The log begins after that revision: a watch from there answers 410 Gone. */
  | { readonly kind: 'gone'; readonly oldest: number };

/**
 * The last changes, oldest first. Bounded like the apiserver's watch cache; revisions are consecutive,
 * so finding one is arithmetic.
 */
export class ChangeLog {
  private changes: Change[] = [];

  constructor(
    private readonly capacity: number,
    private readonly firstRevision: number,
  ) {}

  append(change: Change): void {
    this.changes.push(change);
    // Half as much again may stand before old ones go, so that a change costs no shift of the array.
    if (this.changes.length > this.capacity * 1.5) this.changes = this.changes.slice(-this.capacity);
  }

  since(revision: number): ChangesSince {
    const oldest = this.changes[0]?.revision ?? this.firstRevision + 1;
    if (revision < oldest - 1) return { kind: 'gone', oldest };
    return { kind: 'changes', changes: this.changes.slice(revision - oldest + 1) };
  }
}
