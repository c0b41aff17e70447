import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, nativeTheme, protocol, session } from 'electron';
import { SCHEME } from './pageServer';
import { lockContents } from './security';
import { runShell } from './shell';
import { parseStartOptions } from './startOptions';

/** Entry of the main process (dist/electron/main.cjs): what must be said before Electron is ready. */
function begin(): void {
  const options = parseStartOptions(process.argv.slice(process.defaultApp === true ? 2 : 1));
  if (!options.ok) {
    console.error(`${options.error.says}\n${options.error.remedy}`);
    app.exit(2);
    return;
  }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } }]);
  lockContents();
  const { once } = options.value;
  if (once !== undefined) takeOwnFolder();
  else if (!app.requestSingleInstanceLock({ words: process.argv.slice(process.defaultApp === true ? 2 : 1) })) {
    console.error(
      'Hopscope is already open: its window was brought to the front. It opens the recording that you named, or asks whether to open the cluster.',
    );
    app.exit(0);
    return;
  }
  void app.whenReady().then(() => runShell({ options: options.value, session: session.defaultSession, theme: nativeTheme }));
}

/** A run that only takes a picture neither needs the window that is open nor its settings. */
function takeOwnFolder(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-once-'));
  app.setPath('userData', folder);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

begin();
