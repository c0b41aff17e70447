import type { View } from '../../../shared/contract/engine';
import type { ReplayIntent } from '../../../shared/contract/replay';
import type { BlindSpotWatch } from '../blindSpots/blindSpotWatch';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import type { CorrectionsFile } from '../correctionsFile';
import type { RunningDemo } from '../demoThread';
import type { ReportMaker } from '../session/report';
import type { Session } from '../session/session';
import type { Past } from '../store/past';
import type { SampleStore } from '../store/samples/sampleStore';
import type { RecordingFeed } from './recordingFeed';

/** What the feed of a window, and those of its screens, read and ask. */
export interface FeedParts {
  readonly session: Session;
  readonly port: ClusterPort;
  readonly access: Pick<Access, 'answer' | 'answerFor'>;
  readonly report: ReportMaker;
  readonly clock: Clock;
  /** The demo cluster, where it is the one that is looked at: a real one has no fault lab. */
  readonly demo: Pick<RunningDemo, 'state' | 'setFaults' | 'setSpeed' | 'lab'> | undefined;
  readonly corrections: Pick<CorrectionsFile, 'path' | 'list' | 'remember' | 'forget'>;
  readonly onPhase: (phase: View['phase']) => void;
  /** For so many milliseconds nothing is asked of the cluster but what the user wants to see; none: again as ever. */
  readonly hold: (ms: number) => void;
  readonly blindSpots?: BlindSpotWatch;
  /** Set where a recording is looked at: its clock, which passes as it is played, and who obeys the player. `clock` shows the same time and waits as we do. */
  readonly replay?: { readonly clock: Clock; receive(intent: ReplayIntent): void };
  /** What is recorded of it; absent where a recording is looked at. */
  readonly recording?: RecordingFeed;
  /** What every look read, where it is kept. */
  readonly samples?: SampleStore;
  /** Of earlier sessions, where history is kept. */
  readonly past?: Past;
}
