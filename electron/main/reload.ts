import type { BrowserWindow } from 'electron';

/** A page that falls more often than this in a row is not loaded again at once. */
const RELOAD_AFTER_MS = [0, 1_000, 5_000] as const;

/** A crashed page is loaded again; the engine goes on and gives the new page its view at once. */
export function reloadWhenItFalls(window: BrowserWindow, tell: (trouble: { id: string; says: string }) => void): void {
  let falls = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const wait = RELOAD_AFTER_MS[Math.min(falls, RELOAD_AFTER_MS.length - 1)] ?? 5_000;
    falls += 1;
    tell({
      id: 'page-fell',
      says: `The window's page stopped (${details.reason}) and was loaded again. Nothing the engine knows was lost.`,
    });
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, wait);
  });
}
