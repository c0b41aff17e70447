import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Once the first view is on the screen nothing is waited for any more. */
const LOAD_AFTER_MS = 3_000;

/**
 * A part of the window that is not on its first picture: its code is loaded after that, or when it is opened, so that the
 * window is there sooner. `load` is a dynamic import; the part stands in a Suspense.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  setTimeout(() => void load(), LOAD_AFTER_MS);
  return lazy(async () => ({ default: await load() }));
}
