import { relabel } from '../../relabel/evaluate';
import type { Traveller } from './exposed';
import { plural, seriesText } from './labels';
import { nearestMonitor } from './monitors';
import type { WhyQuestion, WhyScene, WhyTarget, WhyTargets } from './scene';
import { cannotTell, lost, lostOf, passed, type Stage } from './stage';
import { droppedOf, targetsOf } from './targetsOf';

/** A traveller with the targets that read its source. */
export interface Targeted extends Traveller {
  readonly targets: readonly WhyTarget[];
  readonly dropped: WhyTargets['dropped'];
}

/** Of several jobs that read one source only those whose labels are asked for. */
export function targetedOf({ targets }: WhyScene, { labels }: WhyQuestion, travellers: readonly Traveller[]): readonly Targeted[] {
  if (targets.state !== 'seen') return [];
  return travellers.flatMap((each) => {
    const ofTarget = Object.entries(labels).filter(([name]) => each.series.every((one) => one.labels[name] === undefined));
    const all = targetsOf(each.source, targets.value);
    const meant = all.filter((target) => ofTarget.every(([name, value]) => (target.labels[name] ?? value) === value));
    if (all.length > 0 && meant.length === 0) return [];
    return [{ ...each, targets: meant, dropped: droppedOf(each.source, targets.value) }];
  });
}

/** Was it discovered by any job, kept or not? */
export function covered(
  { targets, prometheus }: WhyScene,
  { labels }: WhyQuestion,
  travellers: readonly Traveller[],
  all: readonly Targeted[],
): Stage {
  if (prometheus === undefined)
    return lost('no Prometheus was found in this cluster', 'Install one, or name the one that there is (--endpoint).');
  if (targets.state !== 'seen') return cannotTell(`the targets of ${prometheus} could not be read: ${targets.because}`);
  const found = all.filter((each) => each.targets.length + each.dropped.length > 0);
  const [first] = found;
  const [other] = travellers;
  if (other === undefined) return cannotTell('its source is not known');
  if (first === undefined) {
    const where = `${other.source.name}${other.source.path}`;
    const add = 'Add a scrape_config, ServiceMonitor or PodMonitor that selects it.';
    if (all.length === 0) return lostOf(other.source, lost(`no target of ${where} has ${seriesText('', labels)}`, add, targets.proof));
    const near = nearestMonitor(other.source);
    const says = `no job of ${prometheus} discovers ${where}${near === undefined ? '' : `; ${near.says}`}${sayUnlisted(targets.value)}`;
    return lostOf(other.source, lost(says, near?.remedy ?? add, targets.proof));
  }
  const job = first.targets[0]?.job ?? first.dropped[0]?.job ?? '';
  const none = all.find((each) => !found.includes(each));
  return passed(`job ${job}`, targets.proof, none && `no job discovers ${none.source.name}${none.source.path}`);
}

/** What was dropped and is not listed may be it. */
function sayUnlisted({ unlisted = {} }: WhyTargets): string {
  const jobs = Object.entries(unlisted);
  if (jobs.length === 0) return '';
  const each = jobs.map(([job, count]) => `${plural(count, 'target')} of job ${job}`).join(', ');
  return `; or a rule drops it: ${each} were dropped and are not listed (keep_dropped_targets)`;
}

