import type { KubeObject } from '../objects';

export type Requirement<T> = (subject: T) => boolean;

export type ParsedSelector<T> =
  | { readonly kind: 'selector'; readonly matches: Requirement<T> }
  | { readonly kind: 'invalid'; readonly message: string };

export class SelectorError {
  constructor(readonly message: string) {}
}

/** Which objects a list or watch is about. */
export type ObjectFilter = Requirement<KubeObject>;
