import { type KeyboardEvent, useEffect, useState } from 'react';
import { printSubject } from '../../../shared/analysis/trace/question';
import type { TraceQuestion, TraceSubject } from '../../../shared/contract/trace';
import { formatCount } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { chooseTrace, useTrace } from '../../store/traceStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

const t = texts.trace;
const LIST = 'hs-trace-subjects';
const idOf = (at: number) => `${LIST}-${at}`;

/** Which pod or node: words of its name, and those that hold them to choose from (ARIA combobox with a listbox). */
export function SubjectBox({ question }: { readonly question: TraceQuestion | undefined }) {
  const chosen = question === undefined ? '' : printSubject(question.subject);
  const [written, write] = useState<string>();
  const [active, setActive] = useState(0);
  const subjects = useTrace((facts) => facts.subjects);
  const isOpen = written !== undefined;
  const found = isOpen && subjects?.query === written.trim() ? subjects : undefined;
  const rows = found?.subjects ?? [];
  useEffect(() => {
    if (written !== undefined) tellEngine({ type: 'find-trace-subjects', query: written.trim().slice(0, 512) });
  }, [written]);
  const choose = (subject: TraceSubject) => {
    write(undefined);
    chooseTrace({ subject, metric: metricFor(question, subject) });
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[active];
    if (event.key === 'ArrowDown' && isOpen) setActive(Math.min(rows.length - 1, active + 1));
    else if (event.key === 'ArrowUp' && isOpen) setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter' && row !== undefined) choose(row.subject);
    else if (event.key === 'Escape' && isOpen) write(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="hs-trace-subject">
      <span className="hs-trace-search">
        <Icon name="search" size={13} />
      </span>
      <input
        type="text"
        className="hs-field"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={t.subject}
        aria-expanded={isOpen}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && rows.length > 0 ? idOf(active) : undefined}
        placeholder={t.subjectExample}
        value={written ?? chosen}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => written === undefined && write('')}
        onBlur={() => write(undefined)}
        onChange={(event) => {
          write(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
        data-testid="trace-subject"
      />
      {found === undefined ? null : (
        <div className="hs-trace-subjects" id={LIST} role="listbox" aria-label={t.subjects} data-testid="trace-subjects">
          {rows.map(({ subject, says }, at) => (
            <div
              key={printSubject(subject)}
              id={idOf(at)}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={at === active ? 'hs-trace-option hs-trace-option-on' : 'hs-trace-option'}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(subject)}
              onKeyDown={() => undefined}
            >
              <code className="hs-ellipsis">{printSubject(subject)}</code>
              <span className="hs-small hs-t2 hs-ellipsis hs-end">{says}</span>
            </div>
          ))}
          {rows.length === 0 ? <p className="hs-small hs-t2 hs-trace-more">{t.noSubject}</p> : null}
          {found.total > rows.length ? (
            <p className="hs-small hs-t3 hs-trace-more">{t.moreSubjects(formatCount(found.total - rows.length))}</p>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** CPU and memory go with every subject; a custom metric is of one. */
function metricFor(question: TraceQuestion | undefined, subject: TraceSubject): string {
  if (question === undefined) return 'cpu';
  const isUsage = question.metric === 'cpu' || question.metric === 'memory';
  return isUsage || subject.name === question.subject.name ? question.metric : 'cpu';
}
