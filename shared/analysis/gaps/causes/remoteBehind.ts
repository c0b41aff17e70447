import { formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

/** What was scraped is not here yet: remote write is behind by at least what is missing. */
export const remoteBehind: CauseRule = {
  cause: 'remote-behind',
  prove(scene) {
    const { scraper, openAfter, fromMs, toMs } = scene;
    const { remoteBehindSeconds: behind } = scraper;
    if (!openAfter || behind === undefined || behind * 1_000 < (toMs - fromMs) / 2) return undefined;
    return {
      because: `${scraper.name} is sent its samples by remote write, which is ${formatDuration(behind)} behind.`,
      evidence: [
        ...scraper.evidence,
        fromSamples(scene, `newest sample here ${formatDuration((toMs - fromMs) / 1_000)} before the end of what was looked at`),
      ],
      remedy: 'Look at prometheus_remote_storage_shards and _failed_total of who sends: more shards, or a receiver that answers faster.',
    };
  },
};
