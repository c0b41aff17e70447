import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useSaving } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { savableAt } from '../../ui/savable';
import { saveItems } from '../../ui/saveItems';
import './exports.css';

const t = texts.exports;
/** Room that it takes, so that it stands within the window. */
const SIZE = { width: 220, height: 116 } as const;

/** Where the pointer or the keyboard's menu key asks for it: in which forms a table or a chart can be saved, or a request be copied. */
export function SaveMenu() {
  const menu = useSaving((saving) => saving.menu);
  const box = useRef<HTMLDivElement>(null);
  useEffect(listenToMenuKey, []);
  useEffect(() => {
    if (menu === undefined) return;
    const before = document.activeElement;
    box.current?.querySelector('button')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [menu]);
  if (menu === undefined) return null;
  const { savable, x, y } = menu;
  return (
    <div
      ref={box}
      className="hs-save-menu"
      role="menu"
      aria-label={savable.copies === undefined ? t.menu(savable.name) : t.copyMenu(savable.name)}
      style={{ left: Math.min(x, innerWidth - SIZE.width), top: Math.min(y, innerHeight - SIZE.height) }}
      onKeyDown={onKey}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
      data-testid="save-menu"
    >
      {saveItems(savable).map(({ id, says, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            close();
            run();
          }}
          data-testid={`save-${id}`}
        >
          {says}
        </button>
      ))}
    </div>
  );
}

function close(): void {
  useSaving.setState({ menu: undefined });
}

/** The pointer's right button, and Shift+F10 or the menu key at what has the focus. Text that is written or selected keeps its own. */
function listenToMenuKey(): () => void {
  const onMenu = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('input, textarea') !== null || getSelection()?.isCollapsed === false) return;
    const savable = savableAt(target);
    if (savable === undefined) return;
    event.preventDefault();
    useSaving.setState({ menu: { savable, ...placeOf(event, target) } });
  };
  document.addEventListener('contextmenu', onMenu);
  return () => document.removeEventListener('contextmenu', onMenu);
}

/** Asked for by the keyboard it has no place of its own. */
function placeOf({ clientX, clientY }: MouseEvent, target: Element): { readonly x: number; readonly y: number } {
  if (clientX !== 0 || clientY !== 0) return { x: clientX, y: clientY };
  const { left, bottom } = target.getBoundingClientRect();
  return { x: left, y: bottom };
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function onKey(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key === 'Escape' || event.key === 'Tab') close();
  const items = [...event.currentTarget.querySelectorAll('button')];
  const at = items.findIndex((item) => item.matches(':focus'));
  const step = STEPS[event.key];
  if (step !== undefined) items[(at + step + items.length) % items.length]?.focus();
  // Other keys of the window mean nothing while a menu is open; Enter and Space press the item.
  if (event.key !== 'Enter' && event.key !== ' ') event.preventDefault();
  event.stopPropagation();
}
