import type { View } from '../../../shared/contract/engine';
import type { EngineState } from '../../../shared/contract/shell';
import { formatAge, formatOf } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import type { ReportComponent, ReportEdge } from '../../../shared/report/schema';
import { findCuts, followers } from '../../store/breaks';
import { titleOf } from '../../store/cardTitle';
import { sentence } from '../../ui/sentence';

/** The one sentence: bold first, then what is less urgent. */
export interface Verdict {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
  /** Where "Show the break" leads. */
  readonly show?: { readonly kind: 'hop'; readonly from: string; readonly to: string } | { readonly kind: 'card'; readonly card: string };
}

/** Without an engine nothing on the screen is of now, whatever the last view said. */
export function judgeWindow(engine: EngineState['state'], view: View | undefined, nowMs: number): Verdict {
  if (engine === 'failed') return { state: 'broken', says: 'Hopscope cannot look at a cluster.', more: 'What it needs stands below.' };
  if (engine !== 'down') return judgeView(view, nowMs);
  return { state: 'stale', says: 'The engine has stopped and is started again.', more: 'Everything below is what was last seen.' };
}

/** `nowMs`: for "since", the time on screen. */
export function judgeView(view: View | undefined, nowMs: number): Verdict {
  if (view === undefined) return { state: 'unknown', says: 'Starting.', more: 'The engine has not said anything yet.' };
  switch (view.phase) {
    case 'connecting':
      return { state: 'unknown', says: `Connecting to ${view.report.cluster.context}.`, more: listedText(view) };
    case 'unreachable':
      return { state: 'stale', says: `${sinceText('No answer', view, nowMs)}.`, more: 'Everything below is what was last seen.' };
    case 'denied':
      return { state: 'denied', says: `You may not look at ${view.report.cluster.context}.`, more: 'The map shows what may be read.' };
    case 'empty':
      return {
        state: 'absent',
        says: 'Nothing of the monitoring architecture runs here.',
        more: 'Install metrics-server first: kubectl top and the HPA read it.',
      };
    case 'ended':
      return { state: 'stale', says: 'The engine has stopped looking.', more: view.trouble?.says ?? '' };
    case 'live':
      return judgeReport(view);
    default:
      return assertNever(view.phase);
  }
}

function judgeReport(view: View): Verdict {
  const { components, edges } = view.report;
  const [cut] = findCuts(view.report);
  if (cut !== undefined) return cutVerdict(cut, edges);
  const broken = components.find((component) => component.health === 'broken');
  if (broken !== undefined) return componentVerdict(broken, 'broken');
  const lossy = edges.find((edge) => edge.health === 'degraded');
  const degraded = components.find((component) => component.health === 'degraded');
  if (degraded !== undefined) return componentVerdict(degraded, 'degraded');
  if (lossy !== undefined) return lossVerdict(lossy);
  return wellVerdict(view);
}

function cutVerdict(cut: ReportEdge, edges: readonly ReportEdge[]): Verdict {
  const follows = followers(cut, edges);
  const after = follows.length === 0 ? '' : `Follows: no data for ${follows.map((id) => titleOf(id)).join(', ')}.`;
  return {
    state: 'broken',
    says: `${titleOf(cut.to)} gets nothing from ${titleOf(cut.from)}.`,
    more: [sentence(cut.because), after].filter(Boolean).join(' '),
    show: { kind: 'hop', from: cut.from, to: cut.to },
  };
}

function componentVerdict(component: ReportComponent, state: 'broken' | 'degraded'): Verdict {
  const { members, name, because, id } = component;
  const who = members === undefined || members.total < 2 ? '' : ` (${formatOf(members.ok, members.total)} ok)`;
  return { state, says: `${titleOf(id, name)} is ${state}${who}.`, more: sentence(because), show: { kind: 'card', card: id } };
}

function lossVerdict(edge: ReportEdge): Verdict {
  const lost =
    edge.missed !== undefined && edge.expected !== undefined
      ? `${formatOf(edge.missed, edge.expected)} samples are lost`
      : 'Samples are lost';
  return {
    state: 'degraded',
    says: `${lost} between ${titleOf(edge.from)} and ${titleOf(edge.to)}.`,
    more: sentence(edge.because),
    show: { kind: 'hop', from: edge.from, to: edge.to },
  };
}

/** Not seen is not healthy: what was not looked at, denied or stale is counted beside what is well. */
function wellVerdict({ report }: View): Verdict {
  const edges = report.edges.filter((edge) => edge.health !== 'absent');
  const ok = edges.filter((edge) => edge.health === 'ok').length;
  const all = edges.length;
  const unseen = unseenText(edges.map((edge) => edge.health));
  if (all === 0) return { state: 'unknown', says: 'No hop has been looked at yet.', more: '' };
  const oldest = oldestText(edges);
  const says = ok === all ? `All ${all} hops carry data.` : `${formatOf(ok, all)} hops carry data.`;
  return { state: ok === all ? 'ok' : worstUnseen(edges), says, more: [oldest, unseen].filter(Boolean).join(' ') };
}

function worstUnseen(edges: readonly ReportEdge[]): Health {
  return edges.some((edge) => edge.health === 'denied') ? 'denied' : edges.some((edge) => edge.health === 'stale') ? 'stale' : 'unknown';
}

function oldestText(edges: readonly ReportEdge[]): string {
  const aged = edges.filter((edge) => edge.health === 'ok' && edge.ageSeconds !== undefined);
  aged.sort((a, b) => (b.ageSeconds ?? 0) - (a.ageSeconds ?? 0));
  const [oldest] = aged;
  if (oldest?.ageSeconds === undefined) return '';
  return `Oldest value in use is ${formatAge(oldest.ageSeconds)}: ${oldest.carries} at ${titleOf(oldest.to)}.`;
}

function unseenText(healths: readonly Health[]): string {
  const words: readonly (readonly [Health, string])[] = [
    ['denied', 'denied to you'],
    ['stale', 'stale'],
    ['unknown', 'not looked at'],
  ];
  const parts = words.flatMap(([health, word]) => {
    const count = healths.filter((one) => one === health).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? 'Nothing unseen.' : `${parts.join(', ')}.`;
}

function sinceText(words: string, view: View, nowMs: number): string {
  const { context } = view.report.cluster;
  const since = view.trouble?.sinceMs;
  return since === undefined ? `${words} from ${context}` : `${words} from ${context} for ${formatAge((nowMs - since) / 1000)}`;
}

/** "pods: 1,200 of 5,000 listed". */
export function listedText(view: View): string {
  const [going] = view.listed.filter((one) => one.state === 'listing');
  if (going === undefined) return '';
  return going.of === undefined
    ? `${going.resource}: ${going.have} listed.`
    : `${going.resource}: ${formatOf(going.have, going.of)} listed.`;
}
