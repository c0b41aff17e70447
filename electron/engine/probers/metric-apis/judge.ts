import { EACH } from '../../../../shared/json/fieldLines';
import type { Health } from '../../../../shared/model/health';
import type { Evidence } from '../../../../shared/model/observation';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { field, inFields } from '../showing';
import { metricApiSamples } from './charts';
import type { AskedMetric, MetricApiFacts } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

export function judgeMetricApi(facts: MetricApiFacts, context: JudgeContext): Judgement {
  const available = availability(context);
  const evidence = [...available.evidence, ...facts.listed.evidence, ...facts.asked.flatMap((each) => each.values.evidence)];
  const failing = facts.asked.filter((each) => !hasValue(each) && each.values.state !== 'denied');
  return {
    ...verdictOf(facts, available, failing),
    number: facts.listed.state === 'ok' ? { value: facts.listed.value.length, unit: 'metrics', label: 'metrics listed' } : undefined,
    ageSeconds: facts.listed.state === 'ok' ? Math.max(0, (context.nowMs - facts.listed.atMs) / 1000) : undefined,
    facts: [
      ...(facts.listed.state === 'ok'
        ? [
            {
              label: 'metrics listed',
              value: facts.listed.value.slice(0, 12).join(', ') || 'none',
              evidence: inFields(facts.listed.evidence[0], field('resources', EACH, 'name')),
            },
          ]
        : []),
      ...facts.asked.map((each) => ({
        label: `${each.metric} for HPA ${each.hpa}`,
        value: describeValue(each),
        evidence: inFields(each.values.evidence[0], field('items', EACH, 'value')),
      })),
    ],
    samples: metricApiSamples(facts),
    hops: adapterHops(context, available, facts, failing),
    evidence,
  };
}

function hasValue(each: AskedMetric): boolean {
  return each.values.state === 'ok' && each.values.value > 0;
}

function describeValue({ values }: AskedMetric): string {
  if (values.state !== 'ok') return values.because;
  return values.value === 0 ? 'answers, with no value' : `${values.value} value${values.value === 1 ? '' : 's'}`;
}

function availability(context: JudgeContext): Verdict & { evidence: readonly Evidence[] } {
  const group = context.found.serves?.[0] ?? groupOf(context);
  const services = context.inventory.apiServices.filter((each) => each.group === group);
  const conditions = services.flatMap((each) =>
    each.conditions.filter((condition) => condition.type === 'Available').map((condition) => ({ name: each.name, ...condition })),
  );
  const evidence = conditions.map((each) => ({
    atMs: context.nowMs,
    says: `APIService ${each.name}: Available=${each.status} ${each.reason ?? ''}: ${each.message ?? ''}`,
  }));
  const bad = conditions.find((each) => each.status !== 'True');
  if (bad) return { health: 'broken', because: `${bad.reason ?? bad.status}: ${bad.message ?? ''}`, evidence };
  return conditions.length > 0 ? { health: 'ok', evidence } : { health: 'unknown', because: 'its APIService cannot be read', evidence };
}

function groupOf(context: JudgeContext): string {
  const route = context.found.endpoints[0]?.route;
  return route?.via === 'aggregated' ? (route.api.split('/')[0] ?? '') : '';
}

function verdictOf(facts: MetricApiFacts, available: Verdict, failing: readonly AskedMetric[]): Verdict {
  const { listed, asked } = facts;
  if (listed.state === 'denied') return { health: 'denied', because: listed.because };
  if (listed.state !== 'ok') return { health: 'broken', because: available.health === 'broken' ? available.because : listed.because };
  const first = failing[0];
  if (first && failing.length === asked.length)
    return { health: 'broken', because: `no value for any metric that an HPA wants: ${first.metric}: ${describeValue(first)}` };
  if (first)
    return {
      health: 'degraded',
      because: `${failing.length} of ${asked.length} HPA metrics have no value: ${first.metric}: ${describeValue(first)}`,
    };
  const denied = asked.find((each) => each.values.state === 'denied')?.values;
  if (denied?.state === 'denied') return { health: 'denied', because: denied.because };
  return { health: 'ok' };
}

/** adapter -> this API: the registration works and the adapter answers with metrics. */
function adapterHops(context: JudgeContext, available: Verdict, facts: MetricApiFacts, failing: readonly AskedMetric[]): HopJudgement[] {
  const group = groupOf(context);
  const servers = context.discovered.filter(
    (found) => (found.kind === 'prometheus-adapter' || found.kind === 'external-adapter') && found.serves?.includes(group),
  );
  const cards = [...new Set(servers.map((found) => found.card))];
  const evidence = facts.listed.evidence;
  const first = failing[0];
  const verdict: Verdict =
    available.health === 'broken'
      ? available
      : facts.listed.state === 'denied'
        ? { health: 'unknown', because: facts.listed.because }
        : facts.listed.state !== 'ok'
          ? { health: 'broken', because: facts.listed.because }
          : first && failing.length === facts.asked.length
            ? { health: 'degraded', because: `${first.metric}: ${describeValue(first)}` }
            : { health: 'ok' };
  return cards.map((from) => ({ from, to: context.found.card, health: verdict.health, because: verdict.because, evidence }));
}
