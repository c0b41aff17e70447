import { type BrowserWindow, clipboard, ipcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import { DroppedFiles, type FromShell, ToShell } from '../../shared/contract/shell';
import { isOwnPage, openLink } from './security';

export interface WindowLink {
  send(message: FromShell): void;
  /** Makes a channel, hands one end to the page and returns the other. */
  openChannel(): MessagePortMain;
  /** True once the page listens, false again while it reloads. */
  listening(): boolean;
}

export interface WindowEvents {
  onReady(): void;
  onPainted(phase: string): void;
  /** A file that was dropped on the window. */
  onDropped(file: string): void;
  /** What the user did that concerns clusters, settings or what is remembered. */
  onIntent(message: Intent): void;
}

/** Everything that the link does not answer itself. */
export type Intent = Exclude<ToShell, { type: 'ready' | 'painted' | 'copy' | 'open-link' }>;

/** Main's end of the bridge to the page. Messages out of the contract, or not from the page, are dropped. */
export function linkWindow(window: BrowserWindow, events: WindowEvents): WindowLink {
  let listening = false;
  window.webContents.on('did-start-loading', () => {
    listening = false;
  });
  window.webContents.on('render-process-gone', () => {
    listening = false;
  });
  ipcMain.removeAllListeners('dropped-files');
  ipcMain.on('dropped-files', (event, raw: unknown) => {
    if (event.sender !== window.webContents || !isOwnPage(event.sender, event.senderFrame?.url)) return;
    const dropped = DroppedFiles.safeParse(raw);
    // Of several the first is opened: the window shows one.
    if (dropped.success && dropped.data[0] !== undefined) events.onDropped(dropped.data[0]);
  });
  ipcMain.removeAllListeners('to-shell');
  ipcMain.on('to-shell', (event, raw: unknown) => {
    if (event.sender !== window.webContents || !isOwnPage(event.sender, event.senderFrame?.url)) return;
    const message = ToShell.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === 'ready') listening = true;
    handle(message.data, events);
  });
  return {
    listening: () => listening,
    send(message) {
      if (listening && !window.isDestroyed()) window.webContents.send('from-shell', message);
    },
    openChannel() {
      const { port1, port2 } = new MessageChannelMain();
      window.webContents.postMessage('engine-port', null, [port2]);
      return port1;
    },
  };
}

function handle(message: ToShell, events: WindowEvents): void {
  switch (message.type) {
    case 'ready':
      events.onReady();
      break;
    case 'painted':
      events.onPainted(message.phase);
      break;
    case 'copy':
      // Asynchronous in newer Electron, plain in older: awaiting serves both.
      void Promise.resolve(clipboard.writeText(message.text));
      break;
    case 'open-link':
      openLink(message.url);
      break;
    default:
      events.onIntent(message);
  }
}
