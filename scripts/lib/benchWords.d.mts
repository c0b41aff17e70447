interface Wanted {
  readonly sections: Set<string>;
  readonly lookSizes: number[];
  readonly mapSizes: number[];
  readonly minutes: number;
  /** A kubeconfig: the history's recordings are made anew from its cluster. */
  readonly recordFrom?: string;
}
export function parseBenchWords(words: readonly string[]): Wanted | { readonly wrong: string };
