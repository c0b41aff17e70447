import { formatCount } from '../../model/format';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { clockSubject } from '../select/nodes';
import { nodeOfTarget, seenTargets } from '../select/targets';
import { workloadSubject } from '../select/workloads';
import type { ScraperSight } from '../sights';

const OUT_OF_BOUNDS = 'sample_out_of_bounds';

/** prometheus_target_scrapes_NAME_total -> what it means. Limits have a rule of their own. */
const REFUSED: Readonly<Record<string, string>> = {
  sample_duplicate_timestamp: 'different values for the same time (two series became one by relabelling, or a target exposes one twice)',
  sample_out_of_order: 'older than what is stored (two writers of one series, or timestamps that go back)',
  [OUT_OF_BOUNDS]: 'too old or too far in the future (a clock that is off)',
};

export const samplesNotIngested = defineRule({
  id: 'samples-not-ingested',
  severity: 'warning',
  says: 'A Prometheus refuses samples that it has scraped.',
  symptom:
    'Error on ingesting samples with different value but same timestamp; out-of-order samples; too old or are too far into the future',
  proof: 'its own counters of refused samples, which grew between two looks',
  causedBy: ['clock-skew'],
  needs: ['scrapers'],
  judge: ({ scrapers }) => answerOf(scrapers.map(judge), 'no Prometheus was found'),
});

function judge(sight: ScraperSight): Verdict {
  const { found, counters, before } = sight;
  if (counters?.state !== 'ok')
    return unseen(`/metrics of ${found.name}: ${counters === undefined ? 'not looked at yet' : counters.because}`);
  // Counters say when only by growing; and a restart sets them back.
  if (!before) return unseen(`a second look at ${found.name}: which of its counters grow`);
  const grown = Object.entries(REFUSED).flatMap(([name, means]) => {
    const by = (counters.value.rejected[name] ?? 0) - (before.counters.rejected[name] ?? 0);
    return by > 0 ? [{ name, means, by }] : [];
  });
  const [first] = grown;
  if (!first) return WELL;
  return failing({
    subject: workloadSubject(found),
    ...(grown.every(({ name }) => name === OUT_OF_BOUNDS) ? { standsOn: nodesScraped(sight) } : {}),
    title: `${found.name} refuses samples`,
    because: `Within ${Math.round((counters.atMs - before.atMs) / 1000)} s it refused ${grown.map(({ by, means }) => `${formatCount(by)} samples as ${means}`).join('; ')}.`,
    remedy: `Its log names the targets (level=warn, "Error on ingesting"): kubectl logs -n ${found.namespace} ${found.pods[0] ?? found.name}. Look at labeldrop rules, honor_timestamps and the clocks of their nodes.`,
    evidence: counters.evidence
      .slice(0, 1)
      .map((each) => ({ ...each, shows: grown.map(({ name }) => `prometheus_target_scrapes_${name}_total`) })),
  });
}

/** What kubelets stamp is as wrong as the clocks of their nodes. */
function nodesScraped(sight: ScraperSight): readonly string[] {
  const nodes = seenTargets([sight]).flatMap((each) => nodeOfTarget(each, new Map()) ?? []);
  return [...new Set(nodes)].map(clockSubject);
}
