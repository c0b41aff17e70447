import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { GLOSSARY, type TermId } from '../../shared/knowledge/glossary';
import { texts } from '../texts/catalogue';

const { terms } = texts.glossary;
/** Not for a pointer on its way over a text. */
const HOVER_MS = 350;
/** Long enough to go from the word into its tip. */
const LEAVE_MS = 200;
const FROM_EDGE = 8;
const FROM_WORD = 4;

interface Tip {
  readonly term: TermId;
  readonly word: Element;
}

/** The short entry of the term that the pointer or the keyboard is on. One for the whole window; Esc and leaving close it. */
export function TermTip() {
  const tip = useTip();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (tip !== undefined && box.current !== null) placeBeside(tip.word, box.current);
  }, [tip]);
  if (tip === undefined) return null;
  return (
    // A screen reader has it from the word itself (aria-description).
    <div ref={box} className="hs-term-tip" aria-hidden="true" data-testid="term-tip">
      <b>{terms[tip.term].name}</b> {terms[tip.term].says}
    </div>
  );
}

function useTip(): Tip | undefined {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    let shown: Tip | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: Tip | undefined, afterMs: number) => {
      clearTimeout(timer);
      const now = () => {
        shown = next;
        setTip(next);
      };
      if (afterMs === 0) now();
      else timer = setTimeout(now, afterMs);
    };
    const onOver = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      if (target.closest('.hs-term-tip') !== null) return clearTimeout(timer);
      const next = tipOf(target);
      // Back on its word before the tip went: it stays.
      if (next !== undefined && next.word === shown?.word) clearTimeout(timer);
      else if (next !== undefined) show(next, HOVER_MS);
      else if (shown?.word !== document.activeElement) show(undefined, LEAVE_MS);
    };
    const onFocus = ({ target }: Event) => {
      if (target instanceof Element && target.matches(':focus-visible')) show(tipOf(target), 0);
    };
    const onGone = () => show(undefined, 0);
    const onKey = (event: KeyboardEvent) => {
      if (shown === undefined) return;
      // Esc takes back this one thing only.
      if (event.key === 'Escape') event.stopPropagation();
      if (event.key === 'Escape' || event.key === 'Enter' || event.key === ' ') onGone();
    };
    const heard = [
      ['mouseover', onOver],
      ['focusin', onFocus],
      ['focusout', onGone],
      ['click', onGone],
      ['wheel', onGone],
    ] as const;
    for (const [type, listener] of heard) document.addEventListener(type, listener, { passive: true });
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const [type, listener] of heard) document.removeEventListener(type, listener);
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
  // A word that is drawn anew meanwhile has left.
  return tip?.word.isConnected === true ? tip : undefined;
}

function tipOf(target: Element): Tip | undefined {
  const word = target.closest('.hs-term, .hs-term-mark');
  const term = GLOSSARY.find(({ id }) => id === word?.getAttribute('data-term'))?.id;
  return word === null || term === undefined ? undefined : { term, word };
}

/** Under the word, above it where there is no room; never out of the window. */
function placeBeside(word: Element, box: HTMLElement): void {
  const { left, top, bottom } = word.getClientRects()[0] ?? word.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = box;
  const isUnder = bottom + FROM_WORD + offsetHeight + FROM_EDGE <= window.innerHeight;
  box.style.left = `${Math.max(FROM_EDGE, Math.min(left, window.innerWidth - offsetWidth - FROM_EDGE))}px`;
  box.style.top = `${isUnder ? bottom + FROM_WORD : Math.max(FROM_EDGE, top - offsetHeight - FROM_WORD)}px`;
}
