import { renamedLabel } from '../../knowledge/metricCatalogue';
import { formatAge } from '../../model/format';
import { relabel } from '../../relabel/evaluate';
import type { Origin } from './known';
import { hasAll, plural, seriesText } from './labels';
import type { Seen, WhyQuestion, WhyScene } from './scene';
import { cannotTell, lost, notNeeded, passed, type Stage } from './stage';

/** Prometheus' own where no flag says another. */
const USUAL_LOOKBACK_MS = 300_000;

/** Is there a series of that name with those labels, now or in the last hour? */
export function storedSeries({ stored, lately, prometheus, ofOneTenant }: WhyScene, { metric, labels }: WhyQuestion): Stage {
  if (stored.state !== 'seen') return cannotTell(`${prometheus ?? 'Prometheus'} could not be asked: ${stored.because}`);
  const now = stored.value.filter((one) => hasAll(one, labels));
  const [first] = now;
  if (first !== undefined) return passed(`${now.length} series, ${seriesText(metric, first)}${partly(stored)}`, stored.proof);
  const before = lately.state === 'seen' ? lately.value.filter((one) => hasAll(one.labels, labels)) : [];
  if (before.length > 0)
    return passed(
      `${plural(before.length, 'series', 'series')} in the last hour${partly(lately)}`,
      lately.state === 'seen' ? lately.proof : undefined,
    );
  const partial = partialOf(stored, lately);
  if (partial !== undefined) return cannotTell(`${prometheus ?? 'Prometheus'} may have it: ${partial}`);
  const [other] = stored.value;
  if (other !== undefined) {
    const told = labelTold(metric, labels, other);
    const says = `stored with other labels: ${seriesText(metric, other)}; none has ${seriesText('', labels)}${told?.says ?? ''}`;
    return lost(says, told?.remedy ?? 'Ask with the labels that are stored.', stored.proof);
  }
  return lost(
    'nothing is stored under that name in the last hour',
    ofOneTenant
      ? 'Ask for the tenant that it is written to (Settings, Tenant: X-Scope-OrgID of its direct URL); then look at its store (out of order, duplicate, too old samples).'
      : 'Look again after the next scrape; then at its store (out of order, duplicate, too old samples).',
    stored.proof,
  );
}

interface LabelTold {
  readonly says: string;
  readonly remedy: string;
}

/** A label that has another name by now, or that kube-state-metrics exposes only where a flag names it. */
function labelTold(metric: string, asked: WhyQuestion['labels'], stored: Readonly<Record<string, string>>): LabelTold | undefined {
  for (const [name, value] of Object.entries(asked)) {
    if (stored[name] !== undefined) continue;
    const was = renamedLabel(name);
    if (was !== undefined && stored[was.is] !== undefined)
      return { says: `: ${name} is ${was.is} since ${was.since}`, remedy: `Ask for ${was.is}=${JSON.stringify(value)}.` };
    const [, kind] = /^kube_\w+_(label|annotation)s$/.exec(metric) ?? [];
    if (kind !== undefined && name.startsWith(`${kind}_`))
      return {
        says: `: ${kind}s of objects are exposed only where a flag names them`,
        remedy: `Name it in --metric-${kind}s-allowlist of kube-state-metrics, as in pods=[app].`,
      };
  }
  return undefined;
}

/** An instant query looks back 5 minutes, or as far as the flag says. */
export function withinLookback({ stored, lately, lookbackMs, nowMs }: WhyScene, { labels }: WhyQuestion): Stage {
  if (stored.state !== 'seen') return cannotTell(stored.because);
  if (stored.value.some((one) => hasAll(one, labels))) return passed('a query finds it now', stored.proof);
  if (lately.state !== 'seen') return cannotTell(lately.because);
  const partial = partialOf(stored, lately);
  if (partial !== undefined) return cannotTell(partial);
  const newest = Math.max(...lately.value.filter((one) => hasAll(one.labels, labels)).map(({ atMs }) => atMs));
  if (!Number.isFinite(newest)) return cannotTell('no sample of it was found');
  const age = (nowMs - newest) / 1000;
  const back = (lookbackMs ?? USUAL_LOOKBACK_MS) / 1000;
  const looks = `a query looks back ${formatAge(back)} (${lookbackMs === undefined ? 'the default' : '--query.lookback-delta'})`;
  const why = age <= back ? 'it was marked stale: its target or the series is gone' : looks;
  return lost(`its newest sample is ${formatAge(age)} old: ${why}`, 'Look at what happened then: Gaps shows it.', lately.proof);
}

function partialOf(...asked: readonly Seen<unknown>[]): string | undefined {
  return asked.flatMap((one) => (one.state === 'seen' ? (one.partial ?? []) : []))[0];
}

function partly(asked: Seen<unknown>): string {
  const partial = partialOf(asked);
  return partial === undefined ? '' : `; ${partial}`;
}

/** Does remote write leave it out? Only those who query elsewhere lose it. */
export function rulesAndWrites({ remoteWrites, recorded, stored }: WhyScene, question: WhyQuestion, origin: Origin): Stage {
  const [series] = stored.state === 'seen' ? stored.value.filter((one) => hasAll(one, question.labels)) : [];
  const leaving =
    remoteWrites.state === 'seen' && series !== undefined
      ? remoteWrites.value.filter(({ rules }) => !relabel({ ...series }, rules).kept)
      : [];
  if (leaving.length > 0) {
    const where = leaving.map(({ name }) => name).join(', ');
    const proof = remoteWrites.state === 'seen' ? remoteWrites.proof : undefined;
    return passed(`stored here, but not sent to ${where}: write_relabel_configs drop it`, proof, `it is not sent to ${where}`);
  }
  if (origin === 'recorded') return passed('a recording rule writes it', recorded.state === 'seen' ? recorded.proof : undefined);
  if (remoteWrites.state === 'unseen') return cannotTell(remoteWrites.because);
  return remoteWrites.value.length === 0
    ? notNeeded('nothing is written elsewhere')
    : passed(`sent to ${plural(remoteWrites.value.length, 'remote write')}`);
}
