import type { Evidence } from '../../../shared/model/observation';
import { withLine } from '../session/proofLines';
import type { AnswerStore } from '../store/answers';

/** More proofs than this prove nothing more. */
const MOST = 8;

/** Each proof once, with the line of the kept answer that shows it. */
export function findingEvidence(evidence: readonly Evidence[], answers: Pick<AnswerStore, 'get'>): readonly Evidence[] {
  const once = new Map(evidence.map((each) => [`${each.request ?? ''} ${each.says}`, each]));
  return [...once.values()].slice(0, MOST).map((each) => withLine(each, answers));
}
