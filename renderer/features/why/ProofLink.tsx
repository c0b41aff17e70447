import type { WhyProof } from '../../../shared/contract/why';
import { inspect, showAnswer } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';

const t = texts.why;

/** Leads to the answer that proves a stage, beside the walk; nothing where it is not kept. */
export function ProofLink({ proof, title }: { readonly proof: WhyProof; readonly title: string }) {
  const { answerId, line, owner } = proof;
  if (answerId === undefined) return null;
  const open = () => {
    inspect(owner === undefined ? { kind: 'card', card: 'prometheus' } : { kind: 'member', ...owner });
    showAnswer(answerId, line);
  };
  return (
    <button type="button" className="hs-link hs-nowrap hs-proof-link" onClick={open} aria-label={t.openAnswerOf(title)}>
      {line === undefined ? t.openAnswer : t.line(line)}
    </button>
  );
}
