import { formatDuration } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene } from '../scene';
import { silentBeside, timeoutOf } from './timedOut';

/** Scraped, and no answer that could be used: up is 0. The error of the last such scrape says why, where it was seen. */
export const targetDown: CauseRule = {
  cause: 'target-down',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const error = scene.errors[scene.errors.length - 1];
    return {
      because: `${whatFailed(scene, error?.text)}${whatElse(scene)}`,
      evidence: [...(error ? [error.evidence] : []), fromSamples(scene, `up 0, ${scene.failed.length} times`)],
      remedy: 'Open the target on the map: its own look says whether it answers now.',
    };
  },
};

function whatFailed(scene: GapScene, error: string | undefined): string {
  if (error !== undefined) return `The scrape failed: ${error}.`;
  return silentBeside(scene).length > 0
    ? `No answer within scrape_timeout ${formatDuration(timeoutOf(scene) / 1_000)}.`
    : 'The target did not answer; what it said then was not seen.';
}

/** Waiting in vain is no slowness where nothing else at the address answers either. */
function whatElse(scene: GapScene): string {
  const silent = silentBeside(scene).length;
  if (silent === 0) return '';
  return ` Nothing else at ${scene.target.instance} answered then: ${silent === 1 ? 'one scrape' : `${silent} scrapes`} of its other targets waited in vain too.`;
}