/** Did a rule of relabel_configs drop the target? */
export function keptTargets({ jobs, targets }: WhyScene, all: readonly Targeted[]): Stage {
  if (targets.state !== 'seen') return cannotTell(targets.because);
  if (all.length === 0) return cannotTell('none of its targets is known');
  const kept = all.filter((each) => each.targets.length > 0);
  if (kept.length > 0) {
    const rules = jobs.state === 'seen' ? jobs.value.find(({ name }) => name === kept[0]?.targets[0]?.job)?.targetRules.length : undefined;
    return passed(
      `${rules === undefined ? '' : `${plural(rules, 'rule')}, `}${kept.length === all.length ? 'none drops it' : `${kept.length} of ${all.length} kept`}`,
    );
  }
  const whose = all.find((each) => each.dropped.length > 0);
  const near = whose && nearestMonitor(whose.source);
  // The jobs of all monitors of a namespace discover it and drop it: of these the one that is meant for it says why.
  const dropped = whose?.dropped.find(({ job }) => near !== undefined && job.startsWith(near.monitor.jobs)) ?? whose?.dropped[0];
  const isOfMonitor = dropped !== undefined && /^(service|pod)Monitor\//.test(dropped.job);
  const job = jobs.state === 'seen' ? jobs.value.find(({ name }) => name === dropped?.job) : undefined;
  if (whose === undefined || dropped === undefined) return cannotTell('no target of it is listed');
  if (job === undefined) {
    const says = `a rule of relabel_configs in job ${dropped.job} drops the target`;
    return lostOf(whose.source, lost(says, 'Read the rules of this job.', targets.proof));
  }
  const { steps } = relabel({ ...dropped.discovered }, job.targetRules);
  const last = steps[steps.length - 1];
  const rule = last?.rule ?? 0;
  const text = job.ruleText.target[rule] ?? '';
  const drops = `rule ${rule + 1} of ${job.targetRules.length} in relabel_configs of job ${job.name} drops the target`;
  const byMonitor = isOfMonitor && near?.misses === true ? near : undefined;
  const says = byMonitor === undefined ? drops : `${drops}; ${byMonitor.says}`;
  const change = last === undefined ? undefined : { rule: text, before: last.before, at: { job: job.name, kind: 'target', rule } as const };
  const remedy = byMonitor?.remedy ?? 'Change that rule, or give the object the label or annotation that it asks for.';
  return lostOf(whose.source, lost(says, remedy, targets.proof, change));
}

const LIMIT = /limit exceeded|exceeds? .*limit|limit of /i;

export function isLimit(error: string | undefined): boolean {
  return error !== undefined && LIMIT.test(error);
}

/** Did the last scrape get an answer? A limit throws a good answer away: that is told later. */
export function scraped({ targets }: WhyScene, all: readonly Targeted[]): Stage {
  if (targets.state !== 'seen') return cannotTell(targets.because);
  const each = all.flatMap((one) => one.targets);
  const good = each.filter(({ health, error }) => health === 'up' || isLimit(error));
  if (good.length > 0) {
    const bad = each.find((target) => !good.includes(target));
    const says = `${good.length} of ${plural(each.length, 'target')} answered`;
    return passed(says, targets.proof, bad && `${bad.url} of job ${bad.job} is not read: ${bad.error ?? bad.health}`);
  }
  const failed = each.find(({ health }) => health === 'down');
  if (failed === undefined) return cannotTell(each.length === 0 ? 'none of its targets is known' : 'its targets have not been scraped yet');
  const says = `${failed.url} of job ${failed.job}: ${failed.error ?? 'down'}`;
  const stage = lost(says, remedyOf(failed.error ?? ''), { ...targets.proof, says: failed.error ?? 'health down' });
  const whose = all.find((one) => one.targets.includes(failed));
  return whose === undefined ? stage : lostOf(whose.source, stage);
}

function remedyOf(error: string): string {
  if (/\b401\b/.test(error)) return 'The scrape sends no credentials that are accepted: give the job an authorization (bearer token file).';
  if (/\b403\b/.test(error))
    return 'Its service account may not read this: allow get on nodes/metrics (or the non-resource URL) and nothing more.';
  if (/deadline exceeded|timeout/i.test(error)) return 'The source answers too slowly: look at it first, then at scrape_timeout.';
  if (/x509|certificate|tls/i.test(error)) return 'Give the job the CA that signed the certificate.';
  return 'Repair what the error names: the address, the listener, or the network between.';
}
