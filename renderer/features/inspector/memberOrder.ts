import type { Member } from '../../../shared/contract/engine';
import { compareHealth } from '../../../shared/model/health';

/** Not-ok first (worst, then oldest), then by name; only those that hold every word of `search` (a state counts as a whole word: "ok" is no "broken"). */
export function orderMembers(members: readonly Member[], search: string): readonly Member[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = members.filter((member) => {
    const text = [member.name, member.namespace, member.node, member.because].join(' ').toLowerCase();
    return words.every((word) => word === member.health || text.includes(word));
  });
  return kept.sort(
    (a, b) => compareHealth(a.health, b.health) || (b.ageSeconds ?? -1) - (a.ageSeconds ?? -1) || a.name.localeCompare(b.name, 'en'),
  );
}
