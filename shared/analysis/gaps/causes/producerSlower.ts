import { formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

/** Samples that bring their own time come at the pace of who makes them: cAdvisor looks at a container each 10 to 30 s. */
export const producerSlower: CauseRule = {
  cause: 'producer-slower',
  prove(scene) {
    const { series, fromMs, toMs, intervalMs } = scene;
    if (series === undefined || !series.explicitTimestamps || series.producerPeriodMs === undefined) return undefined;
    if (series.producerPeriodMs <= intervalMs || toMs - fromMs > 1.5 * series.producerPeriodMs) return undefined;
    const [made, scraped] = [formatDuration(series.producerPeriodMs / 1_000), formatDuration(intervalMs / 1_000)];
    return {
      because: `No gap: who makes this number does so up to ${made} apart, and it is scraped every ${scraped}.`,
      evidence: [
        fromSamples(scene, `${formatDuration((toMs - fromMs) / 1_000)} between two timestamps of the producer, up to ${made} is its pace`),
      ],
      remedy: `Use ranges of more than twice ${made}; scraping more often brings the same samples again.`,
    };
  },
};
