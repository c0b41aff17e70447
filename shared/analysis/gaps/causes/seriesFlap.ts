import { type CauseRule, fromSamples } from '../scene';

/** Another label set of the same name and target has the samples that this one lacks, and none beside its own: one thing under two names. */
export const seriesFlap: CauseRule = {
  cause: 'series-flap',
  prove(scene) {
    const { series, missed } = scene;
    if (scene.gone !== 'samples' || series === undefined) return undefined;
    const other = series.others.find(({ inside, along }) => inside > 0 && inside >= missed / 2 && along < inside);
    if (other === undefined) return undefined;
    return {
      because: `The target answers under two label sets in turn: in this gap the samples stand at ${other.differs}.`,
      evidence: [fromSamples(scene, `${series.selector} has no sample here, ${other.differs} has ${other.inside}`)],
      remedy: 'Drop the label that changes (labeldrop), or aggregate over it; two containers or two replicas behind one address do this.',
    };
  },
};
