import { EACH, type JsonField } from '../../../../shared/json/fieldLines';
import { formatCount, formatDuration } from '../../../../shared/model/format';
import type { Judgement } from '../prober';
import { field, inFields, showing } from '../showing';
import type { Target } from './api';
import type { Drop } from './drops';
import type { PrometheusFacts } from './facts';
import type { Rates } from './rates';

type Rows = Judgement['facts'];

/** Its own counts of what it refused (the families that api.ts reads). */
const REJECTED = [
  'sample_out_of_order',
  'sample_duplicate_timestamp',
  'sample_out_of_bounds',
  'exceeded_sample_limit',
  'exceeded_body_size_limit',
  'exceeded_label_limits',
].map((reason) => `prometheus_target_scrapes_${reason}_total`);
/** Targets that are down and named one by one. */
const DOWN_SHOWN = 8;

export function targetFacts({ targets: seen }: PrometheusFacts, targets: readonly Target[], up: number): Rows {
  if (!seen) return [];
  const evidence = seen.evidence[0];
  if (seen.state !== 'ok') return [{ label: 'targets', value: `${seen.state}: ${seen.because}`, evidence }];
  const down = targets.filter((target) => target.health === 'down');
  return [
    { label: 'targets up', value: `${up} of ${targets.length}`, evidence: inFields(evidence, ...healthFields(up, targets)) },
    ...slowestFact(targets, evidence),
    ...down.slice(0, DOWN_SHOWN).map((target) => ({
      label: `down: ${target.scrapePool ?? target.labels['job'] ?? 'job'}`,
      value: `${target.scrapeUrl}: ${target.lastError || 'no reason given'}`,
      evidence: inFields(evidence, ofTarget(targets.indexOf(target), 'lastError')),
    })),
    ...(down.length > DOWN_SHOWN
      ? [
          {
            label: 'down besides',
            value: `${down.length - DOWN_SHOWN} more targets`,
            evidence: inFields(evidence, ...healthFields(up, targets)),
          },
        ]
      : []),
  ];
}

/** A field of each target, or of the one at that place. */
function ofTarget(place: number | typeof EACH, name: string): JsonField {
  return field('data', 'activeTargets', place, name);
}

/** The targets that are not up; all of them while all are. */
function healthFields(up: number, targets: readonly Target[]): readonly JsonField[] {
  const health = ofTarget(EACH, 'health');
  return up === targets.length ? [health] : ['down', 'unknown'].map((is) => ({ ...health, is }));
}

function slowestFact(targets: readonly Target[], evidence: Rows[number]['evidence']): Rows {
  let slowest: Target | undefined;
  for (const target of targets) if ((target.lastScrapeDuration ?? 0) > (slowest?.lastScrapeDuration ?? 0)) slowest = target;
  if (slowest?.lastScrapeDuration === undefined) return [];
  return [
    {
      label: 'slowest scrape',
      value: `${formatDuration(slowest.lastScrapeDuration)}, ${slowest.scrapePool ?? ''} ${slowest.scrapeUrl}`,
      evidence: inFields(evidence, ofTarget(targets.indexOf(slowest), 'lastScrapeDuration')),
    },
  ];
}

export function storeFacts(facts: PrometheusFacts, rates: Rates): Rows {
  const { counters } = facts;
  const series = headSeriesOf(facts);
  const own = counters?.state === 'ok' ? counters.evidence[0] : undefined;
  const seenIn =
    showing(own, 'prometheus_tsdb_head_series') ?? inFields(facts.headSeries?.evidence[0], field('data', 'headStats', 'numSeries'));
  const head = series === undefined ? [] : [{ label: 'series in the head', value: formatCount(series), evidence: seenIn }];
  if (counters?.state !== 'ok') return head;
  const rejected = Object.entries(counters.value.rejected).filter(([, count]) => count > 0);
  const failures = counters.value.discoveryFailures;
  return [
    ...head,
    ...(rates.samples === undefined
      ? []
      : [
          {
            label: 'samples stored',
            value: `${formatCount(Math.round(rates.samples))} per second`,
            evidence: showing(own, 'prometheus_tsdb_head_samples_appended_total'),
          },
        ]),
    {
      label: 'samples rejected since it started',
      value: rejected.map(([reason, count]) => `${formatCount(count)} ${reason}`).join(', ') || 'none',
      evidence: showing(own, ...REJECTED),
    },
    ...(failures > 0
      ? [
          {
            label: 'Kubernetes discovery',
            value: `${formatCount(failures)} failures since it started`,
            evidence: showing(own, 'prometheus_sd_kubernetes_failures_total'),
          },
        ]
      : []),
  ];
}

/** From its own metrics; where they cannot be read, from the TSDB status, which is a minute old at most. */
export function headSeriesOf({ counters, headSeries }: PrometheusFacts): number | undefined {
  const own = counters?.state === 'ok' ? counters.value.headSeries : undefined;
  return own ?? (headSeries?.state === 'ok' ? headSeries.value : undefined);
}

export function dropFacts({ scraped, kept }: PrometheusFacts, drops: readonly Drop[]): Rows {
  return [
    ...(scraped?.state === 'ok' && kept?.state === 'ok'
      ? [
          {
            label: 'samples after relabelling',
            value: lostSamples(scraped.value, kept.value) || 'all kept',
            evidence: inFields(scraped.evidence[0], field('data', 'result', EACH, 'value', 1)),
          },
        ]
      : []),
    ...drops.map((drop) => ({ label: `job ${drop.job} drops`, value: `${drop.metric} (metric_relabel_configs, rule ${drop.rule})` })),
  ];
}

function lostSamples(scraped: ReadonlyMap<string, number>, kept: ReadonlyMap<string, number>): string {
  return [...scraped]
    .flatMap(([job, count]) => {
      const left = kept.get(job) ?? count;
      return left < count ? [`${job} keeps ${formatCount(left)} of ${formatCount(count)}`] : [];
    })
    .join(', ');
}

export function ruleFacts({ rules }: PrometheusFacts): Rows {
  if (rules?.state !== 'ok') return [];
  const evidence = rules.evidence[0];
  const failing = rules.value.filter((rule) => rule.health === 'err').length;
  const firing = rules.value.filter((rule) => rule.state === 'firing').map((rule) => rule.name);
  return [
    {
      label: 'rules that work',
      value: `${rules.value.length - failing} of ${rules.value.length}`,
      evidence: inFields(evidence, failing === 0 ? ofRules('health') : { ...ofRules('health'), is: 'err' }),
    },
    {
      label: 'alerts firing',
      value: firing.join(', ') || 'none',
      evidence: inFields(evidence, firing.length === 0 ? ofRules('state') : { ...ofRules('state'), is: 'firing' }),
    },
  ];
}

function ofRules(name: string): JsonField {
  return field('data', 'groups', EACH, 'rules', EACH, name);
}
