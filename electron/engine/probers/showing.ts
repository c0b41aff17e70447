import type { Evidence } from '../../../shared/model/observation';

/** The proof with the samples of its answer that show it, so that they can be marked in the text. */
export function showing(evidence: Evidence | undefined, ...shows: readonly string[]): Evidence | undefined {
  return evidence && { ...evidence, shows };
}
