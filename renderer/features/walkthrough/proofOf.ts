import type { View } from '../../../shared/contract/engine';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { ShownProof } from '../../../shared/walkthrough/step';
import { endsSo } from '../../../shared/walkthrough/tasks';

/** The request that a step shows; without an answer kept, why there is none. */
export interface FoundProof {
  readonly kept: (ReportEvidence & { readonly answerId: string }) | undefined;
  readonly because: string | undefined;
}

/** Of a card or hop the first kept answer, of those whose request fits where the step says how. */
export function proofOf(view: View | undefined, { of, path, within }: ShownProof): FoundProof {
  const found =
    of.at === 'card'
      ? view?.report.components.find(({ id }) => id === of.card)
      : view?.report.edges.find(({ from, to }) => from === of.from && to === of.to);
  const kept = (found?.evidence ?? []).flatMap((each) => (each.answerId === undefined ? [] : [{ ...each, answerId: each.answerId }]));
  const fits = (request = '') => (path === undefined || endsSo(request, path)) && (within === undefined || request.includes(within));
  return { kept: kept.find(({ request }) => fits(request)), because: found?.because };
}
