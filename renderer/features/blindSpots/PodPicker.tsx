import { type KeyboardEvent, useRef, useState } from 'react';
import type { BlindPage, BlindPicture, BlindPodRow } from '../../../shared/contract/blindSpots';
import { formatCount } from '../../../shared/model/format';
import { chooseBlindPod, searchBlindPods, useBlindSpots } from '../../store/blindSpotStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';

const t = texts.blindSpots;

interface Props {
  readonly page: BlindPage | undefined;
  readonly chosen: string | undefined;
  readonly picture: BlindPicture | undefined;
}

/** The pods with changes, worst first, as a list that opens under what is searched (ARIA combobox with a listbox). */
export function PodPicker({ page, chosen, picture }: Props) {
  const search = useBlindSpots((facts) => facts.search);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const rows = page?.pods ?? [];
  const name = picture === undefined ? '' : `${picture.namespace}/${picture.name}`;
  const close = (): void => {
    setOpen(false);
    setActive(0);
    searchBlindPods('');
  };
  const choose = (row: BlindPodRow | undefined): void => {
    if (row === undefined) return;
    chooseBlindPod(row.uid);
    close();
    input.current?.blur();
  };
  const onKey = (event: KeyboardEvent): void => {
    const to = movedTo(event.key, active, rows.length);
    if (to !== undefined) {
      setOpen(true);
      setActive(to);
      document.getElementById(idOf(rows[to]?.uid))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && open) choose(rows[active]);
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="hs-blind-picker">
      <label className="hs-search-box hs-blind-search">
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-label={t.pick}
          aria-expanded={open}
          aria-controls="hs-blind-pods"
          aria-autocomplete="list"
          aria-activedescendant={open ? idOf(rows[active]?.uid) : undefined}
          placeholder={open ? t.pickHint : t.pick}
          value={open ? search : name}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onChange={(event) => {
            setActive(0);
            searchBlindPods(event.currentTarget.value);
          }}
          onKeyDown={onKey}
          data-testid="blind-search"
        />
      </label>
      {open && page !== undefined ? <PodList page={page} active={rows[active]?.uid} chosen={chosen} onChoose={choose} /> : null}
    </div>
  );
}

function idOf(uid: string | undefined): string {
  return `hs-blind-pod-${uid ?? ''}`;
}

function movedTo(key: string, active: number, count: number): number | undefined {
  const last = Math.max(0, count - 1);
  if (key === 'ArrowDown') return Math.min(last, active + 1);
  if (key === 'ArrowUp') return Math.max(0, active - 1);
  if (key === 'PageDown') return Math.min(last, active + 8);
  return key === 'PageUp' ? Math.max(0, active - 8) : undefined;
}

interface ListProps {
  readonly page: BlindPage;
  readonly active: string | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (row: BlindPodRow) => void;
}

function PodList({ page, active, chosen, onChoose }: ListProps) {
  return (
    <div className="hs-blind-list">
      <p className="hs-micro hs-t3">
        {t.pickList}, {t.counted(formatCount(page.matched), formatCount(page.total))}
      </p>
      {page.pods.length === 0 ? <p className="hs-small hs-t2">{t.pickNone(page.search)}</p> : null}
      {/** Focus stays in the search: the pressed row must not take it before it is chosen. */}
      <div role="listbox" id="hs-blind-pods" aria-label={t.pickList} tabIndex={-1} onMouseDown={(event) => event.preventDefault()}>
        {page.pods.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys of the list (aria-activedescendant)
          <div
            key={row.uid}
            id={idOf(row.uid)}
            role="option"
            tabIndex={-1}
            aria-selected={row.uid === chosen}
            className={row.uid === active ? 'hs-blind-option hs-blind-option-on' : 'hs-blind-option'}
            onClick={() => onChoose(row)}
            data-testid="blind-pod"
          >
            <PodRow row={row} />
          </div>
        ))}
      </div>
    </div>
  );
}

function PodRow({ row }: { readonly row: BlindPodRow }) {
  const lost = row.unseen + row.missed;
  return (
    <>
      <Glyph state={lost === 0 ? 'ok' : 'degraded'} />
      <span className="hs-blind-option-name">
        <span className="hs-ellipsis">
          {row.namespace}/{row.name}
        </span>
        <span className="hs-micro hs-t3 hs-ellipsis">
          {[row.owner, row.node, row.gone ? t.gone : undefined].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="hs-blind-option-lost">
        <span className="hs-small">{t.lostOf(formatCount(lost), formatCount(row.changes))}</span>
        <span className="hs-micro hs-t3">{row.worst ?? ''}</span>
      </span>
    </>
  );
}
