import type { Evidence } from '../model/observation';

export type Severity = 'error' | 'warning' | 'info';

/** One thing that a rule found wrong. Sentences name the cluster's own things. */
export interface Failure {
  /** KIND/[NAMESPACE/]NAME, target/JOB/INSTANCE or a component's id. */
  readonly subject: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  readonly title: string;
  readonly because: string;
  readonly remedy: string;
  readonly evidence: readonly Evidence[];
  /** Milliseconds since the epoch, where something says since when. */
  readonly sinceMs?: number;
  /** Subjects whose trouble explains this one, beside its own. */
  readonly standsOn?: readonly string[];
  /** Subjects that this brings into trouble, beside its own. */
  readonly affects?: readonly string[];
  /** Nothing explains it, though other findings touch its subject. */
  readonly root?: true;
}

/** What a rule makes of what was seen. Not seen is not healthy: without its observations a rule cannot tell. */
export type Answer =
  | { readonly state: 'pass' }
  | { readonly state: 'not-applicable'; readonly because: string }
  /** Sentences that say what would have to be seen. */
  | { readonly state: 'cannot-tell'; readonly needs: readonly string[] }
  /** `needs`: of the subjects that could not be seen beside these. */
  | { readonly state: 'fail'; readonly failures: readonly Failure[]; readonly needs: readonly string[] };

export const PASS: Answer = { state: 'pass' };

export function notApplicable(because: string): Answer {
  return { state: 'not-applicable', because };
}

export function cannotTell(...needs: readonly string[]): Answer {
  return { state: 'cannot-tell', needs };
}

/** What one subject came to: found well, failed, or not to be told with what it would need. */
export type Verdict =
  | { readonly is: 'well' }
  | { readonly is: 'failing'; readonly failure: Failure }
  | { readonly is: 'unseen'; readonly need: string };

export const WELL: Verdict = { is: 'well' };

export function failing(failure: Failure): Verdict {
  return { is: 'failing', failure };
}

export function unseen(need: string): Verdict {
  return { is: 'unseen', need };
}

/** The answer over all subjects; `nothing` says why there may be none. */
export function answerOf(verdicts: readonly Verdict[], nothing: string): Answer {
  if (verdicts.length === 0) return notApplicable(nothing);
  const failures = verdicts.flatMap((each) => (each.is === 'failing' ? [each.failure] : []));
  const needs = [...new Set(verdicts.flatMap((each) => (each.is === 'unseen' ? [each.need] : [])))];
  if (failures.length > 0) return { state: 'fail', failures, needs };
  return needs.length > 0 ? { state: 'cannot-tell', needs } : PASS;
}
