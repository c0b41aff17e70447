import { formatCount } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene, type Proof, type Scrape } from '../scene';

/** The target was up and its answer had (most of) these series no more. */
export const seriesVanished: CauseRule = {
  cause: 'series-vanished',
  prove(scene) {
    if (scene.gone !== 'samples') return undefined;
    const { series, before } = scene;
    if (series === undefined) {
      const least = Math.min(...scene.failed.map(({ kept }) => kept ?? Number.POSITIVE_INFINITY));
      if (!Number.isFinite(least) || before?.kept === undefined) return undefined;
      const dropped = droppedByRules(scene, least, before);
      if (dropped !== undefined) return dropped;
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

/** Counted before its rules, an answer as long as ever has this part of the samples that it had. */
const AS_LONG = 0.75;

/** The target exposes what it did, and metric_relabel_configs keep less of it. */
function droppedByRules(scene: GapScene, kept: number, before: Scrape): Proof | undefined {
  const exposed = Math.min(...scene.failed.map(({ scraped }) => scraped ?? Number.NEGATIVE_INFINITY));
  if (before.scraped === undefined || before.kept === undefined || exposed < AS_LONG * before.scraped) return undefined;
  return {
    because: `The target was up and exposed ${formatCount(exposed)} samples; metric_relabel_configs kept ${formatCount(kept)} of them, and ${formatCount(before.kept)} before.`,
    evidence: [
      fromSamples(
        scene,
        `up 1, scrape_samples_scraped ${exposed} in the gap, ${before.scraped} before; scrape_samples_post_metric_relabeling ${kept} and ${before.kept}`,
      ),
    ],
    remedy: `See what changed in metric_relabel_configs of job ${scene.target.job}.`,
  };
}
