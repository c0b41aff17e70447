import { formatDuration } from '../../../model/format';
import type { CauseRule } from '../scene';
import { meanInterval } from './meanInterval';

/** Times jump, yet what the scraper measured between its scrapes (with a clock that cannot be set) is the interval as ever. */
export const clockJumped: CauseRule = {
  cause: 'clock-jumped',
  prove(scene) {
    const mean = meanInterval(scene);
    if (mean === undefined || mean.stretched) return undefined;
    const { name, evidence } = scene.scraper;
    return {
      because: `The clock of ${name} was set ahead: it measured ${formatDuration(mean.seconds)} between scrapes all along.`,
      evidence,
      remedy: 'Let NTP slew the clock of that node instead of stepping it.',
    };
  },
};
