import { rmSync } from 'node:fs';
import path from 'node:path';
import { app, type NativeTheme, type Session } from 'electron';
import type { EngineState } from '../../shared/contract/shell';
import { aboutPage } from './about/aboutPage';
import { notifyOfBreaks } from './breakNotifier';
import { openMemories } from './clusters/clusterMemory';
import { clusterPage } from './clusters/clusterPage';
import { runClusters } from './clusters/clusterRuns';
import { engineOptions, withoutSecret } from './clusters/engineOptions';
import { openRecentRecordings } from './clusters/recentRecordings';
import { forkEngine } from './engineFork';
import { openLogFile } from './logFile';
import { installMenu } from './menu';
import { keepNotices } from './notices';
import { type OnceRun, runOnce } from './onceRun';
import { SCHEME, servePage } from './pageServer';
import { chooseAndRecord } from './recordCluster';
import { reloadWhenItFalls } from './reload';
import { openSaver } from './saveFile';
import { lockSession } from './security';
import { historyFolder } from './settings/historyFolder';
import { systemKeychain } from './settings/keychain';
import type { Settings } from './settings/model';
import { openSecrets } from './settings/secrets';
import { openSettings } from './settings/settings';
import { type Effect, settingsPage } from './settings/settingsPage';
import type { ClusterChoice, StartOptions } from './startOptions';
import { systemNotification } from './systemNotification';
import { openWindow } from './window';
import { obeyIntent } from './windowIntents';
import { linkWindow } from './windowLink';

/** dist/: this file is bundled into dist/electron/main.cjs. */
const FILES = path.join(__dirname, '..');

export interface ShellParts {
  readonly options: StartOptions;
  readonly session: Session;
  readonly theme: NativeTheme;
}

