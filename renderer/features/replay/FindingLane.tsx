import { type KeyboardEvent, useRef, useState } from 'react';
import type { Replay, ReplayFindings } from '../../../shared/contract/replay';
import { seekTo, useReplay } from '../../store/replayStore';
import { texts } from '../../texts/catalogue';
import { SeverityGlyph } from '../../ui/SeverityGlyph';
import { useWidth } from '../../ui/useWidth';
import { type FindingMark, findingBars, findingMarks, findingWords, spanWords } from './findingMarks';

const t = texts.replay.findings;
/** A mark that many share names so many. */
const MOST_NAMED = 6;
const TIP_WIDTH = 360;
/** Errors above, infos below, px from the top of the lane. */
const BAR_Y = { error: 1, warning: 6, info: 11 } as const;
const BAR_HEIGHT = { error: 4, warning: 4, info: 2 } as const;

/** Over the slider: what was found when it was recorded, from its beginning to its end. A click on a beginning goes there. */
export function FindingLane({ replay }: { readonly replay: Replay }) {
  const found = useReplay((state) => state.found);
  return (
    <div className="hs-replay-lane-box">
      <Marks replay={replay} findings={found.findings} />
      <FindingTable {...found} />
    </div>
  );
}

function Marks({ replay, findings }: { readonly replay: Replay; readonly findings: ReplayFindings['findings'] }) {
  const lane = useRef<HTMLDivElement>(null);
  const width = useWidth(lane);
  const [at, setAt] = useState(0);
  const [shown, setShown] = useState<number | undefined>(undefined);
  const marks = findingMarks(findings, replay, width);
  const stop = Math.min(at, Math.max(0, marks.length - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = keyTo(event.key, stop, marks.length);
    if (next === undefined) return;
    // The map's arrows must not hear it as well.
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    lane.current?.querySelectorAll('button')[next]?.focus();
  };
  const tip = shown === undefined ? undefined : marks[shown];
  return (
    <div ref={lane} className="hs-replay-lane" role="toolbar" aria-label={t.name} onKeyDown={onKeyDown} data-testid="replay-findings">
      <svg className="hs-replay-bars" width={width} height="14" aria-hidden="true">
        {findingBars(findings, replay, width).map(({ x, width: wide, finding: { id, severity, fromMs } }) => (
          <rect
            key={`${id} ${fromMs}`}
            className={`hs-replay-${severity}`}
            x={x}
            y={BAR_Y[severity]}
            width={wide}
            height={BAR_HEIGHT[severity]}
            rx="1"
          />
        ))}
      </svg>
      {marks.map((mark, index) => (
        <button
          key={mark.atMs}
          type="button"
          className="hs-replay-mark"
          style={{ left: mark.x }}
          tabIndex={index === stop ? 0 : -1}
          aria-label={markWords(mark)}
          onClick={() => seekTo(mark.atMs)}
          onPointerEnter={() => setShown(index)}
          onPointerLeave={() => setShown(undefined)}
          onFocus={() => {
            setAt(index);
            setShown(index);
          }}
          onBlur={() => setShown(undefined)}
          data-severity={mark.severity}
          data-testid="replay-finding"
        >
          <SeverityGlyph severity={mark.severity} size={12} />
        </button>
      ))}
      {tip === undefined ? null : <Tip mark={tip} width={width} />}
    </div>
  );
}

/** What begins there, in words; the button says the same to a screen reader. */
function Tip({ mark, width }: { readonly mark: FindingMark; readonly width: number }) {
  const left = Math.max(0, Math.min(mark.x - TIP_WIDTH / 2, width - TIP_WIDTH));
  return (
    <ul className="hs-replay-tip hs-small" style={{ left, width: TIP_WIDTH }} aria-hidden="true" data-testid="replay-finding-tip">
      {mark.findings.slice(0, MOST_NAMED).map((finding) => (
        <li key={`${finding.id} ${finding.fromMs}`}>
          <SeverityGlyph severity={finding.severity} />
          <span>
            <b>{finding.title}</b> <span className="hs-t2">{finding.subject}</span>{' '}
            <span className="hs-t3 hs-nowrap">{spanWords(finding)}</span>
          </span>
        </li>
      ))}
      {mark.findings.length > MOST_NAMED ? <li className="hs-t3">{t.more(mark.findings.length - MOST_NAMED)}</li> : null}
    </ul>
  );
}

/** What the lane draws, for a screen reader. */
function FindingTable({ findings, more }: ReplayFindings) {
  if (findings.length === 0) return <p className="hs-hidden">{t.none}</p>;
  return (
    <div className="hs-hidden">
      <table data-testid="replay-findings-table">
        <caption>{more === 0 ? t.table : t.tableMore(more)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.when}</th>
            <th scope="col">{t.columns.severity}</th>
            <th scope="col">{t.columns.finding}</th>
            <th scope="col">{t.columns.subject}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={`${finding.id} ${finding.fromMs}`}>
              <td>{spanWords(finding)}</td>
              <td>{t.severities[finding.severity]}</td>
              <td>{finding.title}</td>
              <td>{finding.subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function markWords({ findings }: FindingMark): string {
  const named = findings.slice(0, MOST_NAMED).map(findingWords);
  const rest = findings.length - named.length;
  return [...named, ...(rest === 0 ? [] : [t.more(rest)]), t.goThere].join('. ');
}

/** The mark that an arrow, Home or End leads to. */
function keyTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return Math.min(at + 1, count - 1);
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
