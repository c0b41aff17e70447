import { answerOf, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import type { ExpressionSight } from '../configSights';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { allowedKeys, asLabelName, labelFamily } from '../select/families';
import { workloadSubject } from '../select/workloads';
import type { ScraperSight, StateMetricsSight } from '../sights';

const MAKES_LABELS = /\blabel_(?:replace|join)\s*\(/;

/** A label of an object that a rule reads, and that no kube-state-metrics exposes. */
interface Missing {
  readonly rule: string;
  readonly query: string;
  readonly family: string;
  readonly label: string;
  readonly resource: string;
  readonly flag: string;
}

export const ksmLabelsNotAllowlisted = defineRule({
  id: 'ksm-labels-not-allowlisted',
  severity: 'warning',
  says: 'A rule reads labels of objects that kube-state-metrics was not told to expose.',
  symptom: 'kube_node_labels{node="n"} 1 and no label_ of it, or no series at all',
  proof: 'the rule, the flags of kube-state-metrics and how many series of the family it exposes',
  causedBy: [],
  needs: ['scrapers', 'stateMetrics'],
  judge({ scrapers, stateMetrics }) {
    if (stateMetrics.length === 0) return notApplicable('no kube-state-metrics was found');
    return answerOf(
      scrapers.map((scraper) => judge(scraper, stateMetrics)),
      'no Prometheus was found',
    );
  },
});

function judge({ found, expressions }: ScraperSight, stateMetrics: Facts['stateMetrics']): Verdict {
  if (expressions?.state !== 'ok') return unseen(`the rules of ${found.name}: ${expressions?.because ?? 'not looked at yet'}`);
  const missing = expressions.value.flatMap((rule) => missingIn(rule, stateMetrics));
  const [first] = missing;
  const [server] = stateMetrics;
  if (!first || !server) return WELL;
  // A file may allow what no flag names.
  const file = stateMetrics.find(({ flags }) => flags.has('config'));
  if (file)
    return unseen(`the file ${file.flags.get('config')} of ${file.found.name}: whether it allows ${first.label} of ${first.resource}`);
  const unread = stateMetrics.find(({ metrics }) => metrics?.state !== 'ok');
  if (unread) return unseen(`/metrics of ${unread.found.name}: whether it exposes ${first.family}`);
  const count = stateMetrics.reduce((sum, each) => sum + seriesOf(each, first.family), 0);
  const names = [...new Set(missing.map(({ rule }) => rule))];
  return failing({
    subject: workloadSubject(server.found),
    title: `${server.found.name} does not expose ${first.label} of ${first.resource}`,
    because: `Rule ${first.rule} of ${found.name} reads ${first.label} of ${first.family}. Since 2.0 kube-state-metrics exposes only those labels that --${first.flag} names, and ${sayFlag(server, first.flag)}: it has ${count === 0 ? `no series of ${first.family}` : `${count} series of ${first.family} without it`}.${names.length > 1 ? ` So it is with ${names.slice(1).join(', ')}.` : ''}`,
    remedy: `Start it with --${first.flag}=${first.resource}=[KEY], where KEY is the label's own name in the object (${first.label} is what KSM makes of it); ${first.resource}=[*] exposes all, and costs a series for each object that changes them.`,
    evidence: [
      ...expressions.evidence.slice(0, 1).map((each) => ({ ...each, says: `${first.rule}: ${first.query}` })),
      ...(server.metrics?.evidence ?? []).slice(0, 1).map((each) => ({ ...each, says: `${count} series of ${first.family}` })),
    ],
  });
}

function sayFlag({ flags }: StateMetricsSight, flag: string): string {
  const given = flags.get(flag);
  return given === undefined ? 'it is started without that flag' : `its flag is ${given}`;
}

function seriesOf({ metrics }: StateMetricsSight, family: string): number {
  return metrics?.state === 'ok' ? (metrics.value.labelFamilies?.get(family) ?? 0) : 0;
}

function missingIn({ name, query, selectors }: ExpressionSight, stateMetrics: Facts['stateMetrics']): readonly Missing[] {
  return selectors.flatMap(({ metric, matchers }) => {
    const family = metric === undefined ? undefined : labelFamily(metric);
    if (family === undefined || metric === undefined) return [];
    const { resource, flag, prefix } = family;
    // One that must not be there is no reason to expose it.
    const wanted = new Set(matchers.filter((each) => each.name.startsWith(prefix) && !each.test('')).map((each) => each.name));
    // Of two families, or where the query makes labels itself, a name alone does not tell whose it is.
    if (selectors.length === 1 && !MAKES_LABELS.test(query))
      for (const used of query.match(new RegExp(`\\b${prefix}\\w+`, 'g')) ?? []) if (!isRefused(matchers, used)) wanted.add(used);
    return [...wanted]
      .filter((label) => !stateMetrics.some(({ flags }) => allows(flags.get(flag), resource, label.slice(prefix.length))))
      .map((label) => ({ rule: name, query, family: metric, label, resource, flag }));
  });
}

function isRefused(matchers: ExpressionSight['selectors'][number]['matchers'], label: string): boolean {
  return matchers.some((each) => each.name === label && each.test(''));
}

function allows(flag: string | undefined, resource: string, name: string): boolean {
  const allowed = allowedKeys(flag);
  const keys = [...(allowed.get(resource) ?? []), ...(allowed.get('*') ?? [])];
  return keys.some((key) => key === '*' || asLabelName(key) === name);
}
