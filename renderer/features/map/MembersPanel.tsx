import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'reactflow';
import type { Member, MembersFound } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { select, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import type { MapCard } from '../../store/mapModel';
import { isOpened, toggleOpened } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { cardIcon } from '../../ui/cardIcon';
import { Icon } from '../../ui/Icon';
import { MemberRows } from './MemberRows';
import { focusCard } from './mapFocus';
import { panelPlace } from './panelPlace';

/** Without a search the worst ones are enough: the rest is found by name. */
const FIRST = 8;

/** Members of one card beside it: those not ok first, then a search among all. */
export function MembersPanel({ card }: { readonly card: MapCard }) {
  const { id } = card.card;
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const found = useMembers(card, search);
  const rows = search === '' ? found?.rows.slice(0, FIRST) : found?.rows;
  const opened = useChoices(({ selection }) => (selection.kind === 'member' ? selection.member : undefined));
  const place = useStore(({ transform, width, height }) => panelPlace(card.card, transform, { width, height }), samePlace);
  const words = texts.map;
  const title = useId();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const close = () => {
    if (isOpened(id)) toggleOpened(id);
    focusCard(id);
  };
  const open = (member: Member | undefined) => member && select({ kind: 'member', card: id, member: member.id });
  return (
    <section
      className="hs-panel hs-group"
      style={place}
      aria-labelledby={title}
      data-testid="members-panel"
      onKeyDown={(event) => keepKeys(event, close)}
    >
      <header>
        <Icon name={cardIcon(id, card.card.kind)} size={14} />
        <b id={title} className="hs-ellipsis" dir="auto">
          {card.name}
        </b>
        <span className="hs-t2 hs-nowrap">{summary(found)}</span>
        <button type="button" className="hs-button hs-button-bare hs-end" onClick={close} aria-label={words.close}>
          <Icon name="close" size={13} />
        </button>
      </header>
      <MemberRows listId={list} name={words.membersOf(card.name)} rows={rows ?? []} active={active} opened={opened} onOpen={open} />
      {found !== undefined && found.search === search && found.matched === 0 ? (
        <p className="hs-group-none">{words.noMember(search)}</p>
      ) : null}
      <footer>
        <Icon name="search" size={13} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={rows?.[active] === undefined ? undefined : `${list}-${active}`}
          aria-label={words.find(formatCount(card.found?.members?.total ?? 0))}
          placeholder={words.find(formatCount(card.found?.members?.total ?? 0))}
          value={search}
          maxLength={253}
          data-testid="members-search"
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => onSearchKey(event, { rows: rows ?? [], active, setActive, open, close })}
        />
        <span className="hs-t3 hs-nowrap">{search === '' || found === undefined ? '' : countText(found)}</span>
      </footer>
    </section>
  );
}

/** Asks anew when the search changes, and when what the card says of its members does. */
function useMembers(card: MapCard, search: string): MembersFound | undefined {
  const { id } = card.card;
  const { found } = card;
  const answer = useEngine((facts) => facts.membersFound);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the card is the reason to ask again.
  useEffect(() => tellEngine({ type: 'read-members', card: id, search }), [id, search, found]);
  return answer?.card === id ? answer : undefined;
}

function summary(found: MembersFound | undefined): string {
  if (found === undefined) return texts.map.finding;
  const all = formatCount(found.total);
  return found.notOk === 0 ? texts.map.allOk(all) : texts.map.notOk(formatCount(found.notOk), all);
}

function countText({ rows, matched, total }: MembersFound): string {
  const words = texts.map;
  if (rows.length < matched) return words.foundFirst(formatCount(rows.length), formatCount(matched));
  return words.found(formatCount(matched), formatCount(total));
}

/** Arrows scroll the list here and do not go through the map; Esc closes it. */
function keepKeys(event: KeyboardEvent, close: () => void): void {
  event.stopPropagation();
  if (event.key !== 'Escape') return;
  event.preventDefault();
  close();
}

interface SearchKeys {
  readonly rows: readonly Member[];
  readonly active: number;
  readonly setActive: (active: number) => void;
  readonly open: (member: Member | undefined) => void;
  readonly close: () => void;
}

function onSearchKey(event: KeyboardEvent, { rows, active, setActive, open, close }: SearchKeys): void {
  const last = Math.max(0, rows.length - 1);
  if (event.key === 'ArrowDown') setActive(Math.min(last, active + 1));
  else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
  else if (event.key === 'Enter') open(rows[active]);
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function samePlace(a: ReturnType<typeof panelPlace>, b: ReturnType<typeof panelPlace>): boolean {
  return a.left === b.left && a.top === b.top && a.maxHeight === b.maxHeight;
}
