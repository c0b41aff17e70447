import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { GLOSSARY, type TermId, termOf } from '../../../shared/knowledge/glossary';
import { titleOf } from '../../store/cardTitle';
import { selectCard, showScreen } from '../../store/choiceStore';
import { closeGlossary, openGlossary, useGlossary } from '../../store/glossaryStore';
import { texts } from '../../texts/catalogue';
import { Dialog } from '../../ui/Dialog';
import { giveBack } from '../../ui/giveBack';
import { OutLink } from '../../ui/OutLink';
import { TermText } from '../../ui/TermText';
import { termsShown } from '../../ui/writtenTerms';
import './glossary.css';

const t = texts.glossary;
const BY_NAME: readonly TermId[] = GLOSSARY.map(({ id }) => id).sort((a, b) => t.terms[a].name.localeCompare(t.terms[b].name));
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The words of the field, each with what it means, where it is on the map and who says so. Made anew each time it is opened: what stands on the screen then is named first. */
export function Glossary() {
  const term = useGlossary((glossary) => glossary.term);
  const [before] = useState(() => document.activeElement);
  const [here] = useState(() => new Set(termsShown()));
  useEffect(() => () => giveBack(before), [before]);
  return (
    <Dialog title={t.title} size={720} opened={term !== undefined} onClose={closeGlossary}>
      {term === undefined ? null : (
        <div className="hs-glossary" data-testid="glossary">
          <TermList chosen={term} here={here} />
          <Entry id={term} />
        </div>
      )}
    </Dialog>
  );
}

/** Those that stand on the screen first, then the others. One tab stop; arrows go from term to term. */
function TermList({ chosen, here }: { readonly chosen: TermId; readonly here: ReadonlySet<TermId> }) {
  const list = useRef<HTMLElement>(null);
  const shown = BY_NAME.filter((id) => here.has(id));
  const others = BY_NAME.filter((id) => !here.has(id));
  const order = [...shown, ...others];
  useEffect(() => {
    const button = list.current?.querySelector<HTMLElement>(`[data-term="${chosen}"]`);
    button?.scrollIntoView?.({ block: 'nearest' });
    button?.focus({ preventScroll: true });
  }, [chosen]);
  const onKey = (event: KeyboardEvent) => {
    const next = order[order.indexOf(chosen) + (STEPS[event.key] ?? 0)];
    if (STEPS[event.key] === undefined || next === undefined) return;
    event.preventDefault();
    openGlossary(next);
  };
  return (
    <nav className="hs-glossary-list hs-small" aria-label={t.list} ref={list} onKeyDown={onKey}>
      {shown.length === 0 ? null : <TermGroup name={t.here} terms={shown} chosen={chosen} />}
      <TermGroup name={shown.length === 0 ? undefined : t.others} terms={others} chosen={chosen} />
    </nav>
  );
}

interface TermGroupProps {
  readonly name: string | undefined;
  readonly terms: readonly TermId[];
  readonly chosen: TermId;
}

function TermGroup({ name, terms, chosen }: TermGroupProps) {
  return (
    <>
      {name === undefined ? null : <p className="hs-label hs-glossary-label">{name}</p>}
      {terms.map((id) => (
        <button
          key={id}
          type="button"
          data-term={id}
          data-autofocus={id === chosen ? true : undefined}
          data-here={name === t.here}
          aria-current={id === chosen ? 'true' : undefined}
          tabIndex={id === chosen ? 0 : -1}
          className={id === chosen ? 'hs-glossary-item hs-glossary-on' : 'hs-glossary-item'}
          onClick={() => openGlossary(id)}
        >
          {t.terms[id].name}
        </button>
      ))}
    </>
  );
}

function Entry({ id }: { readonly id: TermId }) {
  const { name, says } = t.terms[id];
  const { source, card } = termOf(id);
  const show = (shown: string) => {
    closeGlossary();
    showScreen('map');
    selectCard(shown);
  };
  return (
    <article aria-live="polite" data-testid="glossary-entry">
      <h2>{name}</h2>
      <p>
        <TermText text={says} leaveOut={id} />
      </p>
      <p className="hs-small hs-t3">
        <OutLink url={source} words={t.source} />
        {card === undefined ? null : (
          <>
            {' · '}
            <button type="button" className="hs-link" onClick={() => show(card)} data-testid="glossary-card">
              {t.onMap(titleOf(card))}
            </button>
          </>
        )}
      </p>
    </article>
  );
}
