import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { chooseTab, type Tab, useChoices } from '../../store/choiceStore';
import { offerCommands } from '../../store/commandStore';
import { texts } from '../../texts/catalogue';

export interface TabPart {
  readonly tab: Tab;
  /** Beside the tab's name: how many there are in it. */
  readonly count?: string;
  readonly body: ReactNode;
}

/** The tabs of what is inspected; only the open one is there. A tab that this has not shows the first. */
export function InspectorTabs({ parts }: { readonly parts: readonly TabPart[] }) {
  const chosen = useChoices((choices) => choices.tab);
  const box = useRef<HTMLDivElement>(null);
  const tabs = parts.map(({ tab }) => tab);
  const open = shownTab(tabs, chosen);
  const now = useRef(tabs);
  useEffect(() => {
    now.current = tabs;
  });
  useEffect(() => offerTabKeys(now, box), []);
  return (
    <Tabs
      ref={box}
      value={open}
      onChange={(next) => chooseOf(parts, next)}
      className="hs-tabs"
      keepMounted={false}
      color="ink"
      activateTabWithKeyboard
    >
      <Tabs.List>
        {parts.map(({ tab, count }) => (
          <Tabs.Tab key={tab} value={tab}>
            {texts.inspector.tabs[tab]}
            {count === undefined ? '' : ` ${count}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map(({ tab, body }) => (
        <Tabs.Panel key={tab} value={tab}>
          {body}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** A card's metrics have no place on a hop, a hop's timing none on a card: then the overview. */
export function shownTab(tabs: readonly Tab[], chosen: Tab): Tab {
  return tabs.includes(chosen) ? chosen : (tabs[0] ?? 'overview');
}

function chooseOf(parts: readonly TabPart[], value: string | null): void {
  const part = parts.find(({ tab }) => tab === value);
  if (part !== undefined) chooseTab(part.tab);
}

interface Now<T> {
  readonly current: T;
}

function offerTabKeys(tabs: Now<readonly Tab[]>, box: Now<HTMLElement | null>): () => void {
  const step = (by: number) => () => {
    const ordered = tabs.current;
    const at = ordered.indexOf(shownTab(ordered, useChoices.getState().tab));
    const next = ordered[(at + by + ordered.length) % ordered.length];
    if (next === undefined) return;
    const wasInside = box.current?.contains(document.activeElement) === true;
    chooseTab(next);
    if (wasInside) requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[role="tab"][data-active]')?.focus());
  };
  return offerCommands([
    { id: 'next-tab', group: 'inspector', words: texts.commands.nextTab, keys: ['.'], run: step(1) },
    { id: 'last-tab', group: 'inspector', words: texts.commands.lastTab, keys: [','], run: step(-1) },
  ]);
}
