import type { Page } from '@playwright/test';

/** Names of cards whose state does not stand inside them, or whose name lies under the error of a cut. */
export function hiddenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxOf = (element: Element) => element.getBoundingClientRect();
    const chips = [...document.querySelectorAll('.hs-cut-chip')].map(boxOf);
    const isUnder = (name: DOMRect) =>
      chips.some((chip) => chip.left < name.right && name.left < chip.right && chip.top < name.bottom && name.top < chip.bottom);
    return [...document.querySelectorAll('.hs-card')]
      .filter((card) => {
        const state = card.querySelector('.hs-line');
        const name = card.querySelector('.hs-name b');
        const leavesCard = state !== null && boxOf(state).bottom > boxOf(card).bottom;
        return leavesCard || (name !== null && isUnder(boxOf(name)));
      })
      .map((card) => card.getAttribute('aria-label') ?? '');
  });
}
