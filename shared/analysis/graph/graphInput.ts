import type { Card, Hop } from '../../model/architecture';
import type { Discovered } from '../../model/component';
import type { Inventory } from '../../model/inventory';
import type { Judgement } from '../../model/judgement';
import type { Observation } from '../../model/observation';

/** What the graph needs of one look at one member (electron/engine/probers/prober.ts, LookResult). */
export interface GraphLook {
  readonly id: string;
  readonly atMs: number;
  readonly judgement: Judgement;
  readonly observations: readonly { readonly name: string; readonly observation: Observation<unknown> }[];
}

export interface GraphInput {
  /** The official picture (shared/model/architecture.ts). */
  readonly cards: readonly Card[];
  readonly hops: readonly Hop[];
  readonly discovered: readonly Discovered[];
  /** The last look at each member, by its id. Who is not in it was not looked at yet. */
  readonly looks: ReadonlyMap<string, GraphLook>;
  readonly inventory: Inventory;
  readonly nowMs: number;
}
