import type { Trace, TraceHop } from '../../../shared/contract/trace';
import { readableRequest } from '../../../shared/exports/requestForms';
import { inspect, showAnswer } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { RequestText } from '../../ui/RequestText';
import { TermText } from '../../ui/TermText';
import { ageOf } from './hopAge';

const t = texts.trace;

/** What the number of one hop is made of, what is said of it whole, and the answer that proves it. */
export function HopDetail({ hop, trace }: { readonly hop: TraceHop; readonly trace: Trace }) {
  const { parts, changed, says, difference, proof } = hop;
  const from = trace.hops.find(({ id }) => id === difference?.from)?.title;
  return (
    <div className="hs-trace-detail hs-small" data-testid="trace-detail">
      <p>
        {changed === undefined ? null : (
          <b>
            <TermText text={changed} />{' '}
          </b>
        )}
        <TermText text={says} /> <span className="hs-t3">{ageOf(hop, trace)}</span>
      </p>
      <dl>
        {parts.map(({ label, text }) => (
          <div key={label}>
            <dt>
              <TermText text={label} />
            </dt>
            <dd>
              <TermText text={text} />
            </dd>
          </div>
        ))}
        {difference === undefined || from === undefined ? null : (
          <div>
            <dt>{t.since(from)}</dt>
            <dd>
              <TermText text={difference.text} />
            </dd>
          </div>
        )}
        {proof === undefined ? null : (
          <div>
            <dt>{t.request}</dt>
            <dd>
              <RequestText request={proof.request} shown={readableRequest(proof.request)} className="hs-breakable" />{' '}
              <AnswerLink hop={hop} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function AnswerLink({ hop: { proof, title } }: { readonly hop: TraceHop }) {
  const { answerId, owner } = proof ?? {};
  if (answerId === undefined) return null;
  const open = () => {
    inspect(owner === undefined ? { kind: 'card', card: 'kubelet' } : { kind: 'member', ...owner });
    showAnswer(answerId);
  };
  return (
    <button type="button" className="hs-link hs-nowrap hs-trace-answer" onClick={open} aria-label={t.answerOf(title)}>
      {t.answer}
    </button>
  );
}
