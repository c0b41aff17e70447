import { Switch, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../../shared/model/format';
import type { AnswerText } from '../../store/engineStore';
import { offerMarkSteps } from '../../store/markSteps';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { type RawLine, rawLines } from './rawLines';
import { type RawSteps, useRawSteps } from './rawSteps';

const words = texts.inspector.raw;
const ROW = 17;

interface RawTextProps {
  readonly answer: AnswerText;
  readonly text: string;
  /** The line that the claim stands on which led here. */
  readonly claimed: number | undefined;
}

/** The text with its lines numbered, marked and found; only what is in sight is drawn. */
export function RawText({ answer, text, claimed }: RawTextProps) {
  const { lines, laidOut } = useMemo(() => rawLines(text, answer.contentType), [text, answer.contentType]);
  const marks = useMemo(() => marksOf(answer, claimed), [answer, claimed]);
  const marked = useMemo(() => new Set(marks.keys()), [marks]);
  const behind = answer.truncatedAt === undefined ? 0 : [...marked].filter((line) => line > lines.length).length;
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const [wraps, setWraps] = useState(true);
  const steps = useRawSteps(lines, wanted, marked, claimed);
  const latest = useRef(steps.step);
  useEffect(() => {
    latest.current = steps.step;
  });
  // F3 is a key of the window: it steps wherever the focus is.
  useEffect(() => offerMarkSteps((by) => latest.current(by)), []);
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    steps.step(event.shiftKey ? -1 : 1);
  };
  return (
    <div className="hs-raw-box">
      <div className="hs-tab-tools">
        <TextInput
          size="xs"
          className="hs-grow"
          placeholder={words.find}
          aria-label={words.findIn}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onEnter}
        />
        <Stepper steps={steps} search={wanted} />
        <Switch
          size="xs"
          label={words.wrap}
          title={words.wrapLong}
          checked={wraps}
          onChange={(event) => setWraps(event.currentTarget.checked)}
        />
      </div>
      {laidOut ? <p className="hs-raw-note hs-micro hs-t3">{words.laidOut}</p> : null}
      {behind === 0 ? null : <p className="hs-raw-note hs-small hs-is-degraded">{words.cutMarks(behind)}</p>}
      <Lines lines={lines} marks={marks} steps={steps} searched={wanted !== ''} wraps={wraps} />
      <MarkSays marks={marks} line={steps.hit === undefined ? undefined : lines[steps.hit]?.number} />
    </div>
  );
}

function marksOf({ marks }: AnswerText, claimed: number | undefined): ReadonlyMap<number, string> {
  const known = new Map(marks.map((mark) => [mark.line, mark.says]));
  if (claimed !== undefined && !known.has(claimed)) known.set(claimed, words.claimed);
  return known;
}

function Stepper({ steps, search }: { readonly steps: RawSteps; readonly search: string }) {
  const { hits, at, step } = steps;
  const [place, all] = [formatCount(at + 1), formatCount(hits.length)];
  const none = search === '' ? words.noMarks : words.notFound;
  const says = hits.length === 0 ? none : search === '' ? words.marked(place, all) : words.found(place, all);
  return (
    <span className="hs-raw-steps">
      <span className="hs-small hs-t3 hs-nowrap" aria-live="polite" data-testid="raw-steps">
        {says}
      </span>
      {hits.length === 0 ? null : (
        <>
          <button
            type="button"
            className="hs-button hs-button-bare"
            onClick={() => step(-1)}
            aria-label={words.previous}
            title={words.previous}
          >
            <Icon name="up" size={13} />
          </button>
          <button type="button" className="hs-button hs-button-bare" onClick={() => step(1)} aria-label={words.next} title={words.next}>
            <Icon name="down" size={13} />
          </button>
        </>
      )}
    </span>
  );
}

interface LinesProps {
  readonly lines: readonly RawLine[];
  readonly marks: ReadonlyMap<number, string>;
  readonly steps: RawSteps;
  readonly searched: boolean;
  readonly wraps: boolean;
}

function Lines({ lines, marks, steps, searched, wraps }: LinesProps) {
  const box = useRef<HTMLElement>(null);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 20 });
  const { hit, hits } = steps;
  const found = useMemo(() => new Set(searched ? hits : []), [hits, searched]);
  useEffect(() => {
    if (hit === undefined) return;
    // A frame later: the list must have been laid out once before it can be scrolled.
    const frame = requestAnimationFrame(() => rows.scrollToIndex(hit, { align: 'center' }));
    return () => cancelAnimationFrame(frame);
  }, [hit, rows.scrollToIndex]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights measured of wrapped lines are wrong for unwrapped ones.
  useEffect(() => rows.measure(), [wraps]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
    <section ref={box} className={wraps ? 'hs-raw' : 'hs-raw hs-raw-unwrapped'} tabIndex={0} aria-label={words.text}>
      <div className="hs-virtual" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
          if (line === undefined) return null;
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className="hs-raw-row"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <RawRow line={line} mark={marks.get(line.number)} found={found.has(row.index)} now={row.index === hit} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

interface RawRowProps {
  readonly line: RawLine;
  readonly mark: string | undefined;
  readonly found: boolean;
  readonly now: boolean;
}

function RawRow({ line, mark, found, now }: RawRowProps) {
  const classes = ['hs-raw-line', mark === undefined ? '' : 'hs-raw-marked', found ? 'hs-raw-hit' : '', now ? 'hs-raw-now' : ''];
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      title={mark}
      data-line={line.number}
      data-marked={mark === undefined ? undefined : ''}
    >
      <i>{line.number}</i>
      <span>{line.text}</span>
    </div>
  );
}

/** What the mark under the cursor says: a colour alone says nothing. */
function MarkSays({ marks, line }: { readonly marks: ReadonlyMap<number, string>; readonly line: number | undefined }) {
  const says = line === undefined ? undefined : marks.get(line);
  return says === undefined ? null : (
    <p className="hs-raw-says hs-small hs-t2" data-testid="mark-says">
      {texts.inspector.overview.line(line ?? 0)}: {says}
    </p>
  );
}
