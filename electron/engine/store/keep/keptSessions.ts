import type { SessionSpan } from '../past';
import { nextIdIn, numberIn, type Sqlite } from './sqlite';
import type { WriteQueue } from './writeQueue';

/** When the program looked at the cluster of a history file: from begin to the last kept moment. */
export class KeptSessions {
  #spans: readonly (SessionSpan & { readonly id: number })[];
  #own: number | undefined;
  #changed = false;
  readonly #nextId: number;

  constructor(
    db: Sqlite,
    private readonly queue: WriteQueue,
    nowMs: number,
  ) {
    this.#nextId = nextIdIn(db, 'session');
    this.#spans = db
      .prepare('select id, began_ms, ended_ms from session where began_ms <= ? order by began_ms, id')
      .all([nowMs])
      .map((row) => ({ id: numberIn(row, 'id'), beganMs: numberIn(row, 'began_ms'), endedMs: numberIn(row, 'ended_ms') }));
  }

  all(): readonly SessionSpan[] {
    return this.#spans;
  }

  /** The one that runs goes on. */
  goOn(beganMs: number, endedMs: number): void {
    const id = this.#own ?? this.#nextId;
    this.#own = id;
    this.#spans = [...this.#spans.filter((each) => each.id !== id), { id, beganMs, endedMs }];
    this.#changed = true;
  }

  /** Hands over what changed since the last time. */
  settle(): void {
    if (!this.#changed) return;
    for (const span of this.#spans) if (span.id === this.#own) this.#write(span);
    this.#changed = false;
  }

  #write({ id, beganMs, endedMs }: SessionSpan & { readonly id: number }): void {
    this.queue.write('session', [id, beganMs, endedMs]);
  }

  retain(sinceMs: number): void {
    for (const { id, endedMs } of this.#spans) if (endedMs < sinceMs) this.queue.write('dropSession', [id]);
    this.#spans = this.#spans.filter(({ endedMs }) => endedMs >= sinceMs);
  }

  redate(byMs: number): void {
    this.#spans = this.#spans.map((each) => ({ ...each, beganMs: each.beganMs + byMs, endedMs: each.endedMs + byMs }));
    for (const span of this.#spans) this.#write(span);
  }

  forget(): void {
    this.#spans = [];
    this.#own = undefined;
    this.#changed = false;
  }
}
