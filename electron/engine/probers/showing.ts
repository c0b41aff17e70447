import { EACH, type JsonField, type JsonStep } from '../../../shared/json/fieldLines';
import type { Evidence } from '../../../shared/model/observation';

/** The proof with the samples of its answer that show it, so that they can be marked in the text. */
export function showing(evidence: Evidence | undefined, ...shows: readonly string[]): Evidence | undefined {
  return evidence && { ...evidence, shows };
}

/** The proof with the fields of its JSON answer that show it. */
export function inFields(evidence: Evidence | undefined, ...fields: readonly JsonField[]): Evidence | undefined {
  return evidence && { ...evidence, fields };
}

/** A field by the steps that lead to it. */
export function field(...path: readonly JsonStep[]): JsonField {
  return { path };
}

/** The names of the items of a Kubernetes list. */
export const ITEM_NAMES = field('items', EACH, 'metadata', 'name');
