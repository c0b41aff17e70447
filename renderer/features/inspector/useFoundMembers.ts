import { useEffect, useMemo } from 'react';
import type { Details, Member, MemberListName } from '../../../shared/contract/engine';
import { tellEngine } from '../../bridge/enginePort';
import { useEngine } from '../../store/engineStore';
import { orderMembers } from './memberOrder';

type Listed = Pick<Details, 'id' | 'members' | 'memberCount' | 'at'>;
const NOBODY: readonly Member[] = [];

/**
 * Members of a card that hold every word of `search`, not-ok first. Of a card with more members than its details list the engine looks
 * through them all; of a kept moment only the listed ones are known.
 */
export function useFoundMembers(list: MemberListName, details: Listed, search: string): readonly Member[] {
  const { id: card, members, at } = details;
  const wanted = longestWord(search);
  const asks = wanted !== '' && at === undefined && memberTotal(details) > members.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new members are the reason to ask again.
  useEffect(() => {
    if (asks) tellEngine({ type: 'read-members', card, search: wanted, list });
  }, [asks, card, wanted, list, members]);
  const answer = useEngine((facts) => facts.membersListed[list]);
  const among = !asks ? members : answer?.card === card ? answer.rows : NOBODY;
  return useMemo(() => orderMembers(among, search), [among, search]);
}

export function memberTotal({ members, memberCount }: Pick<Details, 'members' | 'memberCount'>): number {
  return memberCount ?? members.length;
}

/** The engine looks for one text; of several words the longest leaves the fewest. */
function longestWord(search: string): string {
  return search.split(/\s+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
