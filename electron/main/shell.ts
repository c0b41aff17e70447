import path from 'node:path';
import { app, type BrowserWindow, type NativeTheme, type Session } from 'electron';
import type { EngineOptions } from '../../shared/contract/control';
import type { EngineState, FromShell } from '../../shared/contract/shell';
import { forkEngine } from './engineFork';
import { superviseEngine } from './engineSupervisor';
import { installAbout, installMenu } from './menu';
import { type OnceRun, runOnce } from './onceRun';
import { SCHEME, servePage } from './pageServer';
import { lockSession } from './security';
import { openSettings, type Trouble } from './settings';
import type { StartOptions } from './startOptions';
import { openWindow } from './window';
import { linkWindow } from './windowLink';

/** dist/: this file is bundled into dist/electron/main.cjs. */
const FILES = path.join(__dirname, '..');
/** A page that falls more often than this in a row is not loaded again at once. */
const RELOAD_AFTER_MS = [0, 1_000, 5_000] as const;

export interface ShellParts {
  readonly options: StartOptions;
  readonly session: Session;
  readonly theme: NativeTheme;
}

/** Puts window, engine, settings and menu together; returns when all is set going. */
export function runShell({ options, session, theme }: ShellParts): void {
  lockSession(session);
  serveFiles(session, theme);
  const notices = new Map<string, Extract<FromShell, { type: 'notice' }>>();
  const tell = (trouble: Omit<Trouble, 'remedy'> & { remedy?: string }): void => {
    const notice = { type: 'notice' as const, ...trouble };
    notices.set(trouble.id, notice);
    console.error([trouble.says, trouble.remedy].filter(Boolean).join(' '));
    link?.send(notice);
  };
  let link: ReturnType<typeof linkWindow> | undefined;
  let once: OnceRun | undefined;

  const settings = openSettings(app.getPath('userData'), tell);
  theme.themeSource = settings.get().theme;
  const window = openWindow(settings, FILES, options.once === undefined ? 'focused' : 'quiet');
  const engine = superviseEngine({
    fork: () => forkEngine(path.join(FILES, 'electron', 'engine.cjs'), options.verbose),
    options: engineOptions(options, app.getPath('userData')),
    now: () => Date.now(),
    later: (ms, run) => setTimeout(run, ms),
    onState: (state) => showEngine(state),
    onLive: () => once?.live(),
    onReportText: (text, exitCode) => once?.reportText(text, exitCode),
  });
  link = linkWindow(window, {
    onReady() {
      link?.send({ type: 'layout', inspectorWidth: settings.get().inspectorWidth });
      for (const notice of notices.values()) link?.send(notice);
      showEngine(engine.state());
    },
    onPainted(phase) {
      // The benchmark reads these lines.
      if (options.verbose) process.stderr.write(`painted ${phase} at ${Date.now()}\n`);
      once?.painted(phase);
    },
    onLayout: (inspectorWidth) => settings.set({ inspectorWidth }),
  });
  if (options.once !== undefined) {
    once = runOnce({ folder: options.once, window, askReportText: () => engine.askReportText(), exit: (code) => leave(code) });
  }

  function showEngine(state: EngineState): void {
    if (link === undefined) return;
    link.send(state);
    if (state.state === 'running' && link.listening()) engine.connect(link.openChannel());
    if (state.state === 'down') console.error(`${state.says} It is started again.`);
    if (state.state === 'failed') once?.failed(state.says, state.remedy);
  }

  function leave(code: number): void {
    engine.stop();
    app.exit(code);
  }

  reloadWhenItFalls(window, tell);
  installMenu(settings, (command) => link?.send({ type: 'command', command }));
  installAbout();
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    tell({
      id: 'second-start',
      says: 'Hopscope was started again: this is the window that was open.',
      remedy: 'Close it first to look at another cluster.',
    });
  });
  // Before the windows go: the engine that ends with them did not fall.
  app.on('before-quit', () => engine.stop());
  app.on('window-all-closed', () => {
    engine.stop();
    app.quit();
  });
}

function engineOptions({ cluster, verbose }: StartOptions, settingsDir: string): EngineOptions {
  if (cluster.kind === 'demo') {
    return { demo: { scenario: cluster.scenario, nodes: cluster.nodes, speed: cluster.speed }, settingsDir, verbose };
  }
  return { context: cluster.context, kubeconfig: cluster.kubeconfig, settingsDir, verbose };
}

function serveFiles(session: Session, theme: NativeTheme): void {
  const root = path.join(FILES, 'renderer');
  session.protocol.handle(SCHEME, (request) => servePage(root, request.url, () => (theme.shouldUseDarkColors ? 'dark' : 'light')));
}

/** A crashed page is loaded again; the engine goes on and gives the new page its view at once. */
function reloadWhenItFalls(window: BrowserWindow, tell: (trouble: { id: string; says: string }) => void): void {
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
