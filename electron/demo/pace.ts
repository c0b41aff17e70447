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

/** Moves the demo's time: the simulation first, then what its programs have to do. */
export class Pace {
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: (() => void) | undefined;

  constructor(private readonly parts: PaceParts) {}

  /** Lives through the time before the cluster is shown, as fast as it goes. */
  async warmUp(ms: number): Promise<void> {
    await this.moveTo(this.parts.simulation.nowMs + ms, true);
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

  private async follow(): Promise<void> {
    const { simulation, speed } = this.parts;
    const begunMs = Date.now();
    const fromMs = simulation.nowMs;
    while (!this.stopped) {
      await this.moveTo(fromMs + (Date.now() - begunMs) * speed);
      await this.pause();
    }
  }

  private async moveTo(toMs: number, quickly = false): Promise<void> {
    const { simulation, components } = this.parts;
    while (simulation.nowMs < toMs && !this.stopped) {
      await simulation.advanceTo(Math.min(toMs, simulation.nowMs + LONGEST_STEP_MS));
      await components.tick(simulation.nowMs, quickly);
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, STEP_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
