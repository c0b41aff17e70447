import type { Clock } from '../clock';
import type { Session } from './session';

/** A list that is denied or a component that hangs must not hold up a question for good. */
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 250;

/**
 * "Nobody exposes it" is only true of what was looked at: a question that comes early waits for the first look at everything, 30 s
 * at most. `onWait` is called where it has to wait.
 */
export async function untilLooked(
  session: Pick<Session, 'firstWholeLookMs' | 'listsWholeMs'>,
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
  signal: AbortSignal,
  onWait: () => void,
): Promise<void> {
  const isLooked = () => session.firstWholeLookMs !== undefined && session.listsWholeMs !== undefined;
  if (isLooked()) return;
  onWait();
  const untilMs = clock.monotonic() + PATIENCE_MS;
  while (!isLooked() && !signal.aborted && clock.monotonic() < untilMs) await clock.sleep(LOOK_AGAIN_MS, signal);
}
