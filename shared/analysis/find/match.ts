/** A query as words in lower case: all of them must be in what is found, in any order. */
export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * How well `name` answers the words: 0 is best (the name itself), then names that begin so, then those with
 * a part that begins so ("cpu" in "container_cpu_usage"), then those that hold it. A word that stands in
 * `more` only (a namespace, a kind) counts as the last. undefined: a word is in neither.
 */
export function rankOf(words: readonly string[], name: string, more = ''): number | undefined {
  const lowerName = name.toLowerCase();
  const lowerMore = more.toLowerCase();
  let worst = 0;
  for (const word of words) {
    const rank = rankOfWord(word, lowerName) ?? (lowerMore.includes(word) ? IN_MORE : undefined);
    if (rank === undefined) return undefined;
    worst = Math.max(worst, rank);
  }
  return worst;
}

const IN_MORE = 4;

function rankOfWord(word: string, name: string): number | undefined {
  const at = name.indexOf(word);
  if (at === -1) return undefined;
  if (at === 0) return name.length === word.length ? 0 : 1;
  for (let from = at; from !== -1; from = name.indexOf(word, from + 1)) if (!/[\p{L}\p{N}]/u.test(name[from - 1] ?? '')) return 2;
  return 3;
}

/** The best `limit` of those that match, and how many matched: by rank, then the shorter name, then the alphabet. */
export function bestMatches<Thing>(
  things: Iterable<Thing>,
  limit: number,
  rank: (thing: Thing) => number | undefined,
  nameOf: (thing: Thing) => string,
): { readonly best: readonly Thing[]; readonly matched: number } {
  const found: { thing: Thing; rank: number; name: string }[] = [];
  for (const thing of things) {
    const at = rank(thing);
    if (at !== undefined) found.push({ thing, rank: at, name: nameOf(thing) });
  }
  found.sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { best: found.slice(0, limit).map(({ thing }) => thing), matched: found.length };
}

/** Stretches of `text` that the words stand in, in order and apart: what to mark. */
export function markedParts(words: readonly string[], text: string): readonly { readonly text: string; readonly marked: boolean }[] {
  const lower = text.toLowerCase();
  // A letter may change its length in lower case ("İ"): places then do not fit, and nothing is marked.
  if (lower.length !== text.length) return [{ text, marked: false }];
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words)
    for (let at = lower.indexOf(word); word !== '' && at !== -1; at = lower.indexOf(word, at + word.length))
      marked.fill(true, at, at + word.length);
  const parts: { text: string; marked: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const last = parts[parts.length - 1];
    if (last !== undefined && last.marked === marked[at]) last.text += text[at];
    else parts.push({ text: text[at] ?? '', marked: marked[at] ?? false });
  }
  return parts;
}
