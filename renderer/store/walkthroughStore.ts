import { create } from 'zustand';
import type { FromEngine } from '../../shared/contract/engine';
import type { StepId } from '../../shared/walkthrough/chapters';
import type { Step } from '../../shared/walkthrough/step';
import { neighbourStep, type Progress, resumeAt, withDone } from '../../shared/walkthrough/walker';
import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { changeSettings } from './settingsStore';

type Answer = Extract<FromEngine, { type: 'answer' }>;

/** Where the reader of the walkthrough is. */
interface WalkthroughFacts {
  readonly shown: boolean;
  readonly at: StepId;
  readonly done: readonly string[];
  /** The step from which the reader walked here. */
  readonly from: StepId | undefined;
  /** Id of the answer that the step shows, and that answer once it came. */
  readonly proof: { readonly id: string; readonly answer?: Answer } | undefined;
}

export const useWalkthrough = create<WalkthroughFacts>(() => ({
  shown: false,
  at: resumeAt({ done: [] }),
  done: [],
  from: undefined,
  proof: undefined,
}));

/** As main kept it. What is walked now comes first. */
export function recallWalkthrough(progress: Progress): void {
  if (!useWalkthrough.getState().shown) useWalkthrough.setState({ at: resumeAt(progress), done: progress.done });
}

/** Goes on where it was left. */
export function startWalkthrough(): void {
  useWalkthrough.setState({ shown: true });
}

/** The place is kept. */
export function leaveWalkthrough(): void {
  if (useWalkthrough.getState().shown) useWalkthrough.setState({ shown: false, proof: undefined });
}

export function goToStep(at: StepId): void {
  useWalkthrough.setState({ at, from: undefined, proof: undefined });
  keepProgress();
}

/** To the next step after (1) or before (-1) that can be gone through. Behind the last one it is over, and begins anew the next time. */
export function walk(by: 1 | -1, isHere?: (step: Step<StepId>) => boolean): void {
  const { at } = useWalkthrough.getState();
  const next = neighbourStep(at, by, isHere);
  if (next !== undefined) {
    goToStep(next);
    useWalkthrough.setState({ from: at });
  } else if (by === 1) {
    leaveWalkthrough();
    goToStep(resumeAt({ done: useWalkthrough.getState().done }));
  }
}

/** The task of this step is done, for good. */
export function passStep(id: StepId): void {
  const { done } = useWalkthrough.getState();
  const now = withDone(done, id);
  if (now === done) return;
  useWalkthrough.setState({ done: now });
  keepProgress();
}

/** Asks for the answer that the step shows. */
export function askProof(id: string): void {
  useWalkthrough.setState({ proof: { id } });
  tellEngine({ type: 'read-answer', id });
}

/** Takes the answer that the step shows; true when nobody else asked for it. */
export function receiveProof(answer: Answer): boolean {
  const { proof } = useWalkthrough.getState();
  if (proof?.id !== answer.id) return false;
  const isFirst = proof.answer === undefined;
  if (isFirst) useWalkthrough.setState({ proof: { id: answer.id, answer } });
  return isFirst && useChoices.getState().answerId !== answer.id;
}

/** Another cluster: what the step shows is asked anew. */
export function forgetProof(): void {
  useWalkthrough.setState({ proof: undefined });
}

function keepProgress(): void {
  const { at, done } = useWalkthrough.getState();
  changeSettings({ walkthrough: { at, done: [...done] } });
}
