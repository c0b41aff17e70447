import { breath } from './breath';
import type { Components } from './components';
import type { Simulation } from './world/simulation';

export interface PaceParts {
  readonly simulation: Pick<Simulation, 'nowMs' | 'advanceTo'>;
  readonly components: Pick<Components, 'tick'>;
  readonly availability: () => Promise<void>;
  /** Simulated seconds a second, at first. */
  readonly speed: number;
  /** The wall clock, and a wait by it that `woken` ends early; those of Node unless given. */
  readonly wall?: Wall;
}

export interface Wall {
  now(): number;
  wait(ms: number, woken: (wake: () => void) => void): Promise<void>;
}

const REAL_WALL: Wall = {
  now: () => Date.now(),
  wait: (ms, woken) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      woken(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** Real time between two steps. */
const STEP_MS = 250;
/** Simulated time is moved by no more than this at once: scrapes and HPA syncs fall due in their order. */
const LONGEST_STEP_MS = 1_000;
/** How much longer than asked for a warm-up may go on because real time went on meanwhile. */
const LONGEST_CATCH_UP_MS = 300_000;

/** Moves the demo's time: the simulation first, then what its programs have to do. */
export class Pace {
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: (() => void) | undefined;

  private readonly wall: Wall;
  /** From where time is followed: then the wall clock showed `wallMs` and the simulated one `ms`. */
  private from = { wallMs: 0, ms: 0 };
  private speedNow: number;

  constructor(private readonly parts: PaceParts) {
    this.wall = parts.wall ?? REAL_WALL;
    this.speedNow = parts.speed;
  }

  /** Simulated seconds a second, now. */
  get speed(): number {
    return this.speedNow;
  }

  /** From this moment on. Time that went fast is not given back: at speed 1 the clock stays as far ahead of the wall's as it has come. */
  setSpeed(speed: number): void {
    this.speedNow = speed;
    this.followFrom(this.wall.now());
    this.wake?.();
  }

  /**
   * Lives through the time before the cluster is shown, as fast as it goes, and through what the wall clock went on
   * meanwhile: a cluster whose clock is behind would be shown as one.
   */
  async warmUp(ms: number): Promise<void> {
    const { simulation } = this.parts;
    const enoughMs = simulation.nowMs + ms;
    const mostMs = enoughMs + LONGEST_CATCH_UP_MS;
    await this.moveTo(enoughMs, true);
    const untilMs = () => Math.min(this.wall.now(), mostMs);
    while (!this.stopped && simulation.nowMs < untilMs()) await this.moveTo(untilMs(), true);
    await this.parts.availability();
  }

  /** From now on simulated time follows the wall clock. */
  start(): void {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.running;
  }

  /**
   * Never more than LONGEST_STEP_MS at once, however late it is: where the machine is too slow time passes more slowly
   * and nothing is left out. At speed 1 it catches up with the wall clock when it can; a fast demo has none to follow.
   */
  private async follow(): Promise<void> {
    const { simulation } = this.parts;
    const begunMs = this.wall.now();
    this.followFrom(begunMs);
    // A clock that is ahead of the wall's stands still until that has come.
    if (this.speedNow === 1) this.from.ms = Math.min(simulation.nowMs, begunMs);
    while (!this.stopped) {
      const roundMs = this.wall.now();
      const speed = this.speedNow;
      const dueMs = this.from.ms + (roundMs - this.from.wallMs) * speed;
      await this.moveTo(Math.min(dueMs, simulation.nowMs + (STEP_MS + LONGEST_STEP_MS) * speed));
      const late = simulation.nowMs < dueMs;
      if (late && speed !== 1) this.followFrom(roundMs);
      await this.pause(late ? 0 : STEP_MS - (this.wall.now() - roundMs));
    }
  }

  private followFrom(wallMs: number): void {
    this.from = { wallMs, ms: this.parts.simulation.nowMs };
  }

  private async moveTo(toMs: number, quickly = false): Promise<void> {
    const { simulation, components } = this.parts;
    while (simulation.nowMs < toMs && !this.stopped) {
      await simulation.advanceTo(Math.min(toMs, simulation.nowMs + LONGEST_STEP_MS));
      await components.tick(simulation.nowMs, quickly);
      await breath();
    }
  }

  /** Not at all long where the round took longer; requests are let in all the same. */
  private pause(ms: number): Promise<void> {
    return this.wall.wait(Math.max(1, ms), (wake) => {
      this.wake = wake;
    });
  }
}
