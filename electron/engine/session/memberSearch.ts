import { type Member, type MembersFound, MOST_MEMBERS } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import { compareHealth } from '../../../shared/model/health';
import type { LookResult } from '../probers/prober';
import { memberOf } from './details';

interface MembersSeen {
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
}

/** Members of one card for the list beside it: bounded, whatever the size of the cluster. */
export function findMembers(card: string, search: string, seen: MembersSeen): MembersFound {
  const members = seen.discovered.filter((found) => found.card === card).map((found) => memberOf(found, seen));
  const wanted = search.trim().toLowerCase();
  const matching = wanted === '' ? members : members.filter((member) => holds(member, wanted));
  return {
    card,
    search,
    total: members.length,
    notOk: members.filter(({ health }) => health !== 'ok').length,
    matched: matching.length,
    rows: matching.sort(byTrouble).slice(0, MOST_MEMBERS),
  };
}

/** Not ok first by state, then the oldest value first, then by name. */
function byTrouble(a: Member, b: Member): number {
  return (
    Number(a.health === 'ok') - Number(b.health === 'ok') ||
    compareHealth(a.health, b.health) ||
    (b.ageSeconds ?? -1) - (a.ageSeconds ?? -1) ||
    (a.name < b.name ? -1 : 1)
  );
}

function holds(member: Member, wanted: string): boolean {
  return [member.name, member.namespace, member.node, member.because, member.health].some((text) => text?.toLowerCase().includes(wanted));
}
