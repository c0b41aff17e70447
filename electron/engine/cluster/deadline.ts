import type { Clock } from '../clock';

/** Calls `fire` once after `ms` of the given clock, unless cancelled before. Returns how to cancel. */
export function startDeadline(clock: Clock, ms: number, fire: () => void): () => void {
  const cancelled = new AbortController();
  void clock.sleep(ms, cancelled.signal).then(() => {
    if (!cancelled.signal.aborted) fire();
  });
  return () => cancelled.abort();
}

/** A signal that aborts when any of the given ones does (AbortSignal.any is missing in Node 18). `done` lets go of them. */
export function eitherSignal(...signals: readonly AbortSignal[]): { readonly signal: AbortSignal; abort(): void; done(): void } {
  const joint = new AbortController();
  const abort = (): void => joint.abort();
  const done = (): void => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
  for (const signal of signals) {
    if (signal.aborted) joint.abort();
    signal.addEventListener('abort', abort, { once: true });
  }
  return { signal: joint.signal, abort, done };
}
