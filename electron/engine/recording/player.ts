import type { Replay, ReplayIntent, ReplaySpeed } from '../../../shared/contract/replay';
import { assertNever } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { ReplayClock } from './replayClock';

/** So often its time goes on: too short to be seen as steps. */
const TICK_MS = 100;
/** What takes longer to compute than it lasted is not made up for: it passes more slowly than asked for. */
const LONGEST_TICK_MS = 250;
/** On the way to another moment it is looked up so often whether the user has thought better of it. */
const STEP_MS = 2_000;
/** A cluster whose components were not all looked at by then is shown as it is. */
const FIRST_LOOK_MS = 60_000;
/** The window hears of the time that passes so often; of what the user did, at once. */
const TOLD_MS = { usual: 1_000, quick: 250 };

/** One passage through a recording from its beginning: what looks at it, and its time. */
export interface Passage {
  readonly clock: Pick<ReplayClock, 'now' | 'run'>;
  /** Whether every component was looked at once. */
  isWhole(): boolean;
  /** It is where it was sent to: the window sees it from now on. */
  show(): void;
  close(): void;
}

export interface PlayerParts {
  readonly about: Pick<Replay, 'name' | 'context' | 'madeBy' | 'fromMs' | 'toMs' | 'damage'>;
  /** Our own time, by which it is played. */
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** A new passage: of what was before nothing is told any more. */
  begin(): Passage;
  tell(replay: Replay): void;
}

/**
 * Plays a recording. Its time only goes on: to an earlier moment it is passed through again from its beginning, as quickly as that can be computed, so that
 * each moment is what whoever recorded it saw.
 */
export class ReplayPlayer {
  private passage: Passage;
  private run = 1;
  private isPlaying = true;
  /** Whether the window sees this passage: not before it is where it was sent to. */
  private isShown = true;
  private seekMs: number | undefined;
  private speed: ReplaySpeed = 1;
  private heldUntilMs = Number.NEGATIVE_INFINITY;
  private toldMs = Number.NEGATIVE_INFINITY;
  private readonly end = new AbortController();

  constructor(private readonly parts: PlayerParts) {
    this.passage = parts.begin();
    this.passage.show();
  }

  /** Goes quickly to the first whole look, unless it is paused before, then plays until it is closed. */
  async play(): Promise<void> {
    await this.passToFirstLook();
    let atMs = this.parts.clock.monotonic();
    while (!this.end.signal.aborted) {
      await this.parts.clock.sleep(TICK_MS, this.end.signal);
      const beganMs = this.parts.clock.monotonic();
      if (this.seekMs !== undefined) await this.seek(this.seekMs);
      else if (this.isPlaying && beganMs >= this.heldUntilMs) await this.pass(Math.min(beganMs - atMs, LONGEST_TICK_MS));
      atMs = beganMs;
    }
  }

  receive(intent: ReplayIntent): void {
    const { fromMs, toMs } = this.parts.about;
    switch (intent.type) {
      case 'replay-play':
        this.isPlaying = intent.playing;
        if (intent.playing && this.seekMs === undefined && this.passage.clock.now() >= toMs) this.seekMs = fromMs;
        break;
      case 'replay-seek':
        this.seekMs = Math.min(toMs, Math.max(fromMs, intent.atMs));
        break;
      case 'replay-speed':
        this.speed = intent.speed;
        break;
      default:
        assertNever(intent);
    }
    this.tell();
  }

  /** Time stands still for so many milliseconds of ours, or a hold of none ends it. */
  hold(ms: number): void {
    this.heldUntilMs = this.parts.clock.monotonic() + ms;
  }

  state(): Replay {
    const { run, speed, seekMs } = this;
    const state = seekMs !== undefined ? 'seeking' : this.isPlaying ? 'playing' : 'paused';
    return { ...this.parts.about, run, nowMs: this.passage.clock.now(), state, speed, ...(seekMs === undefined ? {} : { seekMs }) };
  }

  close(): void {
    this.end.abort();
    this.passage.close();
  }

  private async passToFirstLook(): Promise<void> {
    const { fromMs, toMs } = this.parts.about;
    const untilMs = Math.min(fromMs + FIRST_LOOK_MS, toMs);
    const { passage } = this;
    const isOver = () => passage.isWhole() || !this.isPlaying || this.seekMs !== undefined || this.end.signal.aborted;
    await passage.clock.run(untilMs, isOver);
    this.tell();
  }

  private async pass(ms: number): Promise<void> {
    const { toMs } = this.parts.about;
    const { clock } = this.passage;
    await clock.run(Math.min(clock.now() + ms * this.speed, toMs), () => !this.isPlaying || this.seekMs !== undefined);
    if (this.isPlaying && clock.now() >= toMs) {
      this.isPlaying = false;
      this.tell();
    } else this.tellSometimes();
  }

  private async seek(atMs: number): Promise<void> {
    if (atMs < this.passage.clock.now()) {
      this.passage.close();
      this.passage = this.parts.begin();
      this.isShown = false;
    }
    const { clock } = this.passage;
    const isOver = () => this.seekMs !== atMs || this.end.signal.aborted;
    while (clock.now() < atMs && !isOver()) {
      await clock.run(Math.min(clock.now() + STEP_MS, atMs), isOver);
      this.tellSometimes();
    }
    if (isOver()) return;
    this.seekMs = undefined;
    if (atMs >= this.parts.about.toMs) this.isPlaying = false;
    if (!this.isShown) {
      this.isShown = true;
      this.run += 1;
      this.passage.show();
    }
    this.tell();
  }

  private tellSometimes(): void {
    const period = this.speed === 1 && this.seekMs === undefined ? TOLD_MS.usual : TOLD_MS.quick;
    if (this.parts.clock.monotonic() - this.toldMs >= period) this.tell();
  }

  private tell(): void {
    this.toldMs = this.parts.clock.monotonic();
    this.parts.tell(this.state());
  }
}
