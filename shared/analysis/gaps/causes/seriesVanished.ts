import { formatCount } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

/** The target was up and its answer had (most of) these series no more. */
export const seriesVanished: CauseRule = {
  cause: 'series-vanished',
  prove(scene) {
    if (scene.gone !== 'samples') return undefined;
    const { series, before } = scene;
    if (series === undefined) {
      const least = Math.min(...scene.failed.map(({ kept }) => kept ?? Number.POSITIVE_INFINITY));
      if (!Number.isFinite(least) || before?.kept === undefined) return undefined;
      return {
        because: `The target was up and exposed ${formatCount(least)} samples instead of ${formatCount(before.kept)}.`,
        evidence: [fromSamples(scene, `up 1, scrape_samples_post_metric_relabeling ${least} in the gap, ${before.kept} before`)],
        remedy: 'Compare its answer now with the names it had: a collector of it may fail, or its permissions changed.',
      };
    }
    if (series.explicitTimestamps || series.marker === undefined) return undefined;
    return {
      because: 'The target was up and exposed this series no more: a stale marker stands where it ended.',
      evidence: [series.marker, fromSamples(scene, 'up 1 all through the gap')],
      remedy: 'Look at the answer of the target: what the series counts may be gone, or a collector of it fails.',
    };
  },
};
