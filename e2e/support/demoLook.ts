import { type Demo, type DemoOptions, startDemo } from '../../electron/demo/host';
import { type Clock, systemClock } from '../../electron/engine/clock';
import type { Looking } from '../../electron/engine/lookAtCluster';
import { type LookedAt, lookAt } from './lookedAt';
import { type Taken, takeRecording } from './takenRecording';

export interface LookedAtDemo extends LookedAt {
  readonly demo: Demo;
  close(): Promise<void>;
}

export interface FastDemo extends LookedAtDemo {
  /** The demo's own time: on a busy machine a fast demo falls behind any other clock. */
  readonly clock: Clock;
}

/** Of real time, for what has to be seen: some things show only in four looks, 15 s apart. */
const PATIENCE_MS = 90_000;

/** A demo that lives through more than this falls behind the wall clock meanwhile: who looks at it lives in its time. */
const KEEPS_UP_MS = 600_000;

/** A demo that has lived so long (simulated) when looking begins. */
export async function openDemo(
  scenario: string,
  warmUpMs: number,
  more: Pick<DemoOptions, 'seed' | 'faults' | 'livedMs'> = {},
): Promise<LookedAtDemo> {
  const demo = await startDemo({ scenario, warmUpMs, ...more });
  return lookAtDemo(demo, clockFor(demo, warmUpMs));
}

function clockFor(demo: Demo, warmUpMs: number): Clock {
  return warmUpMs <= KEEPS_UP_MS ? systemClock : clockOf(demo, 1);
}

/** The same, and what its port carries goes into a file. */
export async function openRecordedDemo(
  scenario: string,
  warmUpMs: number,
  file: string,
): Promise<LookedAtDemo & { readonly taken: Taken }> {
  const demo = await startDemo({ scenario, warmUpMs });
  const clock = clockFor(demo, warmUpMs);
  const taken = await takeRecording(file, clock);
  const looked = await lookAtDemo(demo, clock, undefined, taken.through);
  return { ...looked, taken };
}

/** A demo whose time goes `speed` times as fast as the wall clock, and an engine that lives in its time. */
export async function openFastDemo(
  scenario: string,
  speed: number,
  onChange: (looking: Looking) => void = () => undefined,
): Promise<FastDemo> {
  const demo = await startDemo({ scenario, speed });
  const clock = clockOf(demo, speed);
  return { ...(await lookAtDemo(demo, clock, onChange)), clock };
}

async function lookAtDemo(
  demo: Demo,
  clock: Clock,
  onChange?: (looking: Looking) => void,
  through?: Taken['through'],
): Promise<LookedAtDemo> {
  try {
    const looked = lookAt(demo.kubeconfigFile, clock, onChange, [], through);
    const close = async () => {
      looked.session.close();
      await demo.close();
    };
    return { ...looked, demo, close };
  } catch (failure) {
    await demo.close();
    throw failure;
  }
}

/**
 * Starts the look and asks again and again what is wrong, until nothing is, and nothing was for `holdsMs` (of real time):
 * what was still wrong when patience ended.
 */
export async function lookUntilRight(
  { session }: Pick<Looking, 'session'>,
  wrongNow: () => readonly string[] | Promise<readonly string[]>,
  holdsMs = 0,
): Promise<readonly string[]> {
  session.start();
  const end = systemClock.monotonic() + PATIENCE_MS;
  let wrong: readonly string[] = ['nothing was seen'];
  let rightSince = Number.POSITIVE_INFINITY;
  while (systemClock.monotonic() < end) {
    await systemClock.sleep(500);
    if (session.firstWholeLookMs === undefined || session.listsWholeMs === undefined) continue;
    wrong = await wrongNow();
    const now = systemClock.monotonic();
    rightSince = wrong.length > 0 ? Number.POSITIVE_INFINITY : Math.min(rightSince, now);
    if (now - rightSince >= holdsMs) return wrong;
  }
  return wrong.length > 0 ? wrong : [`right for less than ${holdsMs} ms when patience ended`];
}

function clockOf(demo: Pick<Demo, 'now'>, speed: number): Clock {
  const now = () => demo.now();
  return {
    now,
    monotonic: now,
    sleep: async (ms, end) => {
      const untilMs = now() + ms;
      for (let leftMs = ms; leftMs > 0 && end?.aborted !== true; leftMs = untilMs - now()) await systemClock.sleep(leftMs / speed, end);
    },
  };
}
