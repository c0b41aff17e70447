import type { Details, StateChange } from '../../../shared/contract/engine';
import { formatClock } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { showAnswer } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { goToAfter } from '../../store/moments';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { RequestText } from '../../ui/RequestText';
import './history.css';
import { TermText } from '../../ui/TermText';

/** Changes of state of what is inspected, newest first, each with what proved it then. */
export function HistoryTab({ details }: { readonly details: Pick<Details, 'history' | 'at'> | undefined }) {
  const words = texts.strip.history;
  const changes = details?.history ?? [];
  const onDisk = useEngine((facts) => facts.strip?.sessions !== undefined);
  const older = onDisk ? words.olderOnDisk : words.older;
  return (
    <div className="hs-tab-body" data-testid="history">
      <p className="hs-small hs-t3">{details?.at === undefined ? older : words.past(clockText(details.at))}</p>
      {changes.length === 0 ? (
        <p className="hs-small hs-t2">{words.none}</p>
      ) : (
        <ol className="hs-history">
          {changes.map((change) => (
            <Change key={`${change.atMs} ${change.to}`} change={change} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Change({ change }: { readonly change: StateChange }) {
  const { atMs, from, to, because, proofs } = change;
  return (
    <li data-testid="history-change" data-to={to}>
      <div className="hs-history-head hs-small">
        <GoThere atMs={atMs} />
        {from === undefined ? <span className="hs-t3">{texts.strip.history.first}</span> : <StateWord state={from} />}
        <span className="hs-t3" aria-hidden="true">
          →
        </span>
        <span className="hs-hidden">{texts.strip.history.to}</span>
        <StateWord state={to} />
      </div>
      {because === undefined ? null : (
        <p className="hs-history-because hs-small">
          <TermText text={because} />
        </p>
      )}
      {proofs.map((proof) => (
        <Proof key={`${proof.at} ${proof.request ?? ''} ${proof.says}`} proof={proof} />
      ))}
    </li>
  );
}

/** The time of the change: a click puts the window there, as far as that moment is kept. */
function GoThere({ atMs }: { readonly atMs: number }) {
  const oldest = useEngine((facts) => facts.strip?.moments[0]);
  const time = clockText(atMs);
  if (oldest === undefined || atMs < oldest) return <span className="hs-history-time">{time}</span>;
  const name = texts.strip.history.goThere(time);
  return (
    <button type="button" className="hs-link hs-history-time" title={name} aria-label={name} onClick={() => goToAfter(atMs)}>
      {time}
    </button>
  );
}

function StateWord({ state }: { readonly state: Health }) {
  return (
    <span className="hs-history-state">
      <Glyph state={state} />
      <b className={`hs-is-${state}`}>{state}</b>
    </span>
  );
}

function Proof({ proof }: { readonly proof: StateChange['proofs'][number] }) {
  const { request, says, lineText } = proof;
  return (
    <div className="hs-history-proof hs-small">
      <div className="hs-history-head">
        {request === undefined ? <code className="hs-ellipsis">{texts.strip.history.watched}</code> : <RequestText request={request} />}
        <span className="hs-end hs-nowrap">
          <AnswerLink proof={proof} />
        </span>
      </div>
      {lineText === undefined || lineText === says ? <p className="hs-t2">{says}</p> : <code className="hs-history-line">{lineText}</code>}
    </div>
  );
}

function AnswerLink({ proof }: { readonly proof: StateChange['proofs'][number] }) {
  const { answerId, kept, line } = proof;
  const words = texts.strip.history;
  if (answerId === undefined) return null;
  if (!kept) return <span className="hs-t3">{words.gone}</span>;
  return (
    <button type="button" className="hs-link" onClick={() => showAnswer(answerId, line)}>
      {line === undefined ? words.raw : words.line(line)}
    </button>
  );
}

function clockText(atMs: number): string {
  return formatClock(atMs, zoneOffsetMinutes());
}
