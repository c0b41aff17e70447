import { assertNever } from '../../../shared/model/result';
import type { Target } from '../../../shared/walkthrough/step';

/** Where the window shows it; undefined: it does not now. A screen stands in the rail, or where there is none in its menu. */
export function elementOf(target: Target): Element | undefined {
  switch (target.at) {
    case 'card':
      return byTestId(`card-${target.card}`);
    case 'hop':
      return byTestId(`edge-${target.from}-${target.to}`);
    case 'screen':
      return byTestId(`rail-${target.screen}`) ?? byTestId('rail-menu');
    default:
      return assertNever(target);
  }
}

function byTestId(id: string): Element | undefined {
  const found = document.querySelector(`[data-testid="${CSS.escape(id)}"]`);
  return found?.checkVisibility?.() === false ? undefined : (found ?? undefined);
}

/** Whether all of it is inside the window: the map may have been moved away. */
export function isInWindow(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight;
}
