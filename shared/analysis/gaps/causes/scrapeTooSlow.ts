import { formatClock, formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene } from '../scene';
import { renewedWhile, silentBeside, timedOut, timeoutOf } from './timedOut';

const TIMED_OUT = /context deadline exceeded|Client\.Timeout|i\/o timeout/;

/** The scrapes failed after as long as a scrape may take. */
export const scrapeTooSlow: CauseRule = {
  cause: 'scrape-too-slow',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const timeoutMs = timeoutOf(scene);
    const slow = timedOut(scene);
    const error = scene.errors.find(({ text }) => TIMED_OUT.test(text));
    if (slow.length === 0 || silentBeside(scene).length > 0) return undefined;
    const timeout = formatDuration(timeoutMs / 1_000);
    const renewedMs = renewedWhile(scene);
    return {
      because: `The answer took longer than scrape_timeout ${timeout}.${lastGood(scene)}${itRan(renewedMs)}`,
      evidence: [
        ...(error ? [error.evidence] : []),
        fromSamples(
          scene,
          `up 0, ${scene.failed.length} times; scrape_duration_seconds ${formatDuration(slow[0]?.seconds ?? 0)} and more in ${slow.length} of them`,
        ),
        ...(renewedMs === undefined ? [] : [leaseEvidence(scene, renewedMs)]),
      ],
      remedy:
        timeoutMs < scene.intervalMs
          ? `Raise scrape_timeout from ${timeout} to at most ${formatDuration(scene.intervalMs / 1_000)}, the interval, or make the answer faster.`
          : `The timeout is the interval already: make the answer faster or smaller, or scrape less often.`,
    };
  },
};

function itRan(renewedMs: number | undefined): string {
  return renewedMs === undefined ? '' : ` The kubelet ran: it renewed its lease at ${formatClock(renewedMs)} UTC.`;
}

function leaseEvidence({ cluster: { node } }: GapScene, renewedMs: number) {
  return { atMs: renewedMs, says: `lease kube-node-lease/${node?.name ?? ''} renewed at ${formatClock(renewedMs)} UTC` };
}

function lastGood({ before }: GapScene): string {
  if (before?.up !== 1 || before.seconds === undefined) return '';
  return ` It took ${formatDuration(before.seconds)} in the last scrape before, at ${formatClock(before.atMs)} UTC.`;
}
