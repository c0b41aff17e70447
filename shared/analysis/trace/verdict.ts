import type { Trace, TraceHop, TraceIdentity } from '../../contract/trace';
import { capital } from '../../model/capital';
import { secondsText } from './amounts';
import { rangeIn, youngWords } from './monitoringHops';
import { metricOf, subjectWords } from './question';
import type { TraceScene } from './scene';

type Verdict = Trace['verdict'];

/** Less apart than this is called the same: the load itself moves more. */
const AGREE_SHARE = 0.02;

/** Answers the question in words: are the numbers the same, and if not, why both can be right. */
export function verdictOf(scene: TraceScene, hops: readonly TraceHop[], identities: readonly TraceIdentity[]): Verdict {
  if (scene.gone !== undefined)
    return { state: 'unknown', says: `${capital(subjectWords(scene.question.subject))} is gone.`, more: scene.gone.says };
  const broken = identities.find(({ holds }) => holds === 'no');
  if (broken !== undefined) return { state: 'broken', says: 'Two hops say different things of one sample.', more: broken.says };
  const missed = hops.filter(({ state }) => state !== 'seen');
  const around = missed.length === 0 ? '' : ` The trace goes around ${listed(missed.map(({ title }) => title))}.`;
  const [first, second] = compared(scene, hops);
  if (first?.value === undefined) return nothing(hops, missed);
  const state = missed.length === 0 ? 'ok' : 'degraded';
  // A counter and a rate are not compared.
  if (second?.value !== undefined && first.value.unit === 'core-seconds') return withoutTop(second, missed, around);
  if (second?.value === undefined) return { state, says: `${first.title} says ${first.value.text}.`, more: around.trim() };
  const says = `${first.title} says ${first.value.text}, ${nameIn(second)} says ${second.value.text}`;
  if (isNear(first, second)) return { state, says: `${says}: they agree.`, more: `${whyNear(scene)}${around}`.trim() };
  return {
    state,
    says: youngOther(scene, second) ? `${says}.` : `${says}: both are right.`,
    more: `${whyApart(scene, second)}${around}`.trim(),
  };
}

/** What the user sees at the two ends: kubectl top and a dashboard; of a custom metric the sample's query and the API. */
function compared(scene: TraceScene, hops: readonly TraceHop[]): readonly (TraceHop | undefined)[] {
  const of = (id: string) => hops.find((hop) => hop.hop === id && hop.value !== undefined);
  if (metricOf(scene.question).kind === 'named') return [of('custom-metric') ?? of('prometheus'), of('hpa')];
  return [of('kubectl-top') ?? of('resource') ?? of('cadvisor'), of('dashboard') ?? of('rule')];
}

/** kubectl top has no number: what breaks stands first. */
function withoutTop(other: TraceHop, missed: readonly TraceHop[], around: string): Verdict {
  const cause = missed.find(({ hop }) => hop === 'metrics-api') ?? missed[0];
  const because = cause === undefined ? '' : `${cause.title}: ${cause.says} `;
  return { state: 'degraded', says: around.trim(), more: `${because}${capital(nameIn(other))} says ${other.value?.text ?? 'nothing'}.` };
}

function nothing(hops: readonly TraceHop[], missed: readonly TraceHop[]): Verdict {
  const first = missed[0];
  if (hops.length > missed.length)
    return {
      state: 'degraded',
      says: 'Only a part of the way has the number.',
      more: first === undefined ? '' : `${first.title}: ${first.says}`,
    };
  const more = first === undefined ? '' : `${first.title}: ${first.says}`;
  // Not seen is not broken.
  if (missed.some(({ state }) => state === 'denied')) return { state: 'unknown', says: 'No hop that may be read has the number.', more };
  return { state: 'broken', says: 'No hop has the number.', more };
}

function isNear(a: TraceHop, b: TraceHop): boolean {
  const [one, other] = [a.value?.amount ?? 0, b.value?.amount ?? 0];
  return a.value?.unit === b.value?.unit && Math.abs(one - other) <= AGREE_SHARE * Math.max(Math.abs(one), Math.abs(other));
}

/** Its window is longer than what Prometheus has of it. */
function youngOther(scene: TraceScene, { says }: TraceHop): boolean {
  return youngWords(scene, rangeIn(says)) !== undefined;
}

function nameIn({ hop, title }: TraceHop): string {
  return hop === 'dashboard' ? 'the dashboard' : hop === 'rule' ? 'the recording rule' : title;
}

function whyNear(scene: TraceScene): string {
  if (metricOf(scene.question).kind === 'named') return 'The HPA averages over its pods.';
  return metricOf(scene.question).kind === 'memory'
    ? 'Memory is no rate: no window is between them.'
    : 'The load hardly moved within both windows.';
}

function whyApart(scene: TraceScene, other: TraceHop): string {
  const metric = metricOf(scene.question);
  if (metric.kind === 'named') return 'The HPA averages over pods, at its own sync.';
  if (metric.kind === 'memory') return 'They were read at different times.';
  const window = scene.metricsApi.state === 'heard' ? secondsText(scene.metricsApi.value.windowMs) : 'its own window';
  const range = rangeIn(other.says);
  const young = youngWords(scene, range);
  if (young !== undefined) return young;
  return `The dashboard averages ${range ?? 'another window'}, metrics-server ${window}.`;
}

function listed(names: readonly string[]): string {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
