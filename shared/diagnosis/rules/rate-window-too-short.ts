import { formatDuration } from '../../model/format';
import { parseDuration, printDuration } from '../../relabel/duration';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { ExpressionSight, SelectorSight } from '../configSights';
import { defineRule } from '../rule';
import { cardOfFamily } from '../select/families';
import { seenTargets } from '../select/targets';
import { workloadSubject } from '../select/workloads';
import type { ScraperSight } from '../sights';

/** cAdvisor reads a cgroup each 10 s at most (lib/manager/container.go), however often it is scraped. */
const HOUSEKEEPING_MS = 10_000;
/** More rules than this are counted. */
const NAMED = 5;

interface Short {
  readonly rule: string;
  readonly selector: SelectorSight;
  readonly rangeMs: number;
  readonly everyMs: number;
}

export const rateWindowTooShort = defineRule({
  id: 'rate-window-too-short',
  severity: 'warning',
  says: 'A rule takes a rate over a range that does not always hold two samples.',
  symptom: 'No data or gaps from a short rate() while the raw series are there',
  proof: 'the range in the rule, and the scrape interval of the targets that it can select',
  causedBy: [],
  needs: ['scrapers'],
  judge: ({ scrapers }) => answerOf(scrapers.map(judge), 'no Prometheus was found'),
});

function judge(scraper: ScraperSight): Verdict {
  const { found, expressions, targets } = scraper;
  if (expressions?.state !== 'ok') return unseen(`the rules of ${found.name}: ${expressions?.because ?? 'not looked at yet'}`);
  if (targets?.state !== 'ok') return unseen(`the targets of ${found.name}: ${targets?.because ?? 'not looked at yet'}`);
  const short = expressions.value.flatMap((rule) => shortIn(rule, scraper));
  const [first] = short;
  if (!first) return WELL;
  const rules = [...new Set(short.map(({ rule }) => rule))];
  const longest = Math.max(...short.map(({ everyMs }) => everyMs));
  return failing({
    subject: workloadSubject(found),
    title:
      rules.length === 1
        ? `Rule ${first.rule} of ${found.name} takes a rate over too short a range`
        : `${rules.length} rules of ${found.name} take rates over too short a range`,
    because: `${first.rule} takes ${first.selector.func}(${first.selector.metric ?? ''}[${printDuration(first.rangeMs)}]), and its samples are ${formatDuration(first.everyMs / 1000)} apart: ${
      first.rangeMs <= first.everyMs
        ? 'the range never holds two of them, so it finds nothing'
        : 'the range holds two of them only part of the time'
    }.${rules.length > 1 ? ` So it is with ${rules.slice(1, NAMED).join(', ')}${rules.length > NAMED ? ` and ${rules.length - NAMED} more` : ''}.` : ''}`,
    remedy: `Take a range of four times the time between two samples: [${printDuration(4 * longest)}] or more (container_ families: 2m, since cAdvisor reads a cgroup each 10 s to 30 s).`,
    evidence: expressions.evidence
      .slice(0, 1)
      .map((each) => ({ ...each, says: `${first.rule}: ${queryOf(expressions.value, first.rule)}` })),
  });
}

function queryOf(rules: readonly ExpressionSight[], name: string): string {
  return rules.find((each) => each.name === name)?.query ?? '';
}

function shortIn({ name, selectors }: ExpressionSight, scraper: ScraperSight): readonly Short[] {
  return selectors.flatMap((selector) => {
    const { rangeMs } = selector;
    const everyMs = rangeMs === undefined ? undefined : betweenSamples(selector, scraper);
    return rangeMs === undefined || everyMs === undefined || rangeMs >= 2 * everyMs ? [] : [{ rule: name, selector, rangeMs, everyMs }];
  });
}

/** The least time between two samples of what is selected, so that nothing is claimed that is not so; undefined: not to be told. */
function betweenSamples({ metric, matchers }: SelectorSight, scraper: ScraperSight): number | undefined {
  // What a rule records comes as often as the rule is evaluated.
  if (metric === undefined || metric.includes(':')) return undefined;
  const card = cardOfFamily(metric);
  const intervals = seenTargets([scraper])
    .filter((seen) => card === undefined || seen.card === card)
    .filter(({ target }) => matchers.every(({ name, test }) => !(name === 'job' || name === 'instance') || test(target.labels[name] ?? '')))
    .flatMap(({ target }) => {
      const interval = parseDuration(target.scrapeInterval ?? '');
      return interval.ok && interval.value > 0 ? [interval.value] : [];
    });
  if (intervals.length === 0) return undefined;
  const least = intervals.reduce((a, b) => Math.min(a, b));
  return card === 'cadvisor' ? Math.max(HOUSEKEEPING_MS, least) : least;
}
