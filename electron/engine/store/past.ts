import type { Track } from '../../../shared/analysis/history/segments';
import type { Pipeline } from '../../../shared/model/component';
import type { FoundMoment } from './moments';
import type { KeptChange } from './states';

/** A stretch in which the program ran. */
export interface SessionSpan {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** What is kept of the time strip beyond memory: of earlier sessions, and of what this one has let go. */
export interface Past {
  /** A moment of the session that began at `beganMs`, packed. */
  takeMoment(beganMs: number, atMs: number, turn: boolean, packed: Uint8Array): void;
  takeChange(owner: string, change: KeptChange): void;
  /** What the track of a pipeline is by now. */
  takeTrack(pipeline: Pipeline, track: Track): void;
  /** The wall clock was set by so much. */
  redate(byMs: number): void;
  /** Oldest first; the one that runs is among them once a moment of it is kept. */
  sessions(): readonly SessionSpan[];
  /** Of all kept moments, oldest first. */
  times(): readonly number[];
  /** The newest that is not newer than `atMs` and can be read; undefined if there is none. */
  find(atMs: number): FoundMoment | undefined;
  track(pipeline: Pipeline): Track;
  /** Changes of sessions before this one, newest first; answers that proved them are gone. */
  changes(owner: string): readonly KeptChange[];
}
