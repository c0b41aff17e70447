import { Fragment } from 'react';
import { GLOSSARY, type TermId } from '../../shared/knowledge/glossary';
import { termParts, type WrittenTerms } from '../../shared/knowledge/termParts';
import { openGlossary } from '../store/glossaryStore';
import { texts } from '../texts/catalogue';
import { Icon } from './Icon';

const { terms, about } = texts.glossary;

const WRITTEN: WrittenTerms<TermId> = GLOSSARY.flatMap(({ id }) =>
  [terms[id].name, ...terms[id].written].map((written) => [written, id] as const),
);

/** A text in which each term leads to its entry in the glossary. `leaveOut`: the term that the text is about. */
export function TermText({ text, leaveOut }: { readonly text: string; readonly leaveOut?: TermId | undefined }) {
  return termParts(text, WRITTEN, leaveOut).map(({ text: part, term }) => (
    <Fragment key={term ?? part}>
      {term === undefined ? (
        part
      ) : (
        <button type="button" className="hs-term" aria-haspopup="dialog" title={about(terms[term].name)} onClick={() => openGlossary(term)}>
          {part}
        </button>
      )}
    </Fragment>
  ));
}

/** Beside a heading that is a term. */
export function TermMark({ term }: { readonly term: TermId }) {
  const says = about(terms[term].name);
  return (
    <button
      type="button"
      className="hs-button hs-button-bare hs-term-mark"
      aria-haspopup="dialog"
      aria-label={says}
      title={says}
      onClick={() => openGlossary(term)}
      data-testid="term-mark"
    >
      <Icon name="question" size={13} />
    </button>
  );
}
