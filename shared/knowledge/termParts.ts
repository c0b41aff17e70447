/** A stretch of a text; `term`: it is how that term is written there. */
export interface TermPart<Id extends string> {
  readonly text: string;
  readonly term?: Id;
}

/** How terms are written, each way with its term. */
export type WrittenTerms<Id extends string> = readonly (readonly [written: string, term: Id])[];

/**
 * The text in its order, cut where a term stands: each term where it stands first, the longer of two that begin together. No part of a
 * path, of a metric's name or of a longer word is a term.
 */
export function termParts<Id extends string>(
  text: string,
  written: WrittenTerms<Id>,
  leaveOut: readonly Id[] = [],
): readonly TermPart<Id>[] {
  const parts: TermPart<Id>[] = [];
  const seen = new Set<Id>(leaveOut);
  let from = 0;
  for (const match of text.matchAll(patternOf(written))) {
    const term = written.find(([each]) => sameWritten(each, match[0]))?.[1];
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: match[0], term });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...parts, { text: text.slice(from) }] : parts;
}

/** The terms of several texts that are read one after the other, in the order in which they stand there first. */
export function termsIn<Id extends string>(texts: Iterable<string>, written: WrittenTerms<Id>): readonly Id[] {
  const found = new Set<Id>();
  for (const text of texts) for (const { term } of termParts(text, written)) if (term !== undefined) found.add(term);
  return [...found];
}

/** Screens draw the same texts again and again. */
const PATTERNS = new WeakMap<WrittenTerms<string>, RegExp>();

function patternOf(written: WrittenTerms<string>): RegExp {
  const kept = PATTERNS.get(written) ?? makePattern(written);
  PATTERNS.set(written, kept);
  return kept;
}

function makePattern(written: WrittenTerms<string>): RegExp {
  const longestFirst = written.map(([each]) => each).sort((a, b) => b.length - a.length);
  const ways = longestFirst.map((each) => `${eitherCase(each[0] ?? '')}${escaped(each.slice(1))}`);
  return new RegExp(`(?<![\\w/.-])(?:${ways.join('|')})(?![\\w/-]|\\.\\w|://)`, 'g');
}

/** A sentence may begin with it. */
function eitherCase(letter: string): string {
  return `[${escaped(letter.toLowerCase())}${escaped(letter.toUpperCase())}]`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function sameWritten(one: string, other: string): boolean {
  return one.slice(1) === other.slice(1) && one[0]?.toLowerCase() === other[0]?.toLowerCase();
}
