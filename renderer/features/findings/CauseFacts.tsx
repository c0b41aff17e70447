import { useState } from 'react';
import type { FindingPlace } from '../../../shared/contract/findings';
import { RULES } from '../../../shared/diagnosis/table';
import { formatAge, formatClock } from '../../../shared/model/format';
import { chooseTab, select } from '../../store/choiceStore';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { type Cause, type Finding, subjectOf } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { subjectWords } from './subjectWords';

const t = texts.findings;
/** More subjects than this are shown when asked for. */
const SHOWN = 5;

interface FactsProps {
  readonly cause: Cause;
  readonly places: ReadonlyMap<string, FindingPlace>;
}

/** What, where, since, because. */
export function CauseFacts({ cause, places }: FactsProps) {
  const { first, findings, sinceMs, isFromStart } = cause;
  const says = RULES.find(({ id }) => id === first.rule)?.says;
  // A title may be the very words of its rule.
  const what = says?.replace(/\.$/, '') === first.title ? undefined : says;
  return (
    <dl className="hs-cause-facts">
      {what === undefined ? null : (
        <>
          <dt>{t.what}</dt>
          <dd>
            <TermText text={what} />
          </dd>
        </>
      )}
      <dt>{t.where}</dt>
      <dd>
        <Subjects findings={findings} places={places} />
      </dd>
      {sinceMs === undefined ? null : (
        <>
          <dt>{t.since}</dt>
          <dd>
            <Since sinceMs={sinceMs} isFromStart={isFromStart} />
          </dd>
        </>
      )}
      <dt>{t.because}</dt>
      <dd data-testid="finding-because">
        <TermText text={first.because} leaveOut={termsAbove([what ?? '', first.because])[1]} />
      </dd>
    </dl>
  );
}

function Since({ sinceMs, isFromStart }: { readonly sinceMs: number; readonly isFromStart: boolean }) {
  const nowMs = useClock((clock) => clock.nowMs);
  const text = t.sinceText(formatClock(sinceMs, zoneOffsetMinutes()), formatAge(Math.max(0, nowMs - sinceMs) / 1000));
  return <span>{isFromStart ? t.fromStart(text) : text}</span>;
}

/** Each leads to its card; what is on no card is only named. */
function Subjects({ findings, places }: { readonly findings: readonly Finding[]; readonly places: FactsProps['places'] }) {
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, SHOWN);
  return (
    <ul className="hs-subjects">
      {shown.map(({ id, subject }) => (
        <li key={id}>
          <Subject subject={subject} place={places.get(id)} />
        </li>
      ))}
      {shown.length === findings.length ? null : (
        <li>
          <button type="button" className="hs-link" onClick={() => setAll(true)}>
            {t.moreSubjects(findings.length - shown.length)}
          </button>
        </li>
      )}
    </ul>
  );
}

function Subject({ subject, place }: { readonly subject: string; readonly place: FindingPlace | undefined }) {
  const at = subjectOf(place);
  const words = subjectWords(subject);
  if (at === undefined) return <span className="hs-breakable">{words}</span>;
  const open = () => {
    select(at);
    chooseTab('overview');
  };
  return (
    <button type="button" className="hs-link hs-breakable" onClick={open} title={t.showSubject(words)} data-testid="finding-subject">
      {words}
    </button>
  );
}
