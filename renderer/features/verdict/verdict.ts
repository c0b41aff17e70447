import type { View } from '../../../shared/contract/engine';
import type { EngineState } from '../../../shared/contract/shell';
import { formatAge, formatClock, formatOf } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import type { ReportComponent, ReportEdge } from '../../../shared/report/schema';
import { findCuts, followers } from '../../store/breaks';
import { titleOf } from '../../store/cardTitle';
import { zoneOffsetMinutes } from '../../store/clock';
import { type Cause, diagnosedOf, selectionOf, toldBy } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';

const t = texts.verdict;

/** The one sentence: bold first, then what is less urgent. */
export interface Verdict {
  readonly state: Health;
  readonly says: string;
  /** What a screen reader is told where `says` holds a time that runs. */
  readonly heard?: string;
  readonly more: string;
  /** Where "Show the break" leads. */
  readonly show?: { readonly kind: 'hop'; readonly from: string; readonly to: string } | { readonly kind: 'card'; readonly card: string };
}

/** Without an engine nothing on the screen is of now, whatever the last view said. */
export function judgeWindow(engine: EngineState['state'], view: View | undefined, nowMs: number): Verdict {
  if (engine === 'failed') return { state: 'broken', says: t.cannotLook, more: t.cannotLookMore };
  if (engine !== 'down') return judgeView(view, nowMs);
  return { state: 'stale', says: t.engineDown, more: t.lastSeen };
}

/** `nowMs`: for "since", the time on screen. */
export function judgeView(view: View | undefined, nowMs: number): Verdict {
  if (view === undefined) return { state: 'unknown', says: t.starting, more: t.startingMore };
  switch (view.phase) {
    case 'connecting':
      return { state: 'unknown', says: t.connecting(view.report.cluster.context), more: listedText(view) };
    case 'unreachable':
      return noAnswer(view, nowMs);
    case 'denied':
      return { state: 'denied', says: t.denied(view.report.cluster.context), more: t.deniedMore };
    case 'empty':
      return { state: 'absent', says: t.empty, more: t.emptyMore };
    case 'ended':
      return { state: 'stale', says: t.ended, more: view.trouble?.says ?? '' };
    case 'live':
      return judgeReport(view, nowMs);
    default:
      return assertNever(view.phase);
  }
}

/** A root that was found says more than what is drawn of it; what is broken without one is said by the map. */
function judgeReport(view: View, nowMs: number): Verdict {
  const { components, edges } = view.report;
  const { causes } = diagnosedOf(view.report, view.places);
  const [first] = causes;
  if (first?.first.severity === 'error') return findingVerdict(first, causes.length - 1, view, nowMs);
  const [cut] = findCuts(view.report, toldBy(view));
  if (cut !== undefined) return cutVerdict(cut, edges);
  const broken = components.find((component) => component.health === 'broken');
  if (broken !== undefined) return componentVerdict(broken, 'broken');
  if (first !== undefined) return findingVerdict(first, causes.length - 1, view, nowMs);
  const lossy = edges.find((edge) => edge.health === 'degraded');
  const degraded = components.find((component) => component.health === 'degraded');
  if (degraded !== undefined) return componentVerdict(degraded, 'degraded');
  if (lossy !== undefined) return lossVerdict(lossy);
  return wellVerdict(view);
}

