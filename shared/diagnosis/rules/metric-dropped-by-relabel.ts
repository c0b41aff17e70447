import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { judgeTargets, type SeenTarget, targetProof, targetSubject } from '../select/targets';

export const metricDroppedByRelabel = defineRule({
  id: 'metric-dropped-by-relabel',
  severity: 'error',
  says: 'Prometheus scrapes families that dashboards need, and throws them away.',
  symptom: 'the metric is there at the kubelet, not in Prometheus; up is 1',
  proof: "metric_relabel_configs of the running configuration, evaluated on the family's usual series",
  causedBy: [],
  needs: ['scrapers'],
  judge: ({ scrapers }) => answerOf(...judgeTargets(scrapers, judge)),
});

function judge(seen: SeenTarget): Verdict {
  const { target, scraper } = seen;
  if (scraper.config !== undefined && scraper.config.state !== 'ok')
    return unseen(`the running configuration of ${scraper.found.name}: ${scraper.config.because}`);
  const job = target.scrapePool ?? target.labels['job'] ?? '';
  const drops = scraper.drops.filter((each) => each.job === job);
  const [first] = drops;
  if (!first) return WELL;
  const names = drops.map(({ metric }) => metric).join(' and ');
  return failing({
    subject: targetSubject(target),
    title: `${scraper.found.name} drops ${names} of ${target.labels['instance'] ?? target.scrapeUrl}`,
    because: `What job ${job} scrapes of it loses ${names} by rule ${first.rule} of its metric_relabel_configs: ${target.health === 'up' ? 'up is 1, and the series are not stored' : 'its series are not stored even when the target is up'}.`,
    remedy: `Change rule ${first.rule} of metric_relabel_configs in job ${job} (with an operator: metricRelabelings of its monitor) so that it keeps them.`,
    evidence: [
      ...(scraper.config?.evidence ?? [])
        .slice(0, 1)
        .map((each) => ({ ...each, says: `metric_relabel_configs[${first.rule - 1}] of job ${job} drops ${names}` })),
      targetProof(seen, 'health'),
    ],
  });
}
