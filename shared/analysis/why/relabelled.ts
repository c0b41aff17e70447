import { formatCount } from '../../model/format';
import { relabel } from '../../relabel/evaluate';
import { samplesPerSecond } from '../../relabel/ruleCost';
import { hasAll, plural, withTargetLabels } from './labels';
import type { WhyJob, WhyQuestion, WhyScene, WhySource } from './scene';
import { isLimit, type Targeted } from './scraped';
import { cannotTell, type LabelChange, lost, lostOf, passed, type Stage } from './stage';

type Labels = Readonly<Record<string, string>>;

/** One series on its way into the store. */
interface Incoming {
  readonly source: WhySource;
  readonly job: WhyJob;
  readonly exposed: Labels;
  readonly before: Labels;
  /** Undefined where a rule drops it. */
  readonly after?: Labels;
  readonly rule?: number;
  readonly change?: LabelChange;
}

/** Series looked at: rules treat the series of a family alike. */
const MOST_SERIES = 2_000;

export function incomingOf({ jobs }: WhyScene, { metric }: WhyQuestion, all: readonly Targeted[]): readonly Incoming[] {
  if (jobs.state !== 'seen') return [];
  return all
    .flatMap(({ source, series, targets }) => targets.flatMap((target) => series.map((one) => ({ source, target, labels: one.labels }))))
    .slice(0, MOST_SERIES)
    .flatMap(({ source, target, labels }) => {
      const job = jobs.value.find(({ name }) => name === target.job);
      if (job === undefined) return [];
      return [{ source, ...bring(job, labels, withTargetLabels(metric, labels, target.labels, job.honorLabels)) }];
    });
}

function bring(job: WhyJob, exposed: Labels, before: Record<string, string>): Omit<Incoming, 'source'> {
  const { kept, labels, steps } = relabel(before, job.metricRules);
  if (kept) return { job, exposed, before, after: labels };
  const last = steps[steps.length - 1];
  const rule = last?.rule ?? 0;
  const at = { job: job.name, kind: 'metric', rule } as const;
  const change = { rule: job.ruleText.metric[rule] ?? '', before: last?.before ?? before, at };
  return { job, exposed, before, rule, change };
}

/** Does metric_relabel_configs drop or rename it? */
export function keptSeries({ jobs }: WhyScene, { metric }: WhyQuestion, incoming: readonly Incoming[]): Stage {
  if (jobs.state !== 'seen') return cannotTell(`the configuration could not be read: ${jobs.because}`);
  const [first] = incoming;
  if (first === undefined) return cannotTell('no series of it is known that a job brings in');
  const kept = incoming.filter(({ after }) => after?.['__name__'] === metric);
  if (kept.length === incoming.length) return passed(`${plural(first.job.metricRules.length, 'rule')}, none drops it`, jobs.proof);
  const gone = incoming.find(({ after }) => after === undefined);
  if (kept.length > 0) {
    const drops = incoming.filter(({ after }) => after === undefined).length;
    const partly = gone?.rule === undefined ? undefined : `${sayRule(gone.rule, gone.job)} drops ${drops} of ${incoming.length} series`;
    return passed(`${kept.length} of ${incoming.length} series kept`, jobs.proof, partly);
  }
  if (gone?.rule !== undefined) {
    const { job, rule, change } = gone;
    const says = `${sayRule(rule, job)} drops all ${incoming.length} series`;
    const remedy = `Take ${metric} out of what that rule drops: it then stores ${plural(incoming.length, 'series', 'series')} more${rateOf(incoming)}.`;
    return lostOf(gone.source, lost(says, remedy, proofOf(change, jobs.proof), change));
  }
  const name = first.after?.['__name__'] ?? '';
  const change = { rule: '', before: first.before, ...(first.after === undefined ? {} : { after: first.after }) };
  const says = `metric_relabel_configs of job ${first.job.name} renames it to ${name}`;
  return lostOf(first.source, lost(says, `Ask for ${name}.`, jobs.proof, change));
}

/** What that is in samples, where the interval of every job is known. */
function rateOf(incoming: readonly Incoming[]): string {
  let rate = 0;
  for (const { job } of incoming) {
    if (job.intervalMs === undefined) return '';
    rate += samplesPerSecond(1, job.intervalMs);
  }
  return `, ${formatCount(rate)} samples/s`;
}

function sayRule(rule: number, { name, metricRules }: WhyJob): string {
  return `rule ${rule + 1} of ${metricRules.length} in metric_relabel_configs of job ${name}`;
}

function proofOf(change: LabelChange | undefined, proof: { readonly request?: string; readonly says: string }) {
  return change === undefined || change.rule === '' ? proof : { ...proof, says: change.rule };
}

/** Does a limit throw the whole scrape away, or does a label stand under another name? */
export function withinLimits(
  { targets }: WhyScene,
  { labels: asked }: WhyQuestion,
  all: readonly Targeted[],
  incoming: readonly Incoming[],
): Stage {
  const each = all.flatMap((one) => one.targets);
  const over = each.filter(({ error }) => isLimit(error));
  const [first] = over;
  if (first !== undefined && over.length === each.length && targets.state === 'seen') {
    const says = `job ${first.job}: ${first.error}: the whole scrape is thrown away`;
    const stage = lost(says, 'Raise the limit of this job, or drop series that nobody needs.', {
      ...targets.proof,
      says: first.error ?? '',
    });
    const whose = all.find((one) => one.targets.includes(first));
    return whose === undefined ? stage : lostOf(whose.source, stage);
  }
  const meant = incoming.filter(({ exposed }) => hasAll(exposed, pick(asked, exposed)));
  const renamed = Object.entries(asked).find(
    ([name, value]) =>
      meant.length > 0 && meant.every(({ after, exposed }) => after !== undefined && exposed[name] === value && after[name] !== value),
  );
  const [example] = meant;
  const moved = example?.after;
  if (renamed !== undefined && example !== undefined && moved !== undefined) {
    const [name, value] = renamed;
    const at = Object.keys(moved).find((label) => label !== name && moved[label] === value);
    const where = at === undefined ? 'under no name' : `as ${at}`;
    const says = `the target has its own ${name} (${JSON.stringify(moved[name] ?? '')}): the exposed one is stored ${where}`;
    const remedy = at === undefined ? 'Read the rules of the job.' : `Ask for ${at}=${JSON.stringify(value)}, or set honor_labels.`;
    return lostOf(example.source, lost(says, remedy, undefined, { rule: '', before: example.before, after: moved }));
  }
  return passed(over.length === 0 ? 'no limit was met, no label is renamed' : `${over.length} of ${each.length} targets are over a limit`);
}

function pick(asked: Labels, exposed: Labels): Labels {
  return Object.fromEntries(Object.entries(asked).filter(([name]) => (exposed[name] ?? '') !== ''));
}
