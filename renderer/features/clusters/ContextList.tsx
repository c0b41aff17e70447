import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ContextRow } from '../../../shared/contract/clusters';
import { formatCount } from '../../../shared/model/format';
import { useEngine } from '../../store/engineStore';
import { useShell } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { AddKubeconfig } from './AddKubeconfig';
import { ContextItem } from './ContextItem';
import { filterContexts, lastOpenedFirst } from './contextFilter';

/** Contexts with a filter over them; up and down go through them, Enter opens. */
export function ContextList({ rows }: { readonly rows: readonly ContextRow[] }) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const sorted = useMemo(() => lastOpenedFirst(rows), [rows]);
  const shown = useMemo(() => filterContexts(sorted, wanted), [sorted, wanted]);
  const list = useRef<HTMLUListElement>(null);
  const openedId = useShell((shell) => shell.opened?.id);
  const failed = useEngine((facts) => facts.engine.state === 'failed');
  return (
    <section
      onKeyDown={(event) => {
        if (list.current !== null) step(event, list.current);
      }}
      aria-label={texts.clusters.list}
    >
      <div className="hs-contexts-head">
        <label className="hs-search hs-contexts-filter">
          <Icon name="search" size={14} />
          <input
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={texts.clusters.filter(rows.length)}
            aria-label={texts.clusters.filterName}
            data-testid="context-filter"
          />
          {shown.length === rows.length ? null : (
            <span className="hs-small hs-t3 hs-nowrap" aria-live="polite">
              {texts.clusters.shownOf(formatCount(shown.length), formatCount(rows.length))}
            </span>
          )}
        </label>
        <AddKubeconfig />
      </div>
      {shown.length === 0 && rows.length > 0 ? <p className="hs-contexts-none hs-t2">{texts.clusters.noneMatch(wanted)}</p> : null}
      <ul className="hs-contexts" ref={list} data-testid="contexts">
        {shown.map((row) => (
          <ContextItem key={row.id} row={row} now={row.id !== openedId ? 'other' : failed ? 'failed' : 'open'} />
        ))}
      </ul>
      {rows.some((row) => row.remembered !== undefined) ? <p className="hs-small hs-t3">{texts.clusters.memory}</p> : null}
    </section>
  );
}

/** Up and down move between the filter and the rows. */
function step(event: KeyboardEvent, list: HTMLUListElement): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...list.querySelectorAll('button')];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLButtonElement ? buttons.indexOf(activeElement) : -1;
  const next = at < 0 ? (by === 1 ? buttons[0] : undefined) : buttons[at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
