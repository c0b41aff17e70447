interface Wanted {
  readonly sections: Set<string>;
  readonly lookSizes: number[];
  readonly mapSizes: number[];
  readonly minutes: number;
}
export function parseBenchWords(words: readonly string[]): Wanted | { readonly wrong: string };