/** Puts window, engine, settings, memory and menu together; returns when all is set going. */
export function runShell({ options, session, theme }: ShellParts): void {
  lockSession(session);
  serveFiles(session, theme);
  const folder = app.getPath('userData');
  const log = openLogFile(path.join(folder, 'logs'), () => Date.now());
  const note = (says: string): void => {
    console.error(says);
    log.write(says);
  };
  log.write(`Hopscope ${app.getVersion()} starts, in Electron ${process.versions.electron}.`);
  process.on('uncaughtExceptionMonitor', (error) => log.write(`main: ${error.stack ?? String(error)}`));
  const notices = keepNotices((notice) => link?.send(notice), note);
  const { tell } = notices;
  let link: ReturnType<typeof linkWindow> | undefined;
  let once: OnceRun | undefined;

  const settings = openSettings(folder, tell);
  const secrets = openSecrets(folder, systemKeychain(), settings.get().keepSecrets, tell);
  const memories = openMemories(folder, (says) => tell({ id: 'memory-not-saved', says }));
  const recordings = openRecentRecordings(folder, { later: (ms, run) => void setTimeout(run, ms) });
  noteRecording(options.cluster);
  const page = settingsPage(settings, secrets, memories.folder, tell);
  theme.themeSource = settings.get().theme;
  const window = openWindow(settings, FILES, options.once === undefined ? 'focused' : 'quiet');
  const fork = () => forkEngine(path.join(FILES, 'electron', 'engine.cjs'), options.verbose, (says) => log.write(says));
  const later = (ms: number, run: () => void): void => void setTimeout(run, ms);
  const secretOf = (id: string) => secrets.get(id);

  const runs = runClusters(options.cluster, {
    fork,
    now: () => Date.now(),
    later,
    optionsFor: (choice) => {
      for (const { url } of withoutSecret(settings.get(), secretOf)) tellMissingSecret(url);
      return engineOptions(choice, { settings: settings.get(), settingsDir: folder, verbose: options.verbose, secretOf });
    },
    onOpened(cluster) {
      if (cluster.id !== undefined) memories.opened(cluster.id, cluster.name, Date.now());
      sayOpened();
    },
    onState: (state) => showEngine(state),
    onLive: () => once?.live(),
    onForgotten: () => saySettings(),
    onNotice: ({ id, says, remedy }) => tell({ id, says, remedy }),
    onReportText: (text, exitCode) => once?.reportText(text, exitCode),
  });
  const clusters = clusterPage({
    fork,
    later,
    home: app.getPath('home'),
    kubeconfig: options.cluster.kind === 'kubeconfig' ? options.cluster.kubeconfig : undefined,
    memories,
    recordings,
    notices,
    added: () => settings.get().kubeconfigs,
    send: (message) => link?.send(message),
    open(choice) {
      noteRecording(choice);
      runs.open(choice);
    },
  });
  const aboutNow = aboutPage({ app: path.join(FILES, '..'), versions: process.versions, home: app.getPath('home'), log });
  const notification = systemNotification(
    () => runs.opened().name,
    ({ at }) => {
      bringForward();
      link?.send({ type: 'show-break', at });
    },
  );
  const notifier = notifyOfBreaks({
    isOn: () => settings.get().notifyBreaks,
    isWatched: () => window.isFocused(),
    now: () => Date.now(),
    later,
    ...notification,
  });
  window.on('focus', () => notifier.watched());
  const save = openSaver(window, (saving) => link?.send(saving));
  link = linkWindow(window, {
    onReady() {
      link?.send({ type: 'layout', inspectorWidth: settings.get().window.inspectorWidth });
      saySettings();
      sayOpened();
      for (const notice of notices.all()) link?.send(notice);
      showEngine(runs.state());
    },
    onPainted(phase) {
      // The benchmark reads these lines.
      if (options.verbose) process.stderr.write(`painted ${phase} at ${Date.now()}\n`);
      once?.painted(phase);
    },
    onDropped: (file) => void clusters.openRecording(file),
    onIntent: (message) =>
      obeyIntent(message, {
        window,
        settings,
        logFile: log.file,
        page,
        clusters,
        memories,
        save,
        sayAbout: () => link?.send(aboutNow({ settings: page.shown(), demo: runs.opened().demo, engine: runs.state().state })),
        breaks: (now) => notifier.receive(now),
        record,
        recorded: () => recordedFile,
        take,
      }),
  });
  if (options.once !== undefined) {
    once = runOnce({ folder: options.once, window, askReportText: () => runs.askReportText(), exit: (code) => leave(code) });
  }

  function take(effects: readonly Effect[]): void {
    const { theme: wanted, requestsPerSecond, refresh } = settings.get();
    if (effects.includes('theme')) showTheme(wanted);
    if (effects.includes('tune')) runs.tune({ requestsPerSecond, refresh });
    if (effects.includes('forget-history')) forgetHistory();
    if (effects.includes('reopen')) runs.reopen();
    saySettings();
  }

  function forgetHistory(): void {
    const kept = historyFolder(folder);
    if (!runs.forgetHistory(kept)) rmSync(kept, { recursive: true, force: true });
  }

  let recordedFile: string | undefined;
  function record(hide: readonly string[]): void {
    void chooseAndRecord({ window, runs, notices, nowMs: Date.now() }, hide).then((file) => {
      if (file === undefined) return;
      recordedFile = file;
      recordings.used(file, Date.now());
    });
  }

  function noteRecording(choice: ClusterChoice): void {
    if (choice.kind === 'recording') recordings.used(choice.file, Date.now());
  }

  function saySettings(): void {
    link?.send({ type: 'settings', settings: page.shown() });
  }

  function sayOpened(): void {
    const cluster = runs.opened();
    link?.send({ type: 'opened', cluster });
    if (cluster.id !== undefined) link?.send({ type: 'cluster-memory', id: cluster.id, memory: memories.memoryOf(cluster.id) });
  }

  function tellMissingSecret(url: string): void {
    tell({
      id: `secret ${url}`,
      says: `${url} is not asked: its password or token is not kept.`,
      remedy: 'Enter it again under Settings, Routes.',
    });
  }

  function showEngine(state: EngineState): void {
    if (link === undefined) return;
    link.send(state);
    if (state.state === 'running' && link.listening()) runs.connect(link.openChannel());
    if (state.state === 'down') note(`${state.says} It is started again.`);
    if (state.state === 'failed') log.write(`${state.says} ${state.remedy}`);
    if (state.state === 'failed') once?.failed(state.says, state.remedy);
  }

  function showTheme(wanted: Settings['theme']): void {
    theme.themeSource = wanted;
    makeMenu();
  }

  function makeMenu(): void {
    installMenu(
      settings,
      (command) => link?.send({ type: 'command', command }),
      (wanted) => take(page.receive({ type: 'change-settings', change: { theme: wanted } })),
    );
  }

  function bringForward(): void {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function leave(code: number): void {
    runs.stop();
    app.exit(code);
  }

  reloadWhenItFalls(window, tell);
  makeMenu();
  app.on('second-instance', (_event, _argv, workingFolder, data) => {
    bringForward();
    clusters.secondStart(wordsOf(data), workingFolder);
  });
  // Before the windows go: the engine that ends with them did not fall.
  app.on('before-quit', () => runs.stop());
  app.on('window-all-closed', () => {
    runs.stop();
    app.quit();
  });
}

/** What main.ts of the second start sent with its plea for the lock. */
function wordsOf(data: unknown): readonly string[] {
  const words: unknown = typeof data === 'object' && data !== null && 'words' in data ? data.words : [];
  return Array.isArray(words) ? words.map(String) : [];
}

function serveFiles(session: Session, theme: NativeTheme): void {
  const root = path.join(FILES, 'renderer');
  session.protocol.handle(SCHEME, (request) => servePage(root, request.url, () => (theme.shouldUseDarkColors ? 'dark' : 'light')));
}
