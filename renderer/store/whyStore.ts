import { create } from 'zustand';
import type { WhyQuestion } from '../../shared/analysis/why/scene';
import type { WhyMessage, WhyProgress } from '../../shared/contract/why';

interface Why {
  /** What stands in the box. */
  readonly text: string;
  /** Number of the question asked last: answers to others are not news. */
  readonly ask: number;
  readonly question: WhyQuestion | undefined;
  readonly progress: WhyProgress | undefined;
  /** Which stage is open, from 0; undefined: the one that the answer is about. */
  readonly stage: number | undefined;
}

const NOTHING: Why = { text: '', ask: 0, question: undefined, progress: undefined, stage: undefined };

export const useWhy = create<Why>(() => NOTHING);

export function writeWhy(text: string): void {
  useWhy.setState({ text });
}

export function openStage(stage: number): void {
  useWhy.setState({ stage });
}

export function isUnderWay({ progress }: Pick<Why, 'progress'>): boolean {
  return progress?.state === 'waiting' || progress?.state === 'asking';
}

export function receiveWhy({ ask, why }: WhyMessage): void {
  const { ask: asked, progress } = useWhy.getState();
  if (ask === asked && progress?.state !== 'stopped') useWhy.setState({ progress: why });
}

/** Another cluster: nothing that was said of the one before. */
export function forgetWhy(): void {
  useWhy.setState(({ ask }) => ({ ...NOTHING, ask: ask + 1 }));
}
