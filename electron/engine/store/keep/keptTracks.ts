import { redateTrack, type Track } from '../../../../shared/analysis/history/segments';
import { PIPELINES } from '../../../../shared/analysis/history/trackState';
import { TrackSegment } from '../../../../shared/contract/engine';
import type { Pipeline } from '../../../../shared/model/component';
import { checksum } from './checksum';
import { bytesIn, nameBytes, nameIn, nextIdIn, numberIn, type Sqlite } from './sqlite';
import type { WriteQueue } from './writeQueue';

interface KeptSegment {
  readonly id: number;
  readonly segment: TrackSegment;
}

/** Of one pipeline; one that flaps loses its oldest. */
const SEGMENTS_KEPT = 5_000;

/** The tracks of the time strip in a history file. A few hundred segments a day: all of them are in memory. */
export class KeptTracks {
  #tracks: Record<Pipeline, readonly KeptSegment[]> = { core: [], monitoring: [] };
  readonly #changed = new Set<KeptSegment>();
  #nextId: number;

  constructor(
    db: Sqlite,
    private readonly queue: WriteQueue,
    nowMs: number,
    onUnreadable: () => void,
  ) {
    this.#nextId = nextIdIn(db, 'segment');
    const rows = db.prepare('select id, pipeline, sum, bytes from segment where from_ms <= ? order by from_ms, id').all([nowMs]);
    for (const row of rows) {
      const pipeline = PIPELINES.find((each) => each === nameIn(row, 'pipeline'));
      const segment = segmentOf(row);
      if (pipeline === undefined || segment === undefined) onUnreadable();
      else
        this.#tracks[pipeline] = [
          ...this.#tracks[pipeline],
          { id: numberIn(row, 'id'), segment: { ...segment, toMs: Math.min(segment.toMs, nowMs) } },
        ];
    }
  }

  of(pipeline: Pipeline): Track {
    return this.#tracks[pipeline].map(({ segment }) => segment);
  }

  /** Its last two segments say what is new: one may have ended since, and one begun. */
  take(pipeline: Pipeline, track: Track): void {
    for (const segment of track.slice(-2)) this.#takeOne(pipeline, segment);
  }

  #takeOne(pipeline: Pipeline, segment: TrackSegment): void {
    const kept = this.#tracks[pipeline];
    const last = kept[kept.length - 1];
    if (last === undefined || isLater(segment, last.segment)) this.#put(pipeline, kept, { id: this.#nextId++, segment });
    else if (segment.state === last.segment.state && segment.toMs > last.segment.toMs)
      // The track in memory is cut to its hour.
      this.#put(pipeline, kept.slice(0, -1), { id: last.id, segment: { ...segment, fromMs: last.segment.fromMs } }, last);
  }

  #put(pipeline: Pipeline, before: readonly KeptSegment[], now: KeptSegment, was?: KeptSegment): void {
    if (was !== undefined) this.#changed.delete(was);
    this.#changed.add(now);
    this.#tracks[pipeline] = [...before, now];
  }

  /** Hands over what changed since the last time. */
  settle(): void {
    for (const pipeline of PIPELINES)
      for (const each of this.#tracks[pipeline].filter((one) => this.#changed.has(one))) this.#write(pipeline, each);
    this.#changed.clear();
  }

  #write(pipeline: Pipeline, { id, segment }: KeptSegment): void {
    const bytes = nameBytes(JSON.stringify(segment));
    this.queue.write('segment', [id, nameBytes(pipeline), segment.fromMs, segment.toMs, checksum(bytes), bytes]);
  }

  retain(sinceMs: number): void {
    for (const pipeline of PIPELINES) {
      const all = this.#tracks[pipeline];
      const left = all.filter(({ segment }) => segment.toMs >= sinceMs).slice(-SEGMENTS_KEPT);
      for (const { id } of all.filter((each) => !left.includes(each))) this.queue.write('dropSegment', [id]);
      this.#tracks[pipeline] = left;
    }
  }

  redate(byMs: number): void {
    for (const pipeline of PIPELINES) {
      const moved = redateTrack(this.of(pipeline), byMs);
      this.#tracks[pipeline] = this.#tracks[pipeline].flatMap(({ id }, at) => {
        const segment = moved[at];
        return segment === undefined ? [] : [{ id, segment }];
      });
      for (const each of this.#tracks[pipeline]) this.#changed.add(each);
    }
  }

  forget(): void {
    this.#tracks = { core: [], monitoring: [] };
    this.#changed.clear();
  }
}

function segmentOf(row: unknown): TrackSegment | undefined {
  const bytes = bytesIn(row, 'bytes');
  if (numberIn(row, 'sum') !== checksum(bytes)) return undefined;
  const read = TrackSegment.safeParse(JSON.parse(nameIn(row, 'bytes')));
  return read.success ? read.data : undefined;
}

/** It follows on the last: with another state, or after a gap. */
function isLater(segment: TrackSegment, last: TrackSegment): boolean {
  if (segment.fromMs <= last.fromMs) return false;
  return segment.fromMs > last.toMs || (segment.fromMs === last.toMs && segment.state !== last.state);
}
