import type { JsonField } from '../json/fieldLines';

/** One proof: which request was made, when, and the line, field or condition that shows it. */
export interface Evidence {
  /** "GET /api/v1/nodes/n1/proxy/metrics/resource", as sent. Absent where no request was made (a watch, a rule of our own). */
  readonly request?: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly says: string;
  /** 1-based line of the answer's text. */
  readonly line?: number;
  /** Names the kept answer, for "show the raw answer". */
  readonly answerId?: string;
  /** Samples of the answer, by name, that show it: their lines are looked up when somebody opens the proof. */
  readonly shows?: readonly string[];
  /** Fields of a JSON answer that show it, likewise. */
  readonly fields?: readonly JsonField[];
}

/** A permission, in the words of a SelfSubjectAccessReview. `path` is for nonResourceURLs. */
export interface AccessNeed {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
}

/** What every look has, whatever came of it. */
interface Look {
  readonly request: string;
  /** The route's label: "apiserver", "aggregated API", "node proxy", "service proxy", "pod proxy", "direct". */
  readonly route: string;
  /** When the answer was complete (or the failure certain). Milliseconds since the epoch, local clock. */
  readonly atMs: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly bytes?: number;
  /** The Accept header that was sent, where one was: what negotiates the format of a scrape. */
  readonly accept?: string;
  readonly evidence: readonly Evidence[];
  readonly answerId?: string;
  /** Of an exposition that was read: what Prometheus 3 would hold against it all the same, with its proof. */
  readonly objections?: readonly Evidence[];
  /** How much of each limit of the job that scrapes it the exposition takes, where it has any and keeps within all. */
  readonly limitRoom?: readonly Evidence[];
}

/**
 * The outcome of one look. Not seen is not healthy: only `ok` carries a value, and who reads an
 * observation must say what it makes of the four others.
 */
export type Observation<T> =
  | (Look & { readonly state: 'ok'; readonly value: T })
  /** The server answered that there is no such thing (404, empty discovery). */
  | (Look & { readonly state: 'absent'; readonly because: string })
  /** We may not look. `missing` is the verb and resource; `remedy` names the smallest Role or another route. */
  | (Look & { readonly state: 'denied'; readonly missing: AccessNeed; readonly because: string; readonly remedy: string })
  /** No (whole) answer, or an answer that says the other side could not: timeouts, 5xx, TLS. */
  | (Look & { readonly state: 'unreachable'; readonly because: string; readonly remedy: string })
  /** An answer that cannot be what it should be. */
  | (Look & { readonly state: 'malformed'; readonly because: string; readonly remedy: string });
