import type { KeyboardEvent, ReactNode } from 'react';

interface RowButtonProps {
  readonly id: string;
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Opens its row in the inspector; arrows go to the row above and below, Home and End to the first and last. */
export function RowButton({ id, chosen, onOpen, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className="hs-row-button"
      aria-pressed={chosen}
      data-row={id}
      onKeyDown={onKey}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      {children}
    </button>
  );
}

function onKey(event: KeyboardEvent<HTMLButtonElement>): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.hs-list-page .hs-row-button')];
  const here = buttons.indexOf(event.currentTarget);
  const step = STEPS[event.key];
  const to = step === undefined ? ENDS[event.key]?.(buttons.length) : Math.min(buttons.length - 1, Math.max(0, here + step));
  if (to === undefined) return;
  buttons[to]?.focus();
  event.preventDefault();
}

const ENDS: Readonly<Record<string, (count: number) => number>> = { Home: () => 0, End: (count) => count - 1 };
