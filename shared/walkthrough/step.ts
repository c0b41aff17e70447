/** What a step points at: a card or hop of the map, or a screen of the rail. */
export type Target =
  | { readonly at: 'card'; readonly card: string }
  | { readonly at: 'hop'; readonly from: string; readonly to: string }
  | { readonly at: 'screen'; readonly screen: string };

/** Whose request and answer a step shows: the first one kept whose path ends so, or has this within; `find`: a word of the line to begin at. */
export interface ShownProof {
  readonly of: Exclude<Target, { at: 'screen' }>;
  readonly path?: string;
  readonly within?: string;
  readonly find?: string;
}

/** What the reader does in the window; `isDone` (tasks.ts) checks it. */
export type Task =
  | { readonly kind: 'open-card'; readonly card: string }
  | { readonly kind: 'open-hop'; readonly from: string; readonly to: string }
  | { readonly kind: 'open-tab'; readonly card: string; readonly tab: string }
  /** A raw answer whose request ends so. */
  | { readonly kind: 'read-answer'; readonly path: string }
  /** Only the path of this card stands out. */
  | { readonly kind: 'light-path'; readonly card: string }
  /** The member of this card whose data is oldest. */
  | { readonly kind: 'open-oldest'; readonly card: string }
  /** A screen of the rail, at this part of it where it has parts. */
  | { readonly kind: 'show-part'; readonly screen: string; readonly part?: string };

/** One step; its words stand beside the window's other texts, by its id. `source`: who says what it tells. */
export interface Step<Id extends string = string> {
  readonly id: Id;
  readonly points: Target;
  readonly proof: ShownProof;
  readonly task: Task;
  readonly source: string;
}

export interface Chapter<Id extends string = string, StepId extends string = string> {
  readonly id: Id;
  readonly steps: readonly Step<StepId>[];
}
