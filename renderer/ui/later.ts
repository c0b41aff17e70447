import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Once the first view is on the screen nothing is waited for any more. */
const LOAD_AFTER_MS = 3_000;
/** A window that is not shown has no frames. */
const LONGEST_FRAME_MS = 500;

/**
 * A part of the window that is not on its first picture: its code is loaded after that, or when it is opened, so that the
 * window is there sooner. `load` is a dynamic import; the part stands in a Suspense.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  setTimeout(() => void load(), LOAD_AFTER_MS);
  return lazy(async () => ({ default: await load() }));
}

/** A part of the first picture whose code would keep the rest of it waiting: it is loaded once the rest is on the screen. */
export function afterFirstFrame<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    await firstFrame();
    return { default: await load() };
  });
}

/** A frame is drawn after its callbacks: what is asked for by a timer in one comes behind it. */
function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, LONGEST_FRAME_MS);
  });
}
