import type { BrokenPlace } from '../../shared/contract/breaks';

/** Of many places, so many are named: a notification shows a few lines. */
const NAMED = 3;

/** "Data stops at 2 places in prod", and which. */
export function breakWords(places: readonly BrokenPlace[], cluster: string): { readonly title: string; readonly body: string } {
  const more = places.length - NAMED;
  return {
    title: `Data stops ${places.length === 1 ? '' : `at ${places.length} places `}in ${cluster}`,
    body: [...places.slice(0, NAMED).map(({ says }) => says), ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
  };
}
