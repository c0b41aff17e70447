import { create } from 'zustand';

/** The card that has the map's one tab stop; arrows move it. */
export const useMapFocus = create<{ readonly card: string }>(() => ({ card: 'kubelet' }));

/** Gives the tab stop to a card and puts the keyboard's focus on it. */
export function focusCard(card: string): void {
  useMapFocus.setState({ card });
  cardElement(card)?.focus({ preventScroll: true });
}

export function cardElement(card: string): HTMLElement | undefined {
  const found = document.querySelector(`[data-testid="card-${CSS.escape(card)}"]`);
  return found instanceof HTMLElement ? found : undefined;
}
