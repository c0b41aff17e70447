import { contextBridge, ipcRenderer } from 'electron';

/** What a sandboxed preload sees of the page; this folder is compiled without the DOM's types. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

/**
 * The one bridge. The page gets two functions and, by window.postMessage to its own origin, the
 * MessagePort to the engine; it never sees ipcRenderer, Node or a credential. Main parses what comes.
 */
contextBridge.exposeInMainWorld('hopscope', {
  send: (message: unknown) => ipcRenderer.send('to-shell', message),
  onMessage: (listener: (message: unknown) => void) => {
    ipcRenderer.on('from-shell', (_event, message: unknown) => listener(message));
  },
});

ipcRenderer.on('engine-port', (event) => {
  window.postMessage({ hopscope: 'engine-port' }, window.location.origin, [...event.ports]);
});
