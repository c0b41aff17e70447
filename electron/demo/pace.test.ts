import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

const START = Date.UTC(2026, 10, 21, 12);

/** A demo on a wall clock of its own: each simulated second costs so many real milliseconds of work. */
class Bench {
  wallMs = START;
  nowMs: number;
  readonly ticks: { readonly atMs: number; readonly wallMs: number; readonly quickly: boolean }[] = [];
  readonly pace: Pace;
  private later: { readonly wallMs: number; readonly what: () => void }[] = [];
  private untilMs = Number.POSITIVE_INFINITY;
  private ended: () => void = () => undefined;
  /** How long the machine sleeps at the next pause. */
  asleepMs = 0;

  constructor(speed: number, costMs: number, behindMs = 0) {
    this.nowMs = START - behindMs;
    const bench = this;
    this.pace = new Pace({
      speed,
      availability: async () => undefined,
      simulation: {
        get nowMs() {
          return bench.nowMs;
        },
        advanceTo: async (ms) => {
          this.wallMs += ((ms - this.nowMs) / 1000) * costMs;
          this.nowMs = ms;
        },
      },
      components: {
        tick: async (atMs, quickly = false) => {
          this.ticks.push({ atMs, wallMs: this.wallMs, quickly });
        },
      },
      wall: { now: () => this.wallMs, wait: (ms) => this.wait(ms) },
    });
  }

  private wait(ms: number): Promise<void> {
    this.wallMs += ms + this.asleepMs;
    this.asleepMs = 0;
    const due = this.later.filter(({ wallMs }) => wallMs <= this.wallMs);
    this.later = this.later.filter(({ wallMs }) => wallMs > this.wallMs);
    for (const { what } of due) what();
    if (this.wallMs >= this.untilMs) this.ended();
    return Promise.resolve();
  }

  /** Happens when the wall clock has gone on for so long. */
  at(seconds: number, what: () => void): void {
    this.later.push({ wallMs: START + seconds * 1000, what });
  }

  /** Runs until the wall clock has gone on for so long. */
  async run(seconds: number): Promise<void> {
    this.untilMs = this.wallMs + seconds * 1000;
    const over = new Promise<void>((resolve) => {
      this.ended = resolve;
    });
    this.pace.start();
    await over;
    await this.pace.stop();
  }

  get behindMs(): number {
    return this.wallMs - this.nowMs;
  }

  longestStepMs(): number {
    return this.ticks.reduce((most, tick, i) => Math.max(most, tick.atMs - (this.ticks[i - 1]?.atMs ?? tick.atMs)), 0);
  }
}

describe('simulated time', () => {
  it('follows the wall clock at speed 1', async () => {
    const bench = new Bench(1, 10);
    await bench.run(60);
    expect(Math.abs(bench.behindMs)).toBeLessThan(600);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });

  it('runs twenty times as fast, second by second', async () => {
    const bench = new Bench(20, 5);
    await bench.run(60);
    expect((bench.nowMs - START) / 60_000).toBeCloseTo(20, 0);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });

  it('slows where the machine cannot keep up, and leaves nothing out', async () => {
    const bench = new Bench(20, 100);
    await bench.run(60);
    expect((bench.nowMs - START) / 60_000).toBeGreaterThan(9);
    expect((bench.nowMs - START) / 60_000).toBeLessThan(10.5);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });

  it('catches up with the wall clock after the machine slept, at speed 1', async () => {
    const bench = new Bench(1, 10);
    bench.asleepMs = 600_000;
    await bench.run(640);
    expect(Math.abs(bench.behindMs)).toBeLessThan(600);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });

  it('has nothing to catch up with when it is fast', async () => {
    const bench = new Bench(20, 5);
    bench.asleepMs = 600_000;
    await bench.run(660);
    expect((bench.nowMs - START) / 1000).toBeLessThan(60 * 20 + 30);
  });
});

describe('another speed', () => {
  it('counts from the moment on, and what went fast is not given back', async () => {
    const bench = new Bench(1, 5);
    bench.at(10, () => bench.pace.setSpeed(20));
    bench.at(20, () => bench.pace.setSpeed(1));
    await bench.run(30);
    const simulated = (bench.nowMs - START) / 1000;
    expect(simulated).toBeGreaterThan(10 + 200 + 10 - 15);
    expect(simulated).toBeLessThan(10 + 200 + 10 + 15);
    expect(bench.pace.speed).toBe(1);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });
});

describe('the time before the cluster is shown', () => {
  it('is lived through quickly, and what the wall clock went on meanwhile too', async () => {
    const bench = new Bench(1, 100, 60_000);
    await bench.pace.warmUp(60_000);
    expect(Math.abs(bench.behindMs)).toBeLessThan(200);
    expect(bench.ticks.every(({ quickly }) => quickly)).toBe(true);
    expect(bench.longestStepMs()).toBeLessThanOrEqual(1000);
  });

  it('ends where the machine never catches up', async () => {
    const bench = new Bench(1, 1500, 60_000);
    await bench.pace.warmUp(60_000);
    expect(bench.nowMs).toBe(START + 300_000);
  });
});
