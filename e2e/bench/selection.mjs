// From the click on a card to the picture of its inspector.
import { percentile } from '../../scripts/lib/statistics.mjs';

const SELECTIONS = 30;
const PAUSE_MS = 150;
/** A selection that is not shown after this has failed. */
const PATIENCE_MS = 10_000;

/**
 * Clicks one card after the other. The time runs from when Chromium made the click's event to two frames after the name stands there.
 * @param {{cards: string, name: string}} where CSS of what is clicked and of the name that follows
 * @returns {Promise<{p50: number, p95: number}>} milliseconds
 */
export async function measureSelection({ page, cdp }, where) {
  const times = [];
  const count = await page.locator(where.cards).count();
  for (let index = 0; index < SELECTIONS; index++) {
    const target = await prepare(page, where, index % count);
    if (target === undefined) continue;
    const shown = page.evaluate(() => globalThis.shown);
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
      await cdp.send('Input.dispatchMouseEvent', { type, ...target, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 });
    times.push(await shown);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), selections: times.length };
}

/** Where the card is now, with a promise in the page of when it is shown; undefined when something lies over it. */
function prepare(page, where, index) {
  return page.evaluate(
    ({ where: { cards, name }, index: at, patience }) => {
      const card = document.querySelectorAll(cards)[at];
      const box = card.getBoundingClientRect();
      const place = { x: Math.round(box.left + Math.min(30, box.width / 2)), y: Math.round(box.top + Math.min(16, box.height / 2)) };
      const wanted = (card.querySelector('.hs-name b') ?? card).textContent;
      const over = document.elementFromPoint(place.x, place.y);
      if (over === null || !card.contains(over) || document.querySelector(name)?.textContent === wanted) return undefined;
      globalThis.shown = new Promise((resolve, reject) => {
        const begun = { at: undefined };
        addEventListener('pointerup', ({ timeStamp }) => (begun.at = timeStamp), { capture: true, once: true });
        const deadline = performance.now() + patience;
        const look = () => {
          if (document.querySelector(name)?.textContent === wanted)
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun.at)));
          else if (performance.now() > deadline) reject(new Error(`${wanted} was clicked and not shown`));
          else requestAnimationFrame(look);
        };
        look();
      });
      return place;
    },
    { where, index, patience: PATIENCE_MS },
  );
}
