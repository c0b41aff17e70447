import path from 'node:path';
import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron';
import { PAGE_URL } from './pageServer';
import type { Settings } from './settings/model';
import type { SettingsStore } from './settings/settings';

/** --hs-canvas of renderer/ui/tokens.css: what stands before the first paint. */
const GROUND = { light: '#F6F7F9', dark: '#101318' } as const;
const MIN = { width: 640, height: 480 };

/** Makes the one window where it last stood and keeps its place in the settings. `files` is dist/. */
export function openWindow(settings: SettingsStore, files: string, show: 'focused' | 'quiet'): BrowserWindow {
  const { window } = settings.get();
  const window_ = new BrowserWindow({
    ...placeOn(
      window,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: MIN.width,
    minHeight: MIN.height,
    useContentSize: true,
    show: false,
    title: 'Hopscope',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    icon: path.join(files, 'renderer', 'hopscope.png'),
    webPreferences: {
      preload: path.join(files, 'electron', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  if (window.maximized) window_.maximize();
  window_.once('ready-to-show', () => {
    if (show === 'quiet') window_.showInactive();
    else window_.show();
  });
  if (show === 'focused') keepPlace(window_, settings);
  void window_.loadURL(PAGE_URL);
  return window_;
}

/** Where the window goes: as remembered while enough of its top edge is on a display (a screen may be gone), else the middle. */
export function placeOn(wanted: Settings['window'], displays: readonly Rectangle[]): Partial<Rectangle> {
  const { width, height, x, y } = wanted;
  if (x === undefined || y === undefined) return { width, height };
  const reachable = displays.some(
    (area) => x + width > area.x + 80 && x < area.x + area.width - 80 && y >= area.y - 8 && y < area.y + area.height - 40,
  );
  return reachable ? { width, height, x, y } : { width, height };
}

function keepPlace(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined;
  function save(): void {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const maximized = window.isMaximized();
    const before = settings.get().window;
    const [width = before.width, height = before.height] = window.getContentSize();
    const [x, y] = window.getPosition();
    settings.set({ window: maximized ? { ...before, maximized } : { ...before, width, height, x, y, maximized } });
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(timer);
    save();
  });
}
