import type { View } from '../../../shared/contract/engine';
import type { StepId } from '../../../shared/walkthrough/chapters';
import { type Lacking, lackingFor } from '../../../shared/walkthrough/lacking';
import type { Step } from '../../../shared/walkthrough/step';
import { titleOf } from '../../store/cardTitle';
import { useEngine } from '../../store/engineStore';
import { walk } from '../../store/walkthroughStore';
import { texts } from '../../texts/catalogue';

/** Which steps can be gone through on the cluster of this view. */
export function hereIn(view: View | undefined): (step: Step<StepId>) => boolean {
  return (step) => lackingFor(step, view?.report) === undefined;
}

/** On or back, over what this cluster lacks. */
export function walkHere(by: 1 | -1): void {
  walk(by, hereIn(useEngine.getState().view));
}

/** What these steps lack, each once: "this cluster has no prometheus-adapter, you may not read kubelet". Empty: nothing. */
export function lackingWords(steps: readonly Step[], view: View | undefined): string {
  const lacking = steps.flatMap((step) => lackingFor(step, view?.report) ?? []);
  return [...new Set(lacking.map(wordsOf))].join(', ');
}

function wordsOf({ part, why }: Lacking): string {
  const name = part.at === 'card' ? titleOf(part.card) : texts.inspector.hop.title(titleOf(part.from), titleOf(part.to));
  return texts.walkthrough.lacks[why](part.at === 'card' ? name : texts.walkthrough.hop(name));
}
