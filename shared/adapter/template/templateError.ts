import { failed, ok, type Result } from '../../model/result';

/** Thrown inside the template engine only; `caught` makes it a value at its border. */
export class TemplateError extends Error {}

/** What `work` returns, or the sentence of the TemplateError it threw. */
export function caught<T>(work: () => T): Result<T, string> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof TemplateError) return failed(error.message);
    throw error;
  }
}
