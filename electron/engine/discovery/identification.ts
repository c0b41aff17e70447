import type { Route } from '../../../shared/model/component';

/** One question to something that may be a component. The session asks it through the port. */
export interface IdentificationRequest {
  /** "Deployment/monitoring/foo /api/v1/status/buildinfo": under this key the answer is kept. */
  readonly key: string;
  /** Key of the candidate (candidate.ts). */
  readonly about: string;
  readonly question: Question;
  readonly route: Route;
  /** Path with the base path before it. */
  readonly path: string;
  /** More than this is no answer to this question. */
  readonly maxBytes: number;
}

export type Question = 'buildinfo' | 'flags' | 'metrics';

/** What came back. Only `answered` (200, 404) says anything about what is there; 401, 403 and 5xx do not. */
export type IdentificationAnswer =
  | { readonly kind: 'answered'; readonly request: string; readonly atMs: number; readonly status: number; readonly text: string }
  | { readonly kind: 'no-answer'; readonly request: string; readonly atMs: number; readonly because: string };

/** By IdentificationRequest.key. */
export type Answers = ReadonlyMap<string, IdentificationAnswer>;

export const NO_ANSWERS: Answers = new Map();

export function identificationKey(about: string, question: Question): string {
  return `${about} ${question}`;
}
