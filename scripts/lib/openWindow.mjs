// The window of npm start, on a virtual display where there is none.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeElectron, electronBinary, electronDist } from './electronRuntime.mjs';
import { asOrdinaryUser, hasDisplay, withVirtualDisplay } from './launch.mjs';
import { ROOT } from './project.mjs';
import { passThrough } from './run.mjs';
import { say, sinceStart } from './steps.mjs';

/** Chromium's own log: about buses, caches and GPUs that a server has not. */
const CHROMIUM = /^\[\d+:\d{4}\/|shader cache \(/;

/**
 * Opens the window and waits for its end. Ctrl-C ends it at once, with its display.
 * @param {{context?: string, kubeconfig?: string, demo?: string, recording?: string, once?: string, verbose?: boolean}} chosen what the words of npm start say
 * @returns {Promise<number>} the exit code
 */
export function openWindow(chosen) {
  const virtual = !hasDisplay();
  const once = chosen.once ?? (virtual ? path.join(ROOT, 'out') : undefined);
  if (virtual) say('There is no display: starting a virtual one. The map is drawn there; a picture of it and the report come out here.');
  const forElectron = [
    ROOT,
    ...(chosen.context ? ['--context', chosen.context] : []),
    ...(chosen.kubeconfig ? ['--kubeconfig', path.resolve(chosen.kubeconfig)] : []),
    ...(chosen.demo ? ['--demo', /\.ya?ml$/i.test(chosen.demo) ? path.resolve(chosen.demo) : chosen.demo] : []),
    ...(chosen.recording ? ['--recording', path.resolve(chosen.recording)] : []),
    ...(once ? ['--once', path.resolve(once)] : []),
    ...(chosen.verbose ? ['--verbose'] : []),
  ];
  const display = virtual ? withVirtualDisplay(1280, 800, path.join(ownFolder(), 'Xauthority')) : [];
  const command = [...asOrdinaryUser(), ...display, electronBinary(electronDist()), ...forElectron];
  say(`Opening the window after ${sinceStart()} (Electron ${describeElectron()}).`);
  return passThrough(command[0], command.slice(1), {
    env: { ELECTRON_OVERRIDE_DIST_PATH: electronDist() },
    hide: chosen.verbose ? undefined : CHROMIUM,
    whole: true,
  });
}

/** For as long as this program runs. */
function ownFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-display-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
