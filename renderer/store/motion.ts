/** The user's hand moves the map: what comes waits, so that every frame of the movement is the movement's alone. */

/** A hand that never rests gets news all the same. */
const LONGEST_MS = 2_000;

let moving = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting = new Map<string, () => void>();

export function beginMotion(): void {
  moving = true;
}

export function endMotion(): void {
  moving = false;
  catchUp();
}

/** Does it now, or when the map stands still, at most two seconds later; in order, and of one key only the newest. */
export function whenStill(key: string, job: () => void): void {
  if (!moving) {
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
