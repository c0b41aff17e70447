import type { AnswerHead } from '../../../shared/contract/engine';
import { formatBytes, formatDuration } from '../../../shared/model/format';
import { useChoices } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { AnswerView } from './AnswerView';
import { AgeOf } from './FactTable';

const words = texts.inspector.raw;

interface RawTabProps {
  /** undefined: not known yet. */
  readonly answers: readonly AnswerHead[] | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** What each state of an answer says about health, for its glyph. */
export const ANSWER_STATE: Readonly<Record<AnswerHead['state'], State>> = {
  ok: 'ok',
  absent: 'absent',
  denied: 'denied',
  unreachable: 'broken',
  malformed: 'degraded',
};

/** Every request of the last look with what came of it; one opens to its raw text. */
export function RawTab({ answers, onChoose }: RawTabProps) {
  const answerId = useChoices((choices) => choices.answerId);
  if (answerId !== undefined) {
    const head = answers?.find((answer) => answer.id === answerId);
    return <AnswerView key={answerId} id={answerId} head={head} onBack={() => onChoose(undefined)} />;
  }
  if (answers === undefined) return <p className="hs-tab-body hs-small hs-t3">{words.asking}</p>;
  if (answers.length === 0) return <p className="hs-tab-body hs-t2">{words.none}</p>;
  return (
    <ul className="hs-answers" data-testid="answers">
      {answers.map((answer) => (
        <AnswerRow key={answer.place} answer={answer} onOpen={() => onChoose(answer.id)} />
      ))}
    </ul>
  );
}

function AnswerRow({ answer, onOpen }: { readonly answer: AnswerHead; readonly onOpen: () => void }) {
  const facts = [
    answer.status === undefined ? undefined : String(answer.status),
    answer.route,
    formatDuration(answer.durationMs / 1000),
    answer.bytes === undefined ? undefined : formatBytes(answer.bytes),
  ].filter(Boolean);
  return (
    <li>
      <button type="button" className="hs-answer" onClick={onOpen} data-testid={`answer-${answer.name}`}>
        <span className="hs-row">
          <Glyph state={ANSWER_STATE[answer.state]} />
          <code className="hs-grow hs-breakable">{answer.request}</code>
          <span className="hs-t3">
            <AgeOf at={answer.at} />
          </span>
        </span>
        <span className="hs-answer-facts">
          {answer.state === 'ok' ? null : <b className={`hs-is-${ANSWER_STATE[answer.state]}`}>{answer.state} </b>}
          {facts.join(' · ')}
        </span>
        {answer.because === undefined ? null : <span className="hs-answer-because">{answer.because}</span>}
        {answer.remedy === undefined ? null : <span className="hs-answer-remedy">{answer.remedy}</span>}
      </button>
    </li>
  );
}
