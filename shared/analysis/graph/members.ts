import type { Discovered } from '../../model/component';
import { compareHealth, type Health, worstHealth } from '../../model/health';
import type { Evidence } from '../../model/observation';
import type { ReportComponent } from '../../report/schema';
import { deniedThroughout, firstDenied, sayNeed } from './deniedLook';
import type { GraphLook } from './graphInput';

export const NOT_LOOKED_YET = 'not looked at yet';

/** One member and what its last look made of it. */
export interface MemberState {
  readonly found: Discovered;
  readonly look?: GraphLook;
  readonly health: Health;
  readonly because?: string;
}

/** Not looked at is unknown; a look whose every request was denied is denied, with verb and resource. */
export function memberState(found: Discovered, look: GraphLook | undefined): MemberState {
  if (!look) return { found, health: 'unknown', because: NOT_LOOKED_YET };
  const { health, because } = look.judgement;
  const denied = deniedThroughout(look) ?? (health === 'denied' ? firstDenied(look) : undefined);
  if (denied) return { found, look, health: 'denied', because: withNeed(because, sayNeed(denied.missing)) };
  return { found, look, health, ...(because === undefined ? {} : { because }) };
}

function withNeed(because: string | undefined, need: string): string {
  if (because === undefined || because === '') return `denied: ${need} is missing`;
  return because.includes(need) ? because : `${because} (${need} is missing)`;
}

/** Members' states worst first, then by id: the order in which reasons and proofs are shown. */
export function worstFirst(states: readonly MemberState[]): readonly MemberState[] {
  return [...states].sort((a, b) => compareHealth(a.health, b.health) || (a.found.id < b.found.id ? -1 : 1));
}

/** Health, reason and counts of a card from its members. */
export function mergeMembers(states: readonly MemberState[]): Pick<ReportComponent, 'health' | 'because' | 'members'> {
  const worst = worstHealth(states.map((state) => state.health));
  const because = worst === 'ok' ? undefined : reasonOf(states, worst);
  // Where some still work the card is degraded: broken means that nothing comes through.
  const health = worst === 'broken' && states.some((state) => state.health === 'ok' || state.health === 'degraded') ? 'degraded' : worst;
  return { health, ...(because === undefined ? {} : { because }), members: countsOf(states) };
}

/** "2 of 3 broken; n1: connection refused": how many, then the first one's reason. One member needs no count. */
function reasonOf(states: readonly MemberState[], health: Health): string {
  const same = worstFirst(states).filter((state) => state.health === health);
  const first = same[0];
  const reason = first?.because ?? health;
  if (states.length === 1 || !first) return reason;
  const alike = same.length > 1 && same.every((state) => state.because === first.because);
  const count = `${same.length} of ${states.length}`;
  return alike ? `${count}: ${reason}` : `${count} ${health}; ${first.found.name}: ${reason}`;
}

/** A member that its look saw to be absent counts in none of the states, nor in the total. */
function countsOf(states: readonly MemberState[]): ReportComponent['members'] {
  const counts = { total: 0, ok: 0, degraded: 0, broken: 0, denied: 0, stale: 0, unknown: 0 };
  for (const { health } of states) {
    if (health === 'absent') continue;
    counts.total += 1;
    counts[health] += 1;
  }
  return counts;
}

/** Units of which a sum says nothing: the card shows the largest. */
const NOT_ADDED: ReadonlySet<string> = new Set(['%', 's', 'ms', 'percent', 'seconds']);

/** The card's one number: members' numbers of the commonest label, added up. */
export function numberOf(states: readonly MemberState[]): ReportComponent['number'] {
  const numbers = states.flatMap((state) => (state.look?.judgement.number ? [state.look.judgement.number] : []));
  const first = commonest(numbers.map((number) => `${number.label}\n${number.unit}`));
  const alike = numbers.filter((number) => `${number.label}\n${number.unit}` === first);
  const one = alike[0];
  if (!one) return undefined;
  const values = alike.map((number) => number.value);
  const value = NOT_ADDED.has(one.unit) ? values.reduce((a, b) => Math.max(a, b)) : values.reduce((a, b) => a + b, 0);
  return { value, unit: one.unit, label: one.label };
}

function commonest(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

/** The age of the oldest value in use among the members. */
export function oldestAge(states: readonly MemberState[]): number | undefined {
  let oldest: number | undefined;
  for (const { look } of states) {
    const age = look?.judgement.ageSeconds;
    if (age !== undefined && (oldest === undefined || age > oldest)) oldest = age;
  }
  return oldest;
}

/** One version, or the versions that are about: "v1.34.4, v1.33.1". */
export function versionsOf(states: readonly MemberState[]): string | undefined {
  const versions = new Set(states.flatMap(({ found, look }) => look?.judgement.version ?? found.version ?? []));
  const named = [...versions].sort();
  if (named.length === 0) return undefined;
  return named.length <= 3 ? named.join(', ') : `${named.slice(0, 3).join(', ')} and ${named.length - 3} more`;
}

/** Proofs of the members, the worst one's first. */
export function evidenceOf(states: readonly MemberState[]): readonly Evidence[] {
  return worstFirst(states)
    .slice(0, 5)
    .flatMap((state) => state.look?.judgement.evidence ?? []);
}
