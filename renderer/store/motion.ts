/** The user's hand moves the map, or presses something: what comes waits, so that every frame until it is shown is the hand's alone. */

/** A hand that never rests gets news all the same. */
const LONGEST_MS = 2_000;

/** What the hand does. */
type Motion = 'view' | 'press';
const under = new Set<Motion>();
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting = new Map<string, () => void>();
let whenViewMoves: ((moves: boolean) => void) | undefined;

export function beginMotion(motion: Motion): void {
  if (motion === 'view' && !under.has(motion)) whenViewMoves?.(true);
  under.add(motion);
}

export function endMotion(motion: Motion): void {
  if (under.delete(motion) && motion === 'view') whenViewMoves?.(false);
  if (under.size === 0) catchUp();
}

/** Calls back each time that the map begins and ends to move. */
export function watchView(listener: (moves: boolean) => void): void {
  whenViewMoves = listener;
}

/** From the press until what it did is on the screen: a frame's callbacks come before its picture, the next one's behind it. */
export function watchPresses(target: Pick<Window, 'addEventListener' | 'requestAnimationFrame'>): void {
  const shown = () => target.requestAnimationFrame(() => target.requestAnimationFrame(() => endMotion('press')));
  const begin = { capture: true, passive: true };
  target.addEventListener('pointerdown', () => beginMotion('press'), begin);
  for (const end of ['pointerup', 'pointercancel', 'blur']) target.addEventListener(end, shown, begin);
}

/** Does it now, or when the map stands still, at most two seconds later; in order, and of one key only the newest. */
export function whenStill(key: string, job: () => void): void {
  if (under.size === 0) {
    job();
    return;
  }
  waiting.delete(key);
  waiting.set(key, job);
  timer ??= setTimeout(catchUp, LONGEST_MS);
}

function catchUp(): void {
  clearTimeout(timer);
  timer = undefined;
  const jobs = [...waiting.values()];
  waiting.clear();
  for (const job of jobs) job();
}
