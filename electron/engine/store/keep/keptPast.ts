import type { Track } from '../../../../shared/analysis/history/segments';
import type { Pipeline } from '../../../../shared/model/component';
import type { FoundMoment } from '../moments';
import type { Past, SessionSpan } from '../past';
import type { KeptChange } from '../states';
import { KeptChanges } from './keptChanges';
import { KeptMoments } from './keptMoments';
import { KeptSessions } from './keptSessions';
import { KeptTracks } from './keptTracks';
import type { Sqlite } from './sqlite';
import type { WriteQueue } from './writeQueue';

/** The time strip of one cluster in its history file. */
export class KeptPast implements Past {
  readonly #moments: KeptMoments;
  readonly #changes: KeptChanges;
  readonly #tracks: KeptTracks;
  readonly #sessions: KeptSessions;

  /** What is in the file up to now is indexed (a clock may have been set back between two sessions); `onUnreadable` hears of each part that is not what was written. */
  constructor(db: Sqlite, queue: WriteQueue, nowMs: number, onUnreadable: () => void) {
    this.#moments = new KeptMoments(db, queue, nowMs, onUnreadable);
    this.#changes = new KeptChanges(db, queue, nowMs, onUnreadable);
    this.#tracks = new KeptTracks(db, queue, nowMs, onUnreadable);
    this.#sessions = new KeptSessions(db, queue, nowMs);
  }

  /** Of moments: what is beside the samples in the file. */
  get bytes(): number {
    return this.#moments.bytes;
  }

  takeMoment(beganMs: number, atMs: number, turn: boolean, packed: Uint8Array): void {
    this.#moments.take(atMs, turn, packed);
    this.#sessions.goOn(beganMs, atMs);
  }

  takeChange(owner: string, change: KeptChange): void {
    this.#changes.take(owner, change);
  }

  takeTrack(pipeline: Pipeline, track: Track): void {
    this.#tracks.take(pipeline, track);
  }

  sessions(): readonly SessionSpan[] {
    return this.#sessions.all();
  }

  times(): readonly number[] {
    return this.#moments.times();
  }

  find(atMs: number): FoundMoment | undefined {
    return this.#moments.find(atMs);
  }

  track(pipeline: Pipeline): Track {
    return this.#tracks.of(pipeline);
  }

  changes(owner: string): readonly KeptChange[] {
    return this.#changes.of(owner);
  }

  redate(byMs: number): void {
    for (const part of this.#parts()) part.redate(byMs);
  }

  /** Hands over what came since the last time. */
  settle(): void {
    this.#changes.settle();
    this.#tracks.settle();
    this.#sessions.settle();
  }

  retain(nowMs: number, sinceMs: number): void {
    this.#moments.retain(nowMs, sinceMs);
    this.#changes.retain(sinceMs);
    this.#tracks.retain(sinceMs);
    this.#sessions.retain(sinceMs);
  }

  /** The file is empty again. */
  forget(): void {
    for (const part of this.#parts()) part.forget();
  }

  #parts() {
    return [this.#moments, this.#changes, this.#tracks, this.#sessions] as const;
  }
}
