import { clipTrack, extendTrack, redateTrack, type Track } from '../../../shared/analysis/history/segments';
import { PIPELINES, trackNow } from '../../../shared/analysis/history/trackState';
import type { Strip } from '../../../shared/contract/engine';
import type { Pipeline } from '../../../shared/model/component';
import type { Report } from '../../../shared/report/schema';

const SPAN_MS = 60 * 60_000;
/** The feed looks at least every 5 s: what is longer than this was sleep, or a machine too busy to look. */
const GAP_MS = 20_000;

/** The two tracks of the time strip. */
export class StripTracks {
  private tracks: Record<Pipeline, Track> = { core: [], monitoring: [] };
  private seenMs: number | undefined;

  /** What is so now; returns whether a pipeline is in another state than before. */
  observe(report: Pick<Report, 'components' | 'edges'>, atMs: number): boolean {
    const contiguous = this.seenMs !== undefined && atMs - this.seenMs <= GAP_MS;
    const before = PIPELINES.map((pipeline) => this.stateOf(pipeline));
    for (const pipeline of PIPELINES) {
      const longer = extendTrack(this.tracks[pipeline], trackNow(report, pipeline), atMs, contiguous);
      this.tracks[pipeline] = clipTrack(longer, atMs - SPAN_MS);
    }
    this.seenMs = atMs;
    return !contiguous || PIPELINES.some((pipeline, index) => this.stateOf(pipeline) !== before[index]);
  }

  /** The app stops looking: the next look begins a new stretch. */
  rest(): void {
    this.seenMs = undefined;
  }

  redate(byMs: number): void {
    for (const pipeline of PIPELINES) this.tracks[pipeline] = redateTrack(this.tracks[pipeline], byMs);
    if (this.seenMs !== undefined) this.seenMs += byMs;
  }

  strip(nowMs: number, beganMs: number, moments: number[]): Strip {
    return { nowMs, beganMs, core: [...this.tracks.core], monitoring: [...this.tracks.monitoring], moments };
  }

  of(pipeline: Pipeline): Track {
    return this.tracks[pipeline];
  }

  private stateOf(pipeline: Pipeline): string | undefined {
    const track = this.tracks[pipeline];
    return track[track.length - 1]?.state;
  }
}
