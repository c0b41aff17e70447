import type { KeyboardEvent } from 'react';
import { STAGES } from '../../../shared/analysis/why/stage';
import type { WhyAnswer, WhyStep } from '../../../shared/contract/why';
import { openStage } from '../../store/whyStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { ProofLink } from './ProofLink';
import { STAGE_GLYPH } from './stageWords';

const t = texts.why;

interface StageListProps {
  /** Undefined: nothing is answered yet, the stages are only named. */
  readonly answer: WhyAnswer | undefined;
  readonly stage: number | undefined;
}

/** The stages in their order: passed with what proves it, the break, and what was not reached. */
export function StageList({ answer, stage }: StageListProps) {
  const steps = answer?.steps ?? STAGES.map(([id, title]): WhyStep => ({ id, title, state: 'not-reached' }));
  return (
    <ol className="hs-stages" aria-label={t.way} data-testid="why-stages">
      {steps.map((step, at) => (
        <StageRow key={step.id} step={step} at={at} isOpen={at === stage} isAnswered={answer !== undefined} />
      ))}
    </ol>
  );
}

interface StageRowProps {
  readonly step: WhyStep;
  readonly at: number;
  readonly isOpen: boolean;
  readonly isAnswered: boolean;
}

function StageRow({ step, at, isOpen, isAnswered }: StageRowProps) {
  const { state, title } = step;
  const says = step.state === 'not-reached' ? (isAnswered ? t.states['not-reached'] : '') : step.says;
  const classes = ['hs-stage', `hs-stage-${state}`, isOpen ? 'hs-stage-open' : ''].filter(Boolean).join(' ');
  return (
    <li className={classes} data-testid={`why-stage-${step.id}`} data-state={state}>
      <span className="hs-stage-mark">
        <Glyph state={STAGE_GLYPH[state]} size={state === 'lost' ? 20 : 14} />
      </span>
      <button
        type="button"
        className="hs-stage-button"
        disabled={!isAnswered}
        aria-current={isOpen ? 'step' : undefined}
        aria-label={t.wayOf(at + 1, title, says === '' || state === 'not-reached' ? t.states[state] : `${t.states[state]}, ${says}`)}
        onClick={() => openStage(at)}
        onKeyDown={onArrow}
      >
        <b>{title}</b>
        <span className="hs-small hs-ellipsis" title={says}>
          {says}
        </span>
      </button>
      <span className="hs-stage-end hs-small">
        {state === 'lost' ? <b className="hs-is-broken">{t.states.lost}</b> : null}
        {state === 'cannot-tell' ? <span className="hs-is-unknown">{t.states['cannot-tell']}</span> : null}
        {step.state === 'passed' && step.partly !== undefined ? <span className="hs-is-degraded">{t.partly}</span> : null}
        {step.state === 'passed' && step.proof !== undefined ? <ProofLink proof={step.proof} title={title} /> : null}
      </span>
    </li>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** From stage to stage. */
function onArrow(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const all = [...document.querySelectorAll<HTMLButtonElement>('.hs-stage-button')];
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(event.currentTarget) + step))];
  next?.focus();
  next?.click();
  event.preventDefault();
}
