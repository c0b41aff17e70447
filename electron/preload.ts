import { contextBridge, ipcRenderer, webUtils } from 'electron';

/** What a sandboxed preload sees of the page; this folder is compiled without the DOM's types. */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(type: 'dragover' | 'drop', listener: (event: DragOfFiles) => void): void;
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

interface DragOfFiles {
  readonly dataTransfer: { readonly types: readonly string[]; readonly files: ArrayLike<DroppedFile>; dropEffect: string } | null;
  preventDefault(): void;
}

/** `path`: as Electron before 32 had it; webUtils came with 29. */
type DroppedFile = File & { readonly path?: string };

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

window.addEventListener('dragover', (event) => {
  if (event.dataTransfer?.types.includes('Files') !== true) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
});
window.addEventListener('drop', (event) => {
  const paths = Array.from(event.dataTransfer?.files ?? [], pathOf).filter((path) => path !== '');
  if (paths.length === 0) return;
  event.preventDefault();
  ipcRenderer.send('dropped-files', paths);
});

function pathOf(file: DroppedFile): string {
  return file.path ?? webUtils.getPathForFile(file);
}

ipcRenderer.on('engine-port', (event) => {
  window.postMessage({ hopscope: 'engine-port' }, window.location.origin, [...event.ports]);
});
