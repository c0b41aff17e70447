/** Parts of the window that F6 goes through, in this order; those that are not there are left out. */
const REGIONS = ['rail', 'view', 'inspector', 'strip', 'walkthrough'] as const;

/** What takes the keyboard inside a part: the map's one tab stop, a chosen tab, else whatever comes first that is no word of a sentence. */
const FIRST = '[tabindex="0"], [aria-selected="true"], [aria-current="page"]';
const ANY = 'button:not([disabled]), a[href], input:not([disabled]), select:not([disabled]), textarea, [tabindex]:not([tabindex="-1"])';

/** Puts the keyboard into the next part (1) or the one before (-1), round and round. */
export function focusNextRegion(way: 1 | -1): void {
  const regions = REGIONS.flatMap((name) => {
    const elements = [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)];
    const found = elements.map((element) => ({ element, target: firstIn(element) })).find(({ target }) => target !== undefined);
    return found?.target === undefined ? [] : [{ element: found.element, target: found.target }];
  });
  if (regions.length === 0) return;
  const here = regions.findIndex(({ element }) => element.contains(document.activeElement));
  const next = here === -1 ? (way === 1 ? 0 : regions.length - 1) : (here + way + regions.length) % regions.length;
  regions[next]?.target.focus({ preventScroll: true });
}

function firstIn(region: HTMLElement): HTMLElement | undefined {
  const all = [...region.querySelectorAll<HTMLElement>(FIRST), ...region.querySelectorAll<HTMLElement>(ANY)];
  return all.find((element) => isShown(element) && !element.classList.contains('hs-term'));
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility?.() ?? true;
}
