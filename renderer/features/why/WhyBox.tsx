import { type FormEvent, type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { parseQuestion } from '../../../shared/analysis/why/question';
import { tellEngine } from '../../bridge/enginePort';
import { useFinding } from '../../store/findStore';
import { askWhy, stopWhy } from '../../store/whyLink';
import { isUnderWay, useWhy, writeWhy } from '../../store/whyStore';
import { texts } from '../../texts/catalogue';
import { type Suggestion, suggestionsFor, writtenName } from './suggestions';

const t = texts.why;
const LIST = 'hs-why-suggestions';
const idOf = (at: number) => `${LIST}-${at}`;

/** The question: a metric and labels, with metrics to choose from under it (ARIA combobox with a listbox). */
export function WhyBox() {
  const text = useWhy((why) => why.text);
  const isAsking = useWhy(isUnderWay);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number>();
  const [wrong, setWrong] = useState<{ readonly text: string; readonly says: string }>();
  const input = useRef<HTMLInputElement>(null);
  const found = useSuggestions(text);
  const suggestions = open ? found : [];
  // Of another text than the one that stands there it says nothing.
  const error = wrong?.text === text ? wrong.says : undefined;
  useEffect(() => input.current?.focus(), []);

  const ask = (written: string) => {
    setOpen(false);
    setActive(undefined);
    const question = parseQuestion(written);
    setWrong(question.ok ? undefined : { text: written, says: question.error });
    if (question.ok) askWhy(question.value);
  };
  const choose = ({ name }: Suggestion) => ask(`${name}${labelsOf(text)}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const suggestion = active === undefined ? undefined : suggestions[active];
    if (suggestion === undefined) ask(text);
    else choose(suggestion);
  };
  const onKey = (event: KeyboardEvent) => {
    const to = movedTo(event.key, active, found.length);
    if (to !== undefined) {
      setOpen(true);
      setActive(to);
      document.getElementById(idOf(to))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Escape' && open && found.length > 0) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className="hs-why-box" onSubmit={submit}>
      <h1>{t.name}</h1>
      <div className="hs-why-field">
        <input
          ref={input}
          type="text"
          className="hs-field"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-label={t.box}
          aria-expanded={suggestions.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={active !== undefined && suggestions.length > 0 ? idOf(active) : undefined}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${LIST}-error`}
          placeholder={t.example}
          value={text}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            writeWhy(event.currentTarget.value);
            setActive(undefined);
            setOpen(true);
          }}
          onKeyDown={onKey}
          data-testid="why-text"
        />
        {suggestions.length === 0 ? null : <Suggestions suggestions={suggestions} active={active} onChoose={choose} />}
        {error === undefined ? null : (
          <p className="hs-small hs-is-broken" id={`${LIST}-error`} role="alert" data-testid="why-error">
            {error}
          </p>
        )}
      </div>
      {isAsking ? (
        <button type="button" className="hs-button hs-why-ask" onClick={stopWhy} data-testid="why-stop">
          {t.stop}
        </button>
      ) : (
        <button type="submit" className="hs-button hs-button-solid hs-why-ask" data-testid="why-ask">
          {t.ask}
        </button>
      )}
    </form>
  );
}

/** The catalogue is the window's own; the engine says what is seen here. */
function useSuggestions(text: string): readonly Suggestion[] {
  const written = useDeferredValue(text);
  const found = useFinding((finding) => finding.found);
  const name = writtenName(written);
  useEffect(() => {
    if (name !== '') tellEngine({ type: 'find', scope: 'metrics', query: name.slice(0, 253) });
  }, [name]);
  return suggestionsFor(written, found);
}

function labelsOf(text: string): string {
  const at = text.indexOf('{');
  return at === -1 ? '' : text.slice(at);
}

function movedTo(key: string, active: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return Math.min(count - 1, (active ?? -1) + 1);
  if (key === 'ArrowUp') return Math.max(0, (active ?? count) - 1);
  return undefined;
}

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly active: number | undefined;
  readonly onChoose: (suggestion: Suggestion) => void;
}

function Suggestions({ suggestions, active, onChoose }: SuggestionsProps) {
  return (
    <div className="hs-why-suggestions" id={LIST} role="listbox" aria-label={t.suggestions} data-testid="why-suggestions">
      {suggestions.map((suggestion, at) => (
        <div
          key={suggestion.name}
          id={idOf(at)}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          className={at === active ? 'hs-why-suggestion hs-why-suggestion-on' : 'hs-why-suggestion'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          onKeyDown={() => undefined}
        >
          <code className="hs-ellipsis">{suggestion.name}</code>
          <span className="hs-small hs-t2 hs-ellipsis hs-end">{suggestion.says}</span>
        </div>
      ))}
    </div>
  );
}
