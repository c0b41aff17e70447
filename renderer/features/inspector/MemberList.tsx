import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { Details, Member } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { inspect } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Age } from '../../ui/Age';
import { Glyph } from '../../ui/Glyph';
import { memberTotal, useFoundMembers } from './useFoundMembers';

/** More than this and a search field stands over the list. */
const SEARCH_FROM = 8;
const ROW = 32;
const MOST_HIGH = 8 * ROW;
/** As many are drawn whole: to draw only those in sight, the list must be measured before it is painted. */
const DRAWN_WHOLE = 16;
const words = texts.inspector.overview;

/** The members behind a card: 1 or 5,000, only what is in sight is drawn. */
export function MemberList({ details }: { readonly details: Details }) {
  const [search, setSearch] = useState('');
  const ordered = useFoundMembers('inspector', details, search);
  const total = memberTotal(details);
  if (total === 0) return null;
  return (
    <section data-testid="members">
      <h3 className="hs-label">{words.membersOf(formatCount(total), total === 1)}</h3>
      {total > SEARCH_FROM ? (
        <TextInput
          size="xs"
          mb={6}
          placeholder={words.findAmong(formatCount(total))}
          aria-label={words.findMember}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      {ordered.length > DRAWN_WHOLE ? <RowsInSight card={details.id} members={ordered} /> : <AllRows card={details.id} members={ordered} />}
    </section>
  );
}

interface RowsProps {
  readonly card: string;
  readonly members: readonly Member[];
}

const heightOf = (rows: number) => ({ height: Math.min(MOST_HIGH, Math.max(ROW, rows * ROW)) + 2 });

function AllRows({ card, members }: RowsProps) {
  return (
    <div className="hs-members-list" style={heightOf(members.length)}>
      <div className="hs-virtual" style={{ height: members.length * ROW }}>
        {members.map((member, index) => (
          <MemberRow key={member.id} card={card} member={member} top={index * ROW} />
        ))}
      </div>
      {members.length === 0 ? <p className="hs-small hs-t3">{words.noMember}</p> : null}
    </div>
  );
}

function RowsInSight({ card, members }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: members.length, getScrollElement: () => list.current, estimateSize: () => ROW, overscan: 6 });
  return (
    <div ref={list} className="hs-members-list" style={heightOf(members.length)}>
      <div className="hs-virtual" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const member = members[row.index];
          return member === undefined ? null : <MemberRow key={member.id} card={card} member={member} top={row.start} />;
        })}
      </div>
    </div>
  );
}

function MemberRow({ card, member, top }: { readonly card: string; readonly member: Member; readonly top: number }) {
  const state = texts.inspector.states[member.health];
  return (
    <button
      type="button"
      className="hs-member"
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      onClick={() => inspect({ kind: 'member', card, member: member.id })}
      title={[member.name, member.because].filter(Boolean).join(': ')}
    >
      <Glyph state={member.health} />
      <b className="hs-ellipsis">
        <bdi>{member.name}</bdi>
      </b>
      <span className="hs-ellipsis hs-t2 hs-grow">
        {member.because ?? (member.namespace === undefined ? state : `${state} · ${member.namespace}`)}
      </span>
      {member.ageSeconds === undefined ? null : <Age seconds={member.ageSeconds} />}
    </button>
  );
}
