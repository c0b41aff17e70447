import { type CauseRule, fromSamples } from '../scene';

/** Scraped, and no answer that could be used: up is 0. The error of the last such scrape says why, where it was seen. */
export const targetDown: CauseRule = {
  cause: 'target-down',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const error = scene.errors[scene.errors.length - 1];
    return {
      because: error === undefined ? 'The target did not answer; what it said then was not seen.' : `The scrape failed: ${error.text}.`,
      evidence: [...(error ? [error.evidence] : []), fromSamples(scene, `up 0, ${scene.failed.length} times`)],
      remedy: 'Open the target on the map: its own look says whether it answers now.',
    };
  },
};
