import { formatClock, formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene } from '../scene';

/** A scrape that took this part of its timeout ended by it. */
const AT_TIMEOUT = 0.95;
const TIMED_OUT = /context deadline exceeded|Client\.Timeout|i\/o timeout/;

/** The scrapes failed after as long as a scrape may take. */
export const scrapeTooSlow: CauseRule = {
  cause: 'scrape-too-slow',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const timeoutMs = scene.target.timeoutMs ?? scene.intervalMs;
    const slow = scene.failed.filter(({ seconds }) => seconds !== undefined && seconds * 1_000 >= AT_TIMEOUT * timeoutMs);
    const error = scene.errors.find(({ text }) => TIMED_OUT.test(text));
    if (slow.length * 2 <= scene.failed.length) return undefined;
    const timeout = formatDuration(timeoutMs / 1_000);
    return {
      because: `The answer took longer than scrape_timeout ${timeout}.${lastGood(scene)}`,
      evidence: [
        ...(error ? [error.evidence] : []),
        fromSamples(
          scene,
          `up 0, ${scene.failed.length} times; scrape_duration_seconds ${formatDuration(slow[0]?.seconds ?? 0)} and more in ${slow.length} of them`,
        ),
      ],
      remedy:
        timeoutMs < scene.intervalMs
          ? `Raise scrape_timeout from ${timeout} to at most ${formatDuration(scene.intervalMs / 1_000)}, the interval, or make the answer faster.`
          : `The timeout is the interval already: make the answer faster or smaller, or scrape less often.`,
    };
  },
};

function lastGood({ before }: GapScene): string {
  if (before?.up !== 1 || before.seconds === undefined) return '';
  return ` It took ${formatDuration(before.seconds)} in the last scrape before, at ${formatClock(before.atMs)} UTC.`;
}
