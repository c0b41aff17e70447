import { ok, type Result } from '../../../shared/model/result';
import type { ClusterPort } from '../cluster/port';
import { openRecording, type ReadTrouble, type Recording } from './reader';
import { ReplayClock } from './replayClock';
import { replayPort } from './replayPort';

const STEPS = 100;

/** A recording as a cluster: what looks at it is what looks at a live one, by its clock. */
export interface Replay {
  readonly recording: Recording;
  readonly clock: ReplayClock;
  readonly port: ClusterPort;
  /** What a Report of all of it looks back on. */
  readonly lengthMs: number;
  /** Lets its time pass to the end; hears how far it is, a hundred times at most. */
  toEnd(onStep?: (passedMs: number) => void): Promise<void>;
  /** Lets its time pass until that is done. */
  settle<T>(made: Promise<T>): Promise<T>;
}

export async function openReplay(file: string): Promise<Result<Replay, ReadTrouble>> {
  const opened = await openRecording(file);
  if (!opened.ok) return opened;
  const recording = opened.value;
  const clock = new ReplayClock(recording.fromMs);
  return ok({
    recording,
    clock,
    port: replayPort(recording, clock),
    lengthMs: lengthOf(recording),
    toEnd: async (onStep) => {
      const stepMs = (recording.toMs - recording.fromMs) / STEPS;
      for (let step = 1; step < STEPS; step++) {
        await clock.run(recording.fromMs + step * stepMs);
        onStep?.(step * stepMs);
      }
      await clock.run(recording.toMs);
    },
    settle: async (made) => {
      let over = false;
      const done = () => (over = true);
      made.then(done, done);
      await clock.run(Number.POSITIVE_INFINITY, () => over);
      return made;
    },
  });
}

/** The same as the Report in it: what Prometheus was asked about the gaps of that time is there. */
function lengthOf({ entries, fromMs, toMs }: Recording): number {
  const report = entries.find(({ kind }) => kind === 'report');
  return report?.kind === 'report' ? report.lengthMs : toMs - fromMs;
}