/** "since 14:21:40 (10 min). Follows: no data for ... 2 other causes." and why. */
function findingVerdict(cause: Cause, others: number, view: View, nowMs: number): Verdict {
  const { first, findings, sinceMs, isFromStart } = cause;
  const place = view.places?.find(({ id }) => id === first.id);
  const at = selectionOf(place, view.report.edges);
  const title = findings.length === 1 ? first.title : texts.findings.andMore(first.title, findings.length - 1);
  const saySince = isFromStart ? t.atLeastSince : t.since;
  const since =
    sinceMs === undefined ? '' : saySince(formatClock(sinceMs, zoneOffsetMinutes()), formatAge(Math.max(0, nowMs - sinceMs) / 1000));
  const follows = followingCards(cause, view);
  const after = follows.length === 0 ? '' : t.alsoHit(follows.map((id) => titleOf(id)).join(', '));
  const rest = others === 0 ? '' : texts.findings.other(others);
  return {
    state: first.severity === 'error' ? 'broken' : 'degraded',
    says: `${title}.`,
    more: [since, after, rest, sentence(first.because)].filter(Boolean).join(' '),
    ...(at === undefined || at.kind === 'none' ? {} : { show: at.kind === 'hop' ? at : { kind: 'card', card: at.card } }),
  };
}

/** Cards of what follows, in its order, without those of the root itself. */
function followingCards({ findings, effects }: Cause, { places = [] }: View): readonly string[] {
  const cardOf = (id: string) => places.find((place) => place.id === id)?.card;
  const own = new Set(findings.map(({ id }) => cardOf(id)));
  const cards = effects.map(({ finding }) => cardOf(finding.id)).filter((card) => card !== undefined);
  return [...new Set(cards)].filter((card) => !own.has(card));
}

function cutVerdict(cut: ReportEdge, edges: readonly ReportEdge[]): Verdict {
  const follows = followers(cut, edges);
  const after = follows.length === 0 ? '' : t.follows(follows.map((id) => titleOf(id)).join(', '));
  return {
    state: 'broken',
    says: t.cut(titleOf(cut.to), titleOf(cut.from)),
    more: [sentence(cut.because), after].filter(Boolean).join(' '),
    show: { kind: 'hop', from: cut.from, to: cut.to },
  };
}

function componentVerdict(component: ReportComponent, state: 'broken' | 'degraded'): Verdict {
  const { members, name, because, id } = component;
  const title = titleOf(id, name);
  const says =
    members === undefined || members.total < 2
      ? t.componentIs(title, state)
      : t.componentIsOf(title, state, formatOf(members.ok, members.total));
  return { state, says, more: sentence(because), show: { kind: 'card', card: id } };
}

function lossVerdict(edge: ReportEdge): Verdict {
  const lost = edge.missed !== undefined && edge.expected !== undefined ? t.samplesLost(formatOf(edge.missed, edge.expected)) : t.someLost;
  return {
    state: 'degraded',
    says: t.lostBetween(lost, titleOf(edge.from), titleOf(edge.to)),
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
  if (all === 0) return { state: 'unknown', says: t.nothingLooked, more: '' };
  const oldest = oldestText(edges);
  const says = ok === all ? t.allCarry(all) : t.someCarry(formatOf(ok, all));
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
  return t.oldest(formatAge(oldest.ageSeconds), oldest.carries, titleOf(oldest.to));
}

function unseenText(healths: readonly Health[]): string {
  const words: readonly (readonly [Health, (count: number) => string])[] = [
    ['denied', t.deniedToYou],
    ['stale', t.stale],
    ['unknown', t.notLooked],
  ];
  const parts = words.flatMap(([health, word]) => {
    const count = healths.filter((one) => one === health).length;
    return count === 0 ? [] : [word(count)];
  });
  return parts.length === 0 ? t.nothingUnseen : `${parts.join(', ')}.`;
}

function noAnswer(view: View, nowMs: number): Verdict {
  const { context } = view.report.cluster;
  const since = view.trouble?.sinceMs;
  const heard = t.noAnswer(context);
  const says = since === undefined ? heard : t.noAnswerFor(context, formatAge((nowMs - since) / 1000));
  return { state: 'stale', says, heard, more: t.lastSeen };
}

/** "pods: 1,200 of 5,000 listed". */
export function listedText(view: View): string {
  const [going] = view.listed.filter((one) => one.state === 'listing');
  if (going === undefined) return '';
  return t.listed(going.resource, going.of === undefined ? String(going.have) : formatOf(going.have, going.of));
}
