import { formatCount, formatRatio } from '../../../../shared/model/format';
import type { Judgement } from '../prober';
import { field, inFields } from '../showing';
import type { PrometheusFacts } from './facts';

/** Of each job with a target_limit how many targets it has; more than allowed, and every one of them fails (prometheus scrape.scrapePool.sync). */
export function targetLimitFacts({ targets, config }: PrometheusFacts): Judgement['facts'] {
  if (targets?.state !== 'ok' || config?.state !== 'ok') return [];
  const counts = new Map<string, number>();
  for (const { scrapePool, labels } of targets.value) {
    const job = scrapePool ?? labels['job'] ?? '';
    counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  const evidence = inFields(config.evidence[0], field('data', 'yaml'));
  return config.value.flatMap(({ job, targetLimit }) => {
    if (targetLimit === undefined) return [];
    const used = counts.get(job) ?? 0;
    const room = `${formatCount(used)} of ${formatCount(targetLimit)} targets (${formatRatio(used / targetLimit)}), target_limit`;
    return [{ label: `limits on job ${job}`, value: used > targetLimit ? `it scrapes none of them: ${room}` : room, evidence }];
  });
}
