import { FromShell, type ToShell } from '../../shared/contract/shell';

/** What electron/preload.ts puts on the page. */
interface PreloadBridge {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

function isBridge(value: unknown): value is PreloadBridge {
  return typeof value === 'object' && value !== null && 'send' in value && 'onMessage' in value;
}

function preloadBridge(): PreloadBridge | undefined {
  const bridge = 'hopscope' in window ? window.hopscope : undefined;
  return isBridge(bridge) ? bridge : undefined;
}

/** Sends to main; nothing happens where there is no shell (a page in a plain browser). */
export function tellShell(message: ToShell): void {
  preloadBridge()?.send(message);
}

/** Calls back for each message of main that fits the contract. */
export function listenToShell(listener: (message: FromShell) => void): void {
  preloadBridge()?.onMessage((raw) => {
    const message = FromShell.safeParse(raw);
    if (message.success) listener(message.data);
  });
}
