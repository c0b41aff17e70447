import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { wordsOf } from '../../../shared/analysis/find/match';
import { formatCount } from '../../../shared/model/format';
import { tellEngine } from '../../bridge/enginePort';
import { isAvailable, useCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { scopeOf, useFinding } from '../../store/findStore';
import { buildMap } from '../../store/mapModel';
import { useMapMemory } from '../../store/mapStore';
import { useDiagnosed } from '../../store/useDiagnosed';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { EntryRow } from './EntryRow';
import { type EntryGroup, entryGroups } from './entries';
import { openEntry } from './openEntry';

const t = texts.palette;

/** The field and what it finds; arrows move through the entries while the field keeps the keyboard. */
export function PaletteBody() {
  const [written, setWritten] = useState('');
  const [wanted, setWanted] = useState<string>();
  const groups = useGroups(written);
  const entries = groups.flatMap((group) => group.entries);
  // What was chosen stays chosen while answers come in; gone, the first is.
  const active = entries.find((entry) => entry.key === wanted) ?? entries[0];
  const list = useId();
  const idOf = (key: string) => `${list} ${key}`.replace(/[^\w-]/g, '-');
  useScrollTo(active === undefined ? undefined : idOf(active.key));
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined && active !== undefined) {
      const at = entries.indexOf(active);
      setWanted(entries[(at + step + entries.length) % entries.length]?.key);
      event.preventDefault();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && active !== undefined) {
      openEntry(active.opens);
      event.preventDefault();
    }
  };
  const write = (text: string) => {
    setWritten(text);
    setWanted(undefined);
  };
  const words = wordsOf(scopeOf(written).query);
  return (
    <>
      <div className="hs-palette-field">
        <Icon name="search" size={16} />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-activedescendant={active === undefined ? undefined : idOf(active.key)}
          aria-autocomplete="list"
          aria-label={t.field}
          placeholder={t.hint}
          spellCheck={false}
          autoComplete="off"
          maxLength={253}
          value={written}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKey}
          data-testid="palette-field"
        />
        <Prefixes onChoose={(prefix) => write(prefix + scopeOf(written).query)} />
      </div>
      <div className="hs-palette-list" id={list} role="listbox" tabIndex={-1} aria-label={t.name}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="hs-palette-title hs-small hs-t3" aria-hidden="true">
              {group.title}
            </div>
            {group.entries.map((entry) => (
              <EntryRow
                key={entry.key}
                id={idOf(entry.key)}
                entry={entry}
                words={words}
                active={entry === active}
                onOpen={() => openEntry(entry.opens)}
                onPoint={() => setWanted(entry.key)}
              />
            ))}
            {group.more > 0 ? <div className="hs-palette-more hs-micro hs-t3">{t.more(formatCount(group.more))}</div> : null}
          </div>
        ))}
      </div>
      {entries.length === 0 ? <Nothing written={written} /> : null}
      <Foot count={entries.length} />
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Entries for what is written, of the window's own facts and of what the engine finds. */
function useGroups(written: string): readonly EntryGroup[] {
  const view = useEngine((facts) => facts.view);
  const memory = useMapMemory();
  const commands = useCommands((offered) => offered.commands);
  const { found, opened } = useFinding();
  const { causes } = useDiagnosed();
  const { scope, query } = scopeOf(written);
  useEffect(() => {
    // Commands are the window's own; empty, the engine gets ready.
    if (scope !== 'commands') tellEngine({ type: 'find', scope, query });
  }, [scope, query]);
  return useMemo(
    () => entryGroups(written, { model: buildMap(view, memory), found, commands: commands.filter(isAvailable), opened, causes }),
    [written, view, memory, found, commands, opened, causes],
  );
}

function useScrollTo(id: string | undefined): void {
  useEffect(() => {
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
}

function Prefixes({ onChoose }: { readonly onChoose: (prefix: string) => void }) {
  const choices = [
    ['>', t.prefixes.commands],
    ['/', t.prefixes.metrics],
    ['@', t.prefixes.nodes],
  ] as const;
  return (
    <span className="hs-palette-prefixes">
      {choices.map(([prefix, words]) => (
        <button key={prefix} type="button" tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(prefix)}>
          <Kbd name={prefix} /> {words}
        </button>
      ))}
    </span>
  );
}

/** No match: what is looked through, and what cannot be now. */
function Nothing({ written }: { readonly written: string }) {
  const running = useEngine((facts) => facts.engine.state === 'running');
  const found = useFinding((finding) => finding.found);
  const { scope, query } = scopeOf(written);
  const waiting = running && scope !== 'commands' && (found?.query !== query || found.scope !== scope || found.reading);
  return (
    <div className="hs-palette-nothing" data-testid="palette-nothing">
      <p>{waiting ? t.looking : t.nothing(query)}</p>
      <p className="hs-small hs-t2">{running || scope === 'commands' ? t.nothingOf[scope] : t.noEngine}</p>
    </div>
  );
}

function Foot({ count }: { readonly count: number }) {
  const reading = useFinding((finding) => finding.found?.reading ?? false);
  return (
    <div className="hs-palette-foot hs-small hs-t2">
      <Kbd name="ArrowUp" /> <Kbd name="ArrowDown" /> {t.choose}
      <Kbd name="Enter" /> {t.open}
      <Kbd name="Escape" /> {t.close}
      <span className="hs-end hs-t3">{reading ? t.reading : ''}</span>
      <span className="hs-hidden" aria-live="polite">
        {t.count(count)}
      </span>
    </div>
  );
}
