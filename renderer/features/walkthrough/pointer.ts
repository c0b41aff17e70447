import { driver, type PopoverDOM, type Side } from 'driver.js';

/** What it points at may move: the map is fitted anew when the inspector opens, a card comes with the next look. */
const LOOK_AGAIN_MS = 250;
const LOST = 'hs-walk-lost';

export interface Pointer {
  /** Lights what `find` finds and puts the panel beside it; while it finds nothing the panel stands in a corner and nothing is dimmed. */
  pointAt(find: () => Element | undefined): void;
  end(): void;
}

/**
 * driver.js for the light and the place of the panel; `panel` is ours. It takes neither keys nor clicks: the window stays usable, so
 * its own style sheet, which switches the pointer off, is not loaded (walkthrough.css has what is needed of it).
 */
export function openPointer(panel: HTMLElement): Pointer {
  const tour = driver({
    animate: false,
    allowClose: false,
    allowKeyboardControl: false,
    overlayOpacity: 0.4,
    stagePadding: 6,
    stageRadius: 8,
    popoverOffset: 10,
  });
  let find: () => Element | undefined = () => undefined;
  let shown: Element | undefined;
  let drawn = '';

  function light(element: Element | undefined): void {
    const keyboard = document.activeElement;
    shown = element;
    document.body.classList.toggle(LOST, element === undefined);
    tour.highlight({
      ...(element === undefined ? {} : { element }),
      popover: { popoverClass: 'hs-walk', side: sideOf(element), align: 'start', onPopoverRender: (popover) => fill(popover, panel) },
    });
    // It says of cards and hops that they open a dialog, which they do not.
    for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name);
    if (keyboard instanceof HTMLElement && keyboard.isConnected) keyboard.focus({ preventScroll: true });
    drawn = placeOf(shown, panel);
  }

  function lookAgain(): void {
    const element = find();
    if (element !== shown) {
      light(element);
      return;
    }
    const now = placeOf(shown, panel);
    if (now !== drawn) tour.refresh();
    drawn = now;
  }

  const timer = setInterval(lookAgain, LOOK_AGAIN_MS);
  document.addEventListener('keydown', keepTab);
  return {
    pointAt(next) {
      find = next;
      light(next());
    },
    end() {
      clearInterval(timer);
      document.removeEventListener('keydown', keepTab);
      document.body.classList.remove(LOST);
      tour.destroy();
    },
  };
}

/** It would hold the Tab key within the panel. */
function keepTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}

function fill({ wrapper, arrow }: PopoverDOM, panel: HTMLElement): void {
  wrapper.replaceChildren(arrow, panel);
  wrapper.dataset['region'] = 'walkthrough';
  wrapper.dataset['testid'] = 'walkthrough';
  wrapper.setAttribute('aria-labelledby', 'hs-walk-title');
  wrapper.setAttribute('aria-describedby', 'hs-walk-says');
}

/** To the side with more room. */
function sideOf(element: Element | undefined): Side {
  if (element === undefined) return 'right';
  const { left, right } = element.getBoundingClientRect();
  return left + right < window.innerWidth ? 'right' : 'left';
}

function placeOf(element: Element | undefined, panel: HTMLElement): string {
  const { x, y, width, height } = (element ?? panel).getBoundingClientRect();
  return [x, y, width, height, panel.offsetHeight].map(Math.round).join(' ');
}
