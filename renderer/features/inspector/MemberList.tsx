import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Member } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { select } from '../../store/choiceStore';
import { Age } from '../../ui/Age';
import { Glyph } from '../../ui/Glyph';
import { orderMembers } from './memberOrder';

/** More than this and a search field stands over the list. */
const SEARCH_FROM = 8;
const ROW = 32;
const MOST_HIGH = 8 * ROW;

/** The members behind a card: 1 or 5,000, only what is in sight is drawn. */
export function MemberList({ card, members }: { readonly card: string; readonly members: readonly Member[] }) {
  const [search, setSearch] = useState('');
  const ordered = useMemo(() => orderMembers(members, search), [members, search]);
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: ordered.length, getScrollElement: () => list.current, estimateSize: () => ROW, overscan: 6 });
  if (members.length === 0) return null;
  return (
    <section data-testid="members">
      <h3 className="hs-label">
        {formatCount(members.length)} {members.length === 1 ? 'member' : 'members'}
      </h3>
      {members.length > SEARCH_FROM ? (
        <TextInput
          size="xs"
          mb={6}
          placeholder={`Find among ${formatCount(members.length)}`}
          aria-label="Find a member"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      <div ref={list} className="hs-members-list" style={{ height: Math.min(MOST_HIGH, Math.max(ROW, ordered.length * ROW)) + 2 }}>
        <div className="hs-virtual" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const member = ordered[row.index];
            return member === undefined ? null : <MemberRow key={member.id} card={card} member={member} top={row.start} />;
          })}
        </div>
        {ordered.length === 0 ? <p className="hs-small hs-t3">None of them holds these words.</p> : null}
      </div>
    </section>
  );
}

function MemberRow({ card, member, top }: { readonly card: string; readonly member: Member; readonly top: number }) {
  return (
    <button
      type="button"
      className="hs-member"
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      onClick={() => select({ kind: 'member', card, member: member.id })}
      title={member.because}
    >
      <Glyph state={member.health} />
      <b className="hs-ellipsis">{member.name}</b>
      <span className="hs-ellipsis hs-t2 hs-grow">
        {member.because ?? (member.health === 'ok' ? (member.namespace ?? '') : member.health)}
      </span>
      {member.ageSeconds === undefined ? null : <Age seconds={member.ageSeconds} />}
    </button>
  );
}
