import { formatCount } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

const LIMIT = /(sample limit|body size limit|label[_ ](name|value)?[_ ]?(length[_ ])?limit|label_limit) exceeded|limit exceeded/;

/** The scrape was answered, and thrown away whole: a limit of the job. Without the error's text, samples counted at up 0 show it. */
export const limitExceeded: CauseRule = {
  cause: 'limit-exceeded',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const error = scene.errors.find(({ text }) => LIMIT.test(text));
    const counted = scene.failed.find(({ scraped }) => (scraped ?? 0) > 0);
    if (error === undefined) return undefined;
    const how = counted === undefined ? '' : ` It had ${formatCount(counted.kept ?? counted.scraped ?? 0)} samples.`;
    return {
      because: `The answer came, and was thrown away whole: ${error.text}.${how}`,
      evidence: [
        error.evidence,
        fromSamples(
          scene,
          `up 0, ${scene.failed.length} times${counted === undefined ? '' : `; scrape_samples_scraped ${counted.scraped}`}`,
        ),
      ],
      remedy: `Raise the limit of job ${scene.target.job}, or drop series of it with metric_relabel_configs.`,
    };
  },
};
