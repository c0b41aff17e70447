import { relabel } from '../../relabel/evaluate';
import type { Traveller } from './exposed';
import { plural } from './labels';
import type { WhyScene, WhyTarget, WhyTargets } from './scene';
import { cannotTell, lost, passed, type Stage } from './stage';
import { droppedOf, targetsOf } from './targetsOf';

/** A traveller with the targets that read its source. */
export interface Targeted extends Traveller {
  readonly targets: readonly WhyTarget[];
  readonly dropped: WhyTargets['dropped'];
}

export function targetedOf({ targets }: WhyScene, travellers: readonly Traveller[]): readonly Targeted[] {
  if (targets.state !== 'seen') return [];
  return travellers.map((each) => ({
    ...each,
    targets: targetsOf(each.source, targets.value),
    dropped: droppedOf(each.source, targets.value),
  }));
}

/** Was it discovered by any job, kept or not? */
export function covered({ targets, prometheus }: WhyScene, all: readonly Targeted[]): Stage {
  if (prometheus === undefined)
    return lost('no Prometheus was found in this cluster', 'Install one, or name the one that there is (--endpoint).');
  if (targets.state !== 'seen') return cannotTell(`the targets of ${prometheus} could not be read: ${targets.because}`);
  const found = all.filter((each) => each.targets.length + each.dropped.length > 0);
  const [first] = found;
  const [other] = all;
  if (first === undefined) {
    const what = other === undefined ? 'it' : `${other.source.name}${other.source.path}`;
    return lost(
      `no job of ${prometheus} discovers ${what}`,
      'Add a scrape_config, ServiceMonitor or PodMonitor that selects it.',
      targets.proof,
    );
  }
  const job = first.targets[0]?.job ?? first.dropped[0]?.job ?? '';
  const more = found.length === all.length ? '' : `; none for ${all.length - found.length} of ${all.length} sources`;
  return passed(`job ${job}${more}`, targets.proof);
}

/** Did a rule of relabel_configs drop the target? */
export function keptTargets({ jobs, targets }: WhyScene, all: readonly Targeted[]): Stage {
  if (targets.state !== 'seen') return cannotTell(targets.because);
  const kept = all.filter((each) => each.targets.length > 0);
  if (kept.length > 0) {
    const rules = jobs.state === 'seen' ? jobs.value.find(({ name }) => name === kept[0]?.targets[0]?.job)?.targetRules.length : undefined;
    return passed(
      `${rules === undefined ? '' : `${plural(rules, 'rule')}, `}${kept.length === all.length ? 'none drops it' : `${kept.length} of ${all.length} kept`}`,
    );
  }
  const dropped = all.find((each) => each.dropped.length > 0)?.dropped[0];
  const job = jobs.state === 'seen' ? jobs.value.find(({ name }) => name === dropped?.job) : undefined;
  if (dropped === undefined) return cannotTell('no target of it is listed');
  if (job === undefined)
    return lost(`a rule of relabel_configs in job ${dropped.job} drops the target`, 'Read the rules of this job.', targets.proof);
  const { steps } = relabel({ ...dropped.discovered }, job.targetRules);
  const last = steps[steps.length - 1];
  const rule = last?.rule ?? 0;
  const text = job.ruleText.target[rule] ?? '';
  const says = `rule ${rule + 1} of ${job.targetRules.length} in relabel_configs of job ${job.name} drops the target`;
  const change = last === undefined ? undefined : { rule: text, before: last.before };
  return lost(says, 'Change that rule, or give the object the label or annotation that it asks for.', targets.proof, change);
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
    const some = bad === undefined ? '' : `; ${bad.url}: ${bad.error ?? bad.health}`;
    return passed(`${good.length} of ${plural(each.length, 'target')} answered${some}`, targets.proof);
  }
  const failed = each.find(({ health }) => health === 'down');
  if (failed === undefined) return cannotTell('its targets have not been scraped yet');
  const says = `${failed.url} of job ${failed.job}: ${failed.error ?? 'down'}`;
  return lost(says, remedyOf(failed.error ?? ''), { ...targets.proof, says: failed.error ?? 'health down' });
}

function remedyOf(error: string): string {
  if (/\b401\b/.test(error)) return 'The scrape sends no credentials that are accepted: give the job an authorization (bearer token file).';
  if (/\b403\b/.test(error))
    return 'Its service account may not read this: allow get on nodes/metrics (or the non-resource URL) and nothing more.';
  if (/deadline exceeded|timeout/i.test(error)) return 'The source answers too slowly: look at it first, then at scrape_timeout.';
  if (/x509|certificate|tls/i.test(error)) return 'Give the job the CA that signed the certificate.';
  return 'Repair what the error names: the address, the listener, or the network between.';
}
