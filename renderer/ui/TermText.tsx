import { Fragment } from 'react';
import type { TermId } from '../../shared/knowledge/glossary';
import { termParts } from '../../shared/knowledge/termParts';
import { openGlossary } from '../store/glossaryStore';
import { texts } from '../texts/catalogue';
import { Icon } from './Icon';
import { WRITTEN_TERMS } from './writtenTerms';

const { terms, about } = texts.glossary;

interface TermTextProps {
  readonly text: string;
  /** The term that the text is about, or those that were marked in the texts before it. */
  readonly leaveOut?: TermId | readonly TermId[] | undefined;
}

/** A text in which each term leads to its entry in the glossary, where it stands first. Not within a button: it is made of some. */
export function TermText({ text, leaveOut }: TermTextProps) {
  const left = leaveOut === undefined ? [] : typeof leaveOut === 'string' ? [leaveOut] : leaveOut;
  return termParts(text, WRITTEN_TERMS, left).map(({ text: part, term }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text are known by their place.
    <Fragment key={at}>
      {term === undefined ? (
        part
      ) : (
        <button
          type="button"
          className="hs-term"
          aria-haspopup="dialog"
          aria-description={terms[term].says}
          data-term={term}
          onClick={() => openGlossary(term)}
        >
          {part}
        </button>
      )}
    </Fragment>
  ));
}

/** Beside a heading that is a term. */
export function TermMark({ term }: { readonly term: TermId }) {
  return (
    <button
      type="button"
      className="hs-button hs-button-bare hs-term-mark"
      aria-haspopup="dialog"
      aria-label={about(terms[term].name)}
      data-term={term}
      onClick={() => openGlossary(term)}
      data-testid="term-mark"
    >
      <Icon name="question" size={13} />
    </button>
  );
}
