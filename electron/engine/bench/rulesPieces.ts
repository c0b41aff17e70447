/** A stretch of a text of rules. */
export interface RulesPiece {
  readonly text: string;
  /** Lines of the whole text before it. */
  readonly linesBefore: number;
}

/** From here on parsing it at once takes longer than others should wait. */
const LARGE = 40_000;
const RULES_A_PIECE = 100;
/** An anchor or alias would lead from piece to piece. */
const ANCHOR = /(?:^|[\s[{,])[&*][^\s\]},]/m;
const FIRST = /^(?:\s*(?:#[^\n]*)?\n)*- /;

/**
 * A long list of rules in pieces of some rules each, so that it can be read bit by bit: where every rule begins with "- " at
 * the left edge nothing of one rule can stand in the next. Any other text is one piece.
 */
export function rulesPieces(text: string): readonly RulesPiece[] {
  if (text.length < LARGE || !FIRST.test(text) || ANCHOR.test(text)) return [{ text, linesBefore: 0 }];
  const lines = text.split('\n');
  const pieces: RulesPiece[] = [];
  let from = 0;
  let rules = 0;
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('- ')) continue;
    rules += 1;
    if (rules % RULES_A_PIECE !== 1 || rules === 1) continue;
    pieces.push({ text: `${lines.slice(from, at).join('\n')}\n`, linesBefore: from });
    from = at;
  }
  return [...pieces, { text: lines.slice(from).join('\n'), linesBefore: from }];
}
