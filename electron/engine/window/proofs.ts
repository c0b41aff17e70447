import type { StateChange } from '../../../shared/contract/engine';
import type { ReportEvidence } from '../../../shared/report/schema';
import type { KeptAnswer } from '../store/answers';
import type { KeptChange, KeptProof } from '../store/states';

/** More proofs of one change say nothing new. */
const PROOFS_KEPT = 3;
const LINE_CHARACTERS = 300;
const NEWLINE = 0x0a;

type Answers = { get(id: string): KeptAnswer | undefined };

/** The proofs of a change, each with the text of its line as it stands now: the answer itself is kept only for a while. */
export function keptProofs(evidence: readonly ReportEvidence[], answers: Answers): readonly KeptProof[] {
  return evidence.slice(0, PROOFS_KEPT).map((proof) => {
    const { answerId, line } = proof;
    const body = answerId === undefined || line === undefined ? undefined : answers.get(answerId)?.body;
    const lineText = body && line !== undefined ? textOfLine(body, line) : undefined;
    return lineText === undefined ? proof : { ...proof, lineText };
  });
}

/** The `line`th line (from 1), cut to what a row shows; undefined if the text is shorter. */
export function textOfLine(body: Uint8Array, line: number): string | undefined {
  let from = 0;
  for (let at = 1; at < line; at++) {
    const end = body.indexOf(NEWLINE, from);
    if (end < 0) return undefined;
    from = end + 1;
  }
  const end = body.indexOf(NEWLINE, from);
  const text = new TextDecoder().decode(body.subarray(from, end < 0 ? undefined : end)).trim();
  if (text === '') return undefined;
  return text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS)}…` : text;
}

/** A change as the window gets it: with whether each answer can still be read. */
export function toStateChange({ proofs, ...change }: KeptChange, answers: Answers): StateChange {
  return {
    ...change,
    proofs: proofs.map((proof) => ({ ...proof, kept: proof.answerId !== undefined && answers.get(proof.answerId) !== undefined })),
  };
}
