import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RulesError } from '../../../shared/contract/bench';
import { redoRules, undoRules, writeRules } from '../../store/benchLink';
import { shownDraft, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { changeEnd, lineCount, lineSpan } from './editorText';

const t = texts.bench;
/** Of a line of the editor, as bench.css has it. */
const LINE = 18;
const PAD = 8;

interface RulesEditorProps {
  readonly name: string;
  readonly errors: readonly RulesError[];
}

/** The rules as text, with numbered lines and marks where they are wrong. */
export function RulesEditor({ name, errors }: RulesEditorProps) {
  const text = useBench((bench) => shownDraft(bench).text);
  const field = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useCaret(field, text);
  usePointed(field, text);
  const measure = useCallback(() => {
    const { current } = field;
    if (current !== null) setView({ top: current.scrollTop, height: current.clientHeight });
  }, []);
  useEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (field.current !== null) observer.observe(field.current);
    return () => observer.disconnect();
  }, [measure]);
  return (
    <div className="hs-rules" data-testid="bench-editor">
      <Gutter text={text} top={view.top} height={view.height} errors={errors} />
      <textarea
        ref={field}
        className="hs-rules-text"
        aria-label={name}
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? 'hs-rules-errors' : undefined}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={t.none}
        value={text}
        onScroll={measure}
        onChange={(event) => writeRules(event.currentTarget.value, isLetter(event.nativeEvent))}
        onKeyDown={onKey}
        data-testid="bench-text"
      />
    </div>
  );
}

function isLetter(event: Event): boolean {
  return event instanceof InputEvent && event.inputType === 'insertText' && event.data?.trim().length === 1;
}

/** The field's own undo knows nothing of what was reset. */
function onKey(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) redoRules();
  else if (key === 'z') undoRules();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** After a text that was not typed here (undo, reset) the caret stands where it changed. */
function useCaret(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  const before = useRef(text);
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null || before.current === text) return;
    const caret = changeEnd(before.current, text);
    before.current = text;
    if (document.activeElement === current && current.selectionEnd !== caret && current.selectionEnd === text.length)
      current.setSelectionRange(caret, caret);
  }, [field, text]);
}

/** Goes to the line that an error or a rule points at. */
function usePointed(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  const pointed = useBench((bench) => bench.pointed);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const { current } = field;
    if (current === null || pointed === undefined) return;
    const { from, to } = lineSpan(latest.current, pointed.line);
    current.focus({ preventScroll: true });
    current.setSelectionRange(from, to);
    current.scrollTop = Math.max(0, (pointed.line - 1) * LINE - current.clientHeight / 3);
    useBench.setState({ pointed: undefined });
  }, [field, pointed]);
}

interface GutterProps {
  readonly text: string;
  readonly top: number;
  readonly height: number;
  readonly errors: readonly RulesError[];
}

/** Numbers of the lines in sight. */
function Gutter({ text, top, height, errors }: GutterProps) {
  const lines = useMemo(() => lineCount(text), [text]);
  const wrong = useMemo(() => new Map(errors.map(({ line, says }) => [line, says])), [errors]);
  const first = Math.max(0, Math.floor((top - PAD) / LINE) - 2);
  const last = Math.min(lines, Math.ceil((top + height) / LINE) + 2);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at + 1);
  return (
    <div className="hs-rules-gutter" aria-hidden="true">
      <div style={{ transform: `translateY(${PAD + first * LINE - top}px)` }}>
        {shown.map((line) => (
          <div key={line} className={wrong.has(line) ? 'hs-rules-number hs-rules-wrong' : 'hs-rules-number'} title={wrong.get(line)}>
            {wrong.has(line) ? '× ' : ''}
            {line}
          </div>
        ))}
      </div>
    </div>
  );
}
