import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Member } from '../../../shared/contract/engine';
import { formatShortAge } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const ROW = 32;

interface MemberRowsProps {
  readonly listId: string;
  readonly name: string;
  readonly rows: readonly Member[];
  readonly active: number;
  /** Id of the member in the inspector. */
  readonly opened: string | undefined;
  readonly onOpen: (member: Member) => void;
}

/** Only the rows in sight are drawn: a search may find hundreds. */
export function MemberRows({ listId, name, rows, active, opened, onOpen }: MemberRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    initialRect: { width: 272, height: ROW * 8 },
  });
  useEffect(() => virtual.scrollToIndex(active), [virtual, active]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <div ref={scroller} tabIndex={0} className="hs-group-list" style={{ height: Math.min(rows.length, 8) * ROW }}>
      <div id={listId} role="listbox" aria-label={name} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const member = rows[index];
          if (member === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the keyboard: arrows and Enter there.
            <div
              key={member.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={`hs-group-row ${index === active ? 'hs-group-row-active' : ''} ${member.id === opened ? 'hs-group-row-open' : ''}`}
              style={{ transform: `translateY(${start}px)` }}
              title={[member.name, member.health, member.because].filter(Boolean).join(', ')}
              data-testid={`member-${member.id}`}
              onClick={() => onOpen(member)}
            >
              <Glyph state={member.health} />
              <b className="hs-ellipsis" dir="auto">
                {member.name}
              </b>
              <span className="hs-ellipsis hs-t2" dir="auto">
                {member.health === 'ok' ? texts.strip.states.ok : (member.because ?? member.health)}
              </span>
              <span className="hs-end hs-t3 hs-nowrap">{member.ageSeconds === undefined ? '' : formatShortAge(member.ageSeconds)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
