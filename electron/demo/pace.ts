import { breath } from './breath';
import type { Components } from './components';
import type { Simulation } from './world/simulation';

export interface PaceParts {
  readonly simulation: Simulation;
  readonly components: Components;
  readonly availability: () => Promise<void>;
  /** Simulated seconds a second. */
  readonly speed: number;
}

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

  constructor(private readonly parts: PaceParts) {}

  /**
   * Lives through the time before the cluster is shown, as fast as it goes, and through what the wall clock went on
   * meanwhile: a cluster whose clock is behind would be shown as one.
   */
  async warmUp(ms: number): Promise<void> {
    const { simulation } = this.parts;
    const enoughMs = simulation.nowMs + ms;
    const mostMs = enoughMs + LONGEST_CATCH_UP_MS;
    await this.moveTo(enoughMs, true);
    while (!this.stopped && simulation.nowMs < Math.min(Date.now(), mostMs)) await this.moveTo(Math.min(Date.now(), mostMs), true);
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
    const { simulation, speed } = this.parts;
    let begunMs = Date.now();
    let fromMs = simulation.nowMs;
    while (!this.stopped) {
      const roundMs = Date.now();
      const dueMs = fromMs + (roundMs - begunMs) * speed;
      await this.moveTo(Math.min(dueMs, simulation.nowMs + (STEP_MS + LONGEST_STEP_MS) * speed));
      if (speed !== 1 && simulation.nowMs < dueMs) {
        begunMs = roundMs;
        fromMs = simulation.nowMs;
      }
      await this.pause(STEP_MS - (Date.now() - roundMs));
    }
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
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, ms));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
