import { printQuestion } from '../../shared/analysis/why/question';
import type { WhyQuestion } from '../../shared/analysis/why/scene';
import { tellEngine } from '../bridge/enginePort';
import { showScreen } from './choiceStore';
import { isUnderWay, useWhy } from './whyStore';

/** Asks the engine; what was asked before is given up. */
export function askWhy(question: WhyQuestion): void {
  const ask = useWhy.getState().ask + 1;
  useWhy.setState({ text: printQuestion(question), ask, question, progress: { state: 'asking', sent: 0, back: 0 }, stage: undefined });
  tellEngine({ type: 'ask-why', ask, question: { metric: question.metric, labels: { ...question.labels } } });
}

/** From elsewhere in the window: the screen, with the metric asked for. */
export function showWhyOf(metric: string): void {
  showScreen('why');
  askWhy({ metric, labels: {} });
}

export function stopWhy(): void {
  tellEngine({ type: 'stop-why' });
  useWhy.setState({ progress: { state: 'stopped' } });
}

/** A new engine is there: what was not answered yet is asked anew. */
export function askWhyAgain(): void {
  const { question } = useWhy.getState();
  if (question !== undefined && isUnderWay(useWhy.getState())) askWhy(question);
}
