import type { PrintedAnswer } from './printed';

/**
 * Answers kept so that every claim can show the line it stands on. Bodies are bounded in bytes; the
 * oldest go first. Headers are not kept: they could hold what must not leave the engine.
 */
export interface KeptAnswer {
  readonly id: string;
  readonly request: string;
  readonly atMs: number;
  readonly status: number;
  readonly contentType?: string;
  readonly body: Uint8Array;
  /** The Accept header it was asked with, where one was sent. */
  readonly accept?: string;
  /** What came in place of the body, which is a text made of it. */
  readonly printedFrom?: 'protobuf';
}

/** Enough for the last answers of some hundred targets. */
const DEFAULT_BYTES = 96 * 1024 * 1024;

export class AnswerStore {
  private readonly kept = new Map<string, KeptAnswer>();
  /** The newest answer to each request takes the place of the one before the last, so that a proof just shown stays. */
  private readonly byRequest = new Map<string, readonly string[]>();
  private bytes = 0;
  private count = 0;

  constructor(private readonly limitBytes = DEFAULT_BYTES) {}

  /** Keeps the answer and returns the id it can be read by. */
  keep({ headers, body, request, atMs, status, printedFrom }: PrintedAnswer, accept?: string): string {
    this.count += 1;
    const id = `a${this.count}`;
    const more = { ...(printedFrom && { printedFrom }), ...(accept && { accept }) };
    this.kept.set(id, { id, request, atMs, status, contentType: headers['content-type'], body, ...more });
    this.bytes += body.byteLength;
    const [last, older] = this.byRequest.get(request) ?? [];
    if (older) this.drop(older);
    this.byRequest.set(request, last ? [id, last] : [id]);
    this.trim(id);
    return id;
  }

  get(id: string): KeptAnswer | undefined {
    return this.kept.get(id);
  }

  /** Id of the newest kept answer to a request. */
  newestOf(request: string): string | undefined {
    return this.byRequest.get(request)?.[0];
  }

  /** The kept answers to a request, newest first: two at most. */
  answersTo(request: string): readonly KeptAnswer[] {
    return (this.byRequest.get(request) ?? []).flatMap((id) => this.kept.get(id) ?? []);
  }

  get size(): { readonly answers: number; readonly bytes: number } {
    return { answers: this.kept.size, bytes: this.bytes };
  }

  private trim(keep: string): void {
    for (const id of this.kept.keys()) {
      if (this.bytes <= this.limitBytes) return;
      if (id !== keep) this.drop(id);
    }
  }

  private drop(id: string): void {
    const answer = this.kept.get(id);
    if (!answer) return;
    this.kept.delete(id);
    this.bytes -= answer.body.byteLength;
    const left = (this.byRequest.get(answer.request) ?? []).filter((each) => each !== id);
    if (left.length === 0) this.byRequest.delete(answer.request);
    else this.byRequest.set(answer.request, left);
  }
}
