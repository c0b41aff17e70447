import { STAGES } from './stage';
import type { WhyAnswer } from './walk';

/** The walk of one Prometheus. */
export interface WhyTold {
  /** "monitoring/k8s"; undefined: none was found. */
  readonly prometheus?: string;
  readonly answer: WhyAnswer;
}

/** Whether another Prometheus could say otherwise: what is lost before a target has to cover the source is lost for all. */
export function dependsOnPrometheus({ verdict }: WhyAnswer): boolean {
  const target = STAGES.findIndex(([id]) => id === 'target');
  return verdict.kind === 'cannot-tell' || (verdict.kind === 'lost' && verdict.stage > target);
}

/**
 * Of several Prometheus the one that has the metric; where none has, the one at which it comes farthest. The others are
 * named: in part lost where one has it, beside the verdict where none has.
 */
export function ofSeveral(first: WhyTold, ...more: readonly WhyTold[]): WhyAnswer {
  const all = [first, ...more];
  const best = all.reduce((one, each) => (farOf(each.answer) > farOf(one.answer) ? each : one));
  const others = all.filter((each) => each !== best);
  const { verdict } = best.answer;
  if (others.length === 0) return best.answer;
  if (verdict.kind === 'there') return { ...best.answer, verdict: { ...verdict, partly: [...verdict.partly, ...others.map(sayOther)] } };
  const says = [`${best.prometheus ?? 'no Prometheus'}, where it comes farthest: ${verdict.says}`, ...others.map(sayOther)].join('; ');
  return { ...best.answer, verdict: { ...verdict, says } };
}

/** A place that is known says more than one that is not. */
function farOf({ verdict }: WhyAnswer): number {
  if (verdict.kind === 'there') return STAGES.length + 1;
  return verdict.kind === 'lost' ? verdict.stage : 0;
}

function sayOther({ prometheus = 'no Prometheus', answer: { verdict } }: WhyTold): string {
  return `${prometheus}: ${verdict.kind === 'there' ? 'has it too' : verdict.says}`;
}
