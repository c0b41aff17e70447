import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { AnswerHead } from '../../../shared/contract/engine';
import { formatBytes, formatClock, formatDuration } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { zoneOffsetMinutes } from '../../store/clock';
import { type AnswerText, useEngine } from '../../store/engineStore';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { findLines, type RawLine, rawLines } from './rawLines';

interface AnswerViewProps {
  readonly id: string;
  readonly head: AnswerHead | undefined;
  readonly onBack: () => void;
}

/** One kept answer: request, status, time; its text with numbered and marked lines; copies. */
export function AnswerView({ id, head, onBack }: AnswerViewProps) {
  const answer = useEngine((facts) => facts.answer);
  useEffect(() => tellEngine({ type: 'read-answer', id }), [id]);
  const here = answer?.id === id ? answer : undefined;
  return (
    <div className="hs-tab-fill" data-testid="raw">
      <div className="hs-tab-tools">
        <button type="button" className="hs-button hs-button-bare" onClick={onBack} aria-label="Back to the answers">
          <Icon name="back" size={14} />
        </button>
        <code className="hs-ellipsis hs-grow" title={head?.request}>
          {head?.request ?? 'An answer of an earlier look'}
        </code>
      </div>
      {head === undefined ? null : <HeadLine head={head} />}
      {here === undefined ? (
        <p className="hs-tab-body hs-small hs-t3">Asking the engine for the text.</p>
      ) : (
        <AnswerBody answer={here} head={head} />
      )}
    </div>
  );
}

function HeadLine({ head }: { readonly head: AnswerHead }) {
  const parts = [
    head.status === undefined ? head.state : String(head.status),
    formatClock(Date.parse(head.at), zoneOffsetMinutes()),
    formatDuration(head.durationMs / 1000),
    head.bytes === undefined ? undefined : formatBytes(head.bytes),
    head.route,
  ];
  return (
    <div className="hs-raw-head hs-small">
      <p className="hs-t3">{parts.filter(Boolean).join(' · ')}</p>
      {head.because === undefined ? null : <p>{head.because}</p>}
      {head.remedy === undefined ? null : <p className="hs-t2">{head.remedy}</p>}
    </div>
  );
}

function AnswerBody({ answer, head }: { readonly answer: AnswerText; readonly head: AnswerHead | undefined }) {
  return (
    <>
      {answer.error === undefined ? null : <p className="hs-tab-body hs-t2">{answer.error}</p>}
      {answer.text === undefined ? <span className="hs-grow" /> : <RawText answer={answer} text={answer.text} />}
      <div className="hs-tab-foot">
        {head?.curl === undefined ? null : <CopyButton text={head.curl} label="curl" />}
        {head?.kubectl === undefined ? null : <CopyButton text={head.kubectl} label="kubectl" />}
        {answer.text === undefined ? null : <CopyButton text={answer.text} label="Text" />}
        {answer.truncatedAt === undefined ? null : <span className="hs-small hs-t3">first {formatBytes(answer.truncatedAt)} only</span>}
      </div>
    </>
  );
}

function RawText({ answer, text }: { readonly answer: AnswerText; readonly text: string }) {
  const { lines, laidOut } = useMemo(() => rawLines(text, answer.contentType), [text, answer.contentType]);
  const marks = useMemo(() => new Map(laidOut ? [] : answer.marks.map((mark) => [mark.line, mark.says])), [answer.marks, laidOut]);
  const [search, setSearch] = useState('');
  const hits = useMemo(() => findLines(lines, search, new Set(marks.keys())), [lines, search, marks]);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLElement>(null);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => 17, overscan: 20 });
  const hit = hits[at % Math.max(1, hits.length)];
  useEffect(() => {
    if (hit === undefined) return;
    // A frame later: the list must have been laid out once before it can be scrolled.
    const frame = requestAnimationFrame(() => rows.scrollToIndex(hit, { align: 'center' }));
    return () => cancelAnimationFrame(frame);
  }, [hit, rows.scrollToIndex]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F3' && event.key !== 'Enter') return;
    event.preventDefault();
    setAt((now) => (now + (event.shiftKey ? hits.length - 1 : 1)) % Math.max(1, hits.length));
  };
  const hitSet = useMemo(() => new Set(search === '' ? [] : hits), [hits, search]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F3 steps through the marked lines wherever the focus is inside.
    <div className="hs-raw-box" onKeyDown={onKey}>
      <div className="hs-tab-tools">
        <TextInput
          size="xs"
          className="hs-grow"
          placeholder="Find"
          aria-label="Find in the text"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className="hs-small hs-t3 hs-nowrap">{hitsText(hits.length, at, search)}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard. */}
      <section ref={box} className="hs-raw" tabIndex={0} aria-label="Text of the answer">
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
                <RawRow line={line} mark={marks.get(line.number)} hit={hitSet.has(row.index)} />
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}

function hitsText(count: number, at: number, search: string): string {
  if (count === 0) return search === '' ? '' : 'not found';
  return `${(at % count) + 1} of ${count} ${search === '' ? 'marked' : 'found'}`;
}

function RawRow({ line, mark, hit }: { readonly line: RawLine; readonly mark: string | undefined; readonly hit: boolean }) {
  const classes = ['hs-raw-line', mark === undefined ? '' : 'hs-raw-marked', hit ? 'hs-raw-hit' : ''].join(' ');
  return (
    <div className={classes} title={mark}>
      <i>{line.number}</i>
      <span>{line.text}</span>
    </div>
  );
}
