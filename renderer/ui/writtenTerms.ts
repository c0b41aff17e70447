import { GLOSSARY, type TermId } from '../../shared/knowledge/glossary';
import { termsIn, type WrittenTerms } from '../../shared/knowledge/termParts';
import { texts } from '../texts/catalogue';

const { terms } = texts.glossary;

/** How each term of the glossary is written in the window's language. */
export const WRITTEN_TERMS: WrittenTerms<TermId> = GLOSSARY.flatMap(({ id }) =>
  [terms[id].name, ...terms[id].written].map((written) => [written, id] as const),
);

/** For texts under one another: of each, the terms that those above it have already. */
export function termsAbove(under: readonly string[]): readonly (readonly TermId[])[] {
  const seen = new Set<TermId>();
  return under.map((text) => {
    const above = [...seen];
    for (const term of termsIn([text], WRITTEN_TERMS)) seen.add(term);
    return above;
  });
}

/** Where the glossary itself is explained and words are written, not read. */
const NOT_READ = '[role="dialog"]:not(.hs-walk), .hs-term-tip, script, style, textarea';

/** The terms that stand on the screen now, in its order: in sentences, names, tables and drawings alike. */
export function termsShown(root: Element = document.body): readonly TermId[] {
  return termsIn(shownTexts(root), WRITTEN_TERMS);
}

function* shownTexts(root: Element): Generator<string> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const blocks = new Map<Element, boolean>();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null) continue;
    const isShown = blocks.get(parent) ?? (parent.closest(NOT_READ) === null && parent.checkVisibility?.() !== false);
    blocks.set(parent, isShown);
    if (isShown) yield node.textContent ?? '';
  }
}
