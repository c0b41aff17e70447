import { create } from 'zustand';
import { GLOSSARY, type TermId } from '../../shared/knowledge/glossary';

/** The term that the glossary is open at; undefined: it is closed. */
export const useGlossary = create<{ readonly term: TermId | undefined }>(() => ({ term: undefined }));

/** Opens the glossary, at its beginning where no term is told. */
export function openGlossary(term: TermId = GLOSSARY[0].id): void {
  useGlossary.setState({ term });
}

export function closeGlossary(): void {
  useGlossary.setState({ term: undefined });
}
