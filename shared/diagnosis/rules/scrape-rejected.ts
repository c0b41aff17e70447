import { answerOf, failing, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { judgeTargets, type SeenTarget, targetProof, targetSubject } from '../select/targets';

interface Refusal {
  readonly words: RegExp;
  readonly remedy: (job: string) => string;
}

/** Prometheus' own words (scrape/target.go, scrape/scrape.go, model/textparse). */
const REFUSALS: readonly Refusal[] = [
  {
    words: /sample limit exceeded/,
    remedy: (job) =>
      `Raise sample_limit of job ${job} above what the target exposes, or drop families with metric_relabel_configs (the limit counts what they leave).`,
  },
  { words: /body size limit exceeded/, remedy: (job) => `Raise body_size_limit of job ${job}, or have the target expose less.` },
  {
    words: /label_(limit|name_length_limit|value_length_limit) exceeded/,
    remedy: (job) => `Raise that limit of job ${job}, or drop the label with metric_relabel_configs.`,
  },
  { words: /target_limit exceeded/, remedy: (job) => `Raise target_limit of job ${job}, or have its service discovery find fewer.` },
  {
    words: /unsupported Content-Type|blank Content-Type|no fallback_scrape_protocol/,
    remedy: (job) =>
      `Set fallback_scrape_protocol: PrometheusText0.0.4 in job ${job} (Prometheus 3 wants a Content-Type), or have the target send one.`,
  },
];

export const scrapeRejected = defineRule({
  id: 'scrape-rejected',
  severity: 'error',
  says: 'A target answers, and Prometheus throws its answer away whole.',
  symptom:
    'sample limit exceeded; body size limit exceeded; received unsupported Content-Type … and no fallback_scrape_protocol specified for target',
  proof: "the target's last error, in Prometheus' own words",
  causedBy: [],
  needs: ['scrapers'],
  judge: ({ scrapers }) => answerOf(...judgeTargets(scrapers, judge)),
});

function judge(seen: SeenTarget): Verdict {
  const { target, scraper } = seen;
  const refusal = target.health === 'down' ? REFUSALS.find(({ words }) => words.test(target.lastError ?? '')) : undefined;
  if (!refusal) return WELL;
  const job = target.labels['job'] ?? target.scrapePool ?? '';
  return failing({
    subject: targetSubject(target),
    title: `${scraper.found.name} throws away what ${target.labels['instance'] ?? target.scrapeUrl} answers (job ${job})`,
    because: `${target.scrapeUrl}: ${target.lastError}. Not the excess but the whole scrape is refused: every series of this target goes stale.`,
    remedy: refusal.remedy(job),
    evidence: [targetProof(seen)],
  });
}
