import { useEffect } from 'react';
import type { AnswerHead } from '../../../shared/contract/engine';
import { requestForms } from '../../../shared/exports/requestForms';
import { formatBytes, formatClock, formatDuration } from '../../../shared/model/format';
import { keepTelling } from '../../bridge/enginePort';
import { useChoices } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { type AnswerText, useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { RawText } from './RawText';

const words = texts.inspector.raw;

interface AnswerViewProps {
  readonly id: string;
  /** From the last look, when it was that one's answer. */
  readonly head: AnswerHead | undefined;
  readonly onBack: () => void;
}

/** One kept answer: request, status, time, duration; its text with numbered and marked lines; copies. */
export function AnswerView({ id, head, onBack }: AnswerViewProps) {
  const answer = useEngine((facts) => facts.answer);
  const claimed = useChoices((choices) => choices.answerLine);
  const hasText = head === undefined || head.status !== undefined;
  useEffect(() => (hasText ? keepTelling({ type: 'read-answer', id }) : undefined), [id, hasText]);
  const here = answer?.id === id ? answer : undefined;
  return (
    <div className="hs-tab-fill" data-testid="raw">
      <div className="hs-raw-title">
        <button type="button" className="hs-button hs-button-bare" onClick={onBack} aria-label={words.back} title={words.back}>
          <Icon name="back" size={14} />
        </button>
        <code className="hs-grow hs-breakable" data-testid="raw-request">
          {head?.request ?? here?.request ?? words.anEarlier}
        </code>
      </div>
      <HeadLine head={head} answer={here} />
      {hasText ? <Body answer={here} head={head} claimed={claimed} /> : <NoText head={head} />}
    </div>
  );
}

function HeadLine({ head, answer }: { readonly head: AnswerHead | undefined; readonly answer: AnswerText | undefined }) {
  const status = head?.status ?? answer?.status;
  const at = head?.at ?? answer?.at;
  const durationMs = head?.durationMs ?? answer?.durationMs;
  const bytes = answer?.bytes ?? head?.bytes;
  const parts = [
    status === undefined ? head?.state : String(status),
    at === undefined ? undefined : formatClock(Date.parse(at), zoneOffsetMinutes()),
    durationMs === undefined ? undefined : formatDuration(durationMs / 1000),
    bytes === undefined ? undefined : formatBytes(bytes),
    head?.route ?? answer?.route,
  ];
  return (
    <div className="hs-raw-head hs-small">
      <p className="hs-t3" data-testid="raw-facts">
        {parts.filter(Boolean).join(' · ')}
      </p>
      {head?.because === undefined ? null : <p>{head.because}</p>}
      {head?.remedy === undefined ? null : <p className="hs-t2">{head.remedy}</p>}
    </div>
  );
}

function NoText({ head }: { readonly head: AnswerHead | undefined }) {
  return (
    <>
      <p className="hs-tab-body hs-t2 hs-grow">{words.noText}</p>
      <Copies request={head?.request} kubectl={head?.kubectl} curl={head?.curl} accept={head?.accept} />
    </>
  );
}

interface BodyProps {
  readonly answer: AnswerText | undefined;
  readonly head: AnswerHead | undefined;
  readonly claimed: number | undefined;
}

function Body({ answer, head, claimed }: BodyProps) {
  if (answer === undefined) return <p className="hs-tab-body hs-small hs-t3">{words.askingText}</p>;
  const { text, error } = answer;
  return (
    <>
      {error === undefined ? null : (
        <p className="hs-tab-body hs-t2" data-testid="raw-gone">
          {error}
        </p>
      )}
      <Notes answer={answer} />
      {text === undefined ? (
        <span className="hs-grow" />
      ) : text === '' ? (
        <p className="hs-tab-body hs-t2 hs-grow">{words.empty}</p>
      ) : (
        <RawText answer={answer} text={text} claimed={claimed} />
      )}
      <Copies
        request={head?.request ?? answer.request}
        kubectl={head?.kubectl ?? answer.kubectl}
        curl={head?.curl ?? answer.curl}
        accept={head?.accept ?? answer.accept}
        answer={answer}
      />
    </>
  );
}

/** What is to be known of the text before it is read: cut, no UTF-8, no text at all. */
function Notes({ answer }: { readonly answer: AnswerText }) {
  const { truncatedAt, bytes, encoding } = answer;
  const notes = [
    truncatedAt === undefined ? undefined : words.cut(formatBytes(truncatedAt), bytes === undefined ? '' : formatBytes(bytes)),
    encoding === undefined ? undefined : words.encodings[encoding],
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? null : (
    <div className="hs-raw-note hs-small hs-is-degraded" data-testid="raw-notes">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

interface CopiesProps {
  readonly request: string | undefined;
  readonly kubectl: string | undefined;
  readonly curl: string | undefined;
  readonly accept: string | undefined;
  readonly answer?: AnswerText;
}

function Copies({ request, kubectl, curl, accept, answer }: CopiesProps) {
  const { promql } = requestForms(request ?? '', {});
  return (
    <div className="hs-tab-foot">
      {curl === undefined ? null : <CopyButton text={curl} label={words.curl} />}
      {kubectl === undefined ? null : <CopyButton text={kubectl} label={words.kubectl} />}
      {promql === undefined ? null : <CopyButton text={promql} label={texts.exports.forms.promql} />}
      {answer?.text === undefined || answer.text === '' ? null : (
        <CopyButton
          text={answer.text}
          label={answer.truncatedAt === undefined && answer.encoding !== 'binary' ? words.all : words.allShown}
        />
      )}
      {kubectl === undefined || accept === undefined ? null : (
        <p className="hs-foot-note hs-small hs-t3" data-testid="raw-accept">
          {words.noAccept}
        </p>
      )}
    </div>
  );
}
