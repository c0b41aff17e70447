import type { WhyAnswer, WhyProof, WhyStep } from '../../../shared/contract/why';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { RequestText } from '../../ui/RequestText';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { CopyRow } from './CopyRow';
import { LabelTable } from './LabelTable';
import { ProofLink } from './ProofLink';
import { capital, STAGE_GLYPH } from './stageWords';

const t = texts.why;

/** What the chosen stage stands on: the rule, one series before and after, what the source says, and what to do. */
export function StageDetail({ answer, stage }: { readonly answer: WhyAnswer; readonly stage: number }) {
  const step = answer.steps[stage];
  if (step === undefined) return null;
  const place = `${t.hop(stage + 1)}, ${step.title}`;
  const head = step.state === 'not-reached' ? step.title : capital(step.says);
  return (
    <article className="hs-why-detail" data-testid="why-detail" data-stage={step.id}>
      <div className="hs-why-detail-scroll">
        <header>
          <p className="hs-row hs-small">
            <Glyph state={STAGE_GLYPH[step.state]} size={14} />
            <b className={`hs-is-${STAGE_GLYPH[step.state]}`}>{t.states[step.state]}</b>
            <span className="hs-t2">
              <TermText text={place} />
            </span>
          </p>
          <h2>
            <TermText text={head} leaveOut={termsAbove([place, head])[1]} />
          </h2>
        </header>
        <StageBody step={step} answer={answer} />
      </div>
      <CopyRow answer={answer} change={step.state === 'lost' ? step.change : undefined} />
    </article>
  );
}

function StageBody({ step, answer }: { readonly step: WhyStep; readonly answer: WhyAnswer }) {
  switch (step.state) {
    case 'lost':
      return <Lost step={step} answer={answer} />;
    case 'passed':
      return (
        <>
          {step.partly === undefined ? null : (
            <section>
              <h3 className="hs-label">{t.partly}</h3>
              <p>
                <TermText text={capital(step.partly)} />
              </p>
            </section>
          )}
          {step.proof === undefined ? <p className="hs-small hs-t3">{t.noProof}</p> : <Proof proof={step.proof} title={step.title} />}
        </>
      );
    default:
      return null;
  }
}

function Lost({ step, answer }: { readonly step: Extract<WhyStep, { state: 'lost' }>; readonly answer: WhyAnswer }) {
  const { change, proof, remedy } = step;
  const source = answer.steps.find(({ id }) => id === 'exposed');
  const isRule = change !== undefined && change.rule !== '';
  return (
    <>
      {isRule ? <Code label={t.rule} request={proof?.request} text={change.rule} /> : null}
      {!isRule && proof !== undefined ? <Proof proof={proof} title={step.title} /> : null}
      {change === undefined ? null : <LabelTable change={change} />}
      {source?.state === 'passed' && source.proof !== undefined ? (
        <Proof proof={source.proof} title={source.title} label={t.source} />
      ) : null}
      <section>
        <h3 className="hs-label">{t.do}</h3>
        <p className="hs-why-do" data-testid="why-do">
          <TermText text={remedy} />
        </p>
      </section>
    </>
  );
}

function Proof({ proof, title, label = t.proof }: { readonly proof: WhyProof; readonly title: string; readonly label?: string }) {
  return (
    <Code label={label} request={proof.request} text={proof.says} line={proof.line} link={<ProofLink proof={proof} title={title} />} />
  );
}

interface CodeProps {
  readonly label: string;
  readonly request: string | undefined;
  readonly text: string;
  readonly line?: number | undefined;
  readonly link?: React.ReactNode;
}

/** Marked lines, with the request that they come from. */
function Code({ label, request, text, line, link }: CodeProps) {
  const lines = text === '' ? [] : text.split('\n');
  return (
    <section>
      <h3 className="hs-label hs-row">
        <span className="hs-nowrap">{label}</span>
        {request === undefined ? null : <RequestText request={request} className="hs-ellipsis hs-t2" />}
        <span className="hs-end">{link}</span>
      </h3>
      {lines.length === 0 ? null : (
        <pre className="hs-why-code">
          {lines.map((each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text are known by their place.
            <code key={at}>
              {line === undefined ? null : <span className="hs-why-number">{line + at}</span>}
              {each}
            </code>
          ))}
        </pre>
      )}
    </section>
  );
}
