import { isCustom, type Origin } from './known';
import { plural } from './labels';
import type { WhyAdapter, WhyHpa, WhyQuestion, WhyScene } from './scene';
import { cannotTell, lost, notNeeded, passed, type Stage } from './stage';

/** HPAs that ask for one of these names, and whether each has a value. */
function asking(hpas: readonly WhyHpa[], names: readonly string[]) {
  return hpas.flatMap(({ name, metrics }) =>
    metrics.filter((metric) => isCustom(metric.type) && names.includes(metric.name)).map((metric) => ({ hpa: name, ...metric })),
  );
}

/** "http_requests" of http_requests_total and of http_requests_per_second: adapters change the end of a name. */
function stemOf(name: string): string {
  return name.replace(/_(total|per_second|rate|sum|count|avg|bucket)$/, '').replace(/_total$/, '');
}

function namesGiven({ rules }: WhyAdapter, { metric }: WhyQuestion) {
  return rules.flatMap((rule) => rule.names.filter(({ series }) => series === metric).map((each) => ({ rule, metric: each.metric })));
}

/** Does a rule of prometheus-adapter make it a metric of the API? Only HPAs need that. */
export function adapted({ adapter, hpas }: WhyScene, question: WhyQuestion, origin: Origin): Stage {
  const { metric } = question;
  const wanted = hpas.flatMap(({ name, metrics }) =>
    metrics
      .filter((each) => isCustom(each.type) && (each.name === metric || stemOf(each.name) === stemOf(metric)))
      .map((each) => ({ hpa: name, metric: each.name })),
  );
  const [first] = wanted;
  if (adapter.state !== 'seen') return first === undefined ? notNeeded('no HPA asks for it') : cannotTell(adapter.because);
  const given = origin === 'adapter' ? namesOf(adapter.value, metric) : namesGiven(adapter.value, question);
  const [one] = given;
  if (one !== undefined) return passed(`${one.rule.path} gives it as ${one.metric}`, { ...adapter.proof, says: one.rule.seriesQuery });
  if (first === undefined) return notNeeded('no rule of it is about this metric, and no HPA asks for it');
  const rules = adapter.value.rules.map(
    ({ path, seriesQuery, names }) => `${path} ${seriesQuery}: ${plural(names.length, 'series', 'series')}`,
  );
  const says = `none of ${plural(rules.length, 'rule')} of ${adapter.value.name} gives ${first.metric}, which HPA ${first.hpa} asks for`;
  return lost(says, 'Make the seriesQuery of a rule match the series, and its name give what the HPA asks for.', {
    ...adapter.proof,
    says: rules.join('; '),
  });
}

function namesOf({ rules }: WhyAdapter, metric: string) {
  return rules.flatMap((rule) => rule.names.filter((each) => each.metric === metric).map((each) => ({ rule, metric: each.metric })));
}

/** Does an HPA ask for exactly that, and get a value? */
export function askedFor({ adapter, hpas }: WhyScene, question: WhyQuestion, origin: Origin): Stage {
  const names =
    adapter.state === 'seen' && origin !== 'adapter' ? namesGiven(adapter.value, question).map((each) => each.metric) : [question.metric];
  const all = asking(hpas, names);
  const without = all.find(({ hasValue }) => !hasValue);
  const [first] = all;
  if (without !== undefined) {
    const says = `HPA ${without.hpa} asks for ${without.name} and gets no value`;
    return lost(
      says,
      "Run the rule's metricsQuery in Prometheus: with the HPA's pods or selector it finds nothing, or the adapter does not reach Prometheus.",
    );
  }
  return first === undefined ? notNeeded('no HPA asks for it') : passed(`HPA ${first.hpa} asks for ${first.name} and has a value`);
}
