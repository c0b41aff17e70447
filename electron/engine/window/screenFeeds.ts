import type { BenchIntent } from '../../../shared/contract/bench';
import type { FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { assertNever } from '../../../shared/model/result';
import { BenchFeed } from '../bench/benchFeed';
import { BlindSpotFeed } from '../blindSpots/blindSpotFeed';
import { DoctorFeed } from '../doctors/doctorFeed';
import { ExplorerFeed } from '../explorer/explorerFeed';
import { GapFeed } from '../gaps/gapFeed';
import { LogFeed } from '../logs/logFeed';
import { TraceFeed } from '../trace/traceFeed';
import { WhyFeed } from '../why/whyFeed';
import type { FeedParts } from './feedParts';

type ScreenIntent = Extract<
  FromRenderer,
  {
    type:
      | 'gaps'
      | 'gaps-off'
      | 'blind-spots'
      | 'ask-why'
      | 'stop-why'
      | 'ask-doctor'
      | 'stop-doctor'
      | BenchIntent['type']
      | 'explorer'
      | 'try-endpoint'
      | 'stop-trying'
      | 'read-log'
      | 'ask-trace'
      | 'stop-trace'
      | 'find-trace-subjects';
  }
>;

/** What the screens beside the map ask for; each works only while its screen is open. */
export class ScreenFeeds {
  readonly gaps: GapFeed;
  readonly blindSpots: BlindSpotFeed;
  private readonly why: WhyFeed;
  private readonly doctors: DoctorFeed;
  private readonly bench: BenchFeed;
  private readonly explorer: ExplorerFeed;
  private readonly logs: LogFeed;
  private readonly trace: TraceFeed;

  constructor(parts: FeedParts, send: (message: FromEngine) => void) {
    this.gaps = new GapFeed(parts, send);
    this.blindSpots = new BlindSpotFeed(parts, send);
    this.why = new WhyFeed(parts, send);
    this.doctors = new DoctorFeed(parts, send);
    this.bench = new BenchFeed(parts, send);
    this.explorer = new ExplorerFeed(parts, send);
    this.logs = new LogFeed(parts, send);
    this.trace = new TraceFeed(parts, send);
  }

  receive(intent: ScreenIntent): void {
    switch (intent.type) {
      case 'gaps':
      case 'gaps-off':
        this.gaps.receive(intent);
        return;
      case 'blind-spots':
        this.blindSpots.receive(intent);
        return;
      case 'ask-why':
      case 'stop-why':
        this.why.receive(intent);
        return;
      case 'ask-doctor':
      case 'stop-doctor':
        this.doctors.receive(intent);
        return;
      case 'bench-open':
      case 'bench-try':
      case 'bench-list':
      case 'bench-steps':
      case 'bench-typed':
      case 'bench-stop':
      case 'bench-close':
        this.bench.receive(intent);
        return;
      case 'explorer':
      case 'try-endpoint':
      case 'stop-trying':
        this.explorer.receive(intent);
        return;
      case 'read-log':
        this.logs.receive(intent);
        return;
      case 'ask-trace':
      case 'stop-trace':
      case 'find-trace-subjects':
        this.trace.receive(intent);
        return;
      default:
        assertNever(intent);
    }
  }

  /** Another window is at the other end: no screen of it is open yet. */
  reset(): void {
    this.gaps.close();
    this.doctors.close();
    this.bench.close();
    this.trace.close();
    this.blindSpots.receive({ type: 'blind-spots', shown: null });
    this.blindSpots.holdAt(undefined);
  }

  close(): void {
    this.gaps.close();
    this.blindSpots.close();
    this.why.close();
    this.doctors.close();
    this.bench.close();
    this.explorer.close();
    this.logs.close();
    this.trace.close();
  }
}
