// Electron windows that a measurement holds by Playwright, and the ways it has into their pages.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from 'playwright';
import { electronBinary, electronDist } from '../../scripts/lib/electronRuntime.mjs';
import { ROOT } from '../../scripts/lib/project.mjs';

const BARE = path.join(ROOT, 'e2e/bench/barePage');
const SIZE = { width: 1280, height: 800 };
/** A cluster of 5,000 nodes is listed and looked at for a while before its map is live. */
const LIVE_MS = 400_000;
/** What a look brings at first comes in bursts. */
const SETTLE_MS = 10_000;
const STEP_MS = 500;

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** The address of one of the bare pages: pan.html, pick.html, lines.html. */
export const barePage = (name) => pathToFileURL(path.join(BARE, name)).href;

/**
 * Hopscope on a cluster, with settings of its own, once its map is live and its lists are in: how long that takes is measured by `look`. `prepare`
 * gets the folder of the settings before.
 */
export async function openHopscope(words, prepare = () => undefined) {
  const opened = await launch([ROOT, ...words], prepare);
  try {
    // Of thousands of kubelets some are unknown for a long time: what counts is that the map is drawn of what was found.
    await opened.page.locator('[data-testid="card-kubelet"]:not([data-health="ghost"])').waitFor({ timeout: LIVE_MS });
    await untilQuiet(opened.page);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/** No list has been coming in for a while: one begins when the one before it is done. */
async function untilQuiet(page) {
  const begin = Date.now();
  for (let quietMs = 0; quietMs < SETTLE_MS; quietMs += STEP_MS) {
    if (Date.now() - begin > LIVE_MS) throw new Error(`lists were still coming in after ${LIVE_MS / 1_000} s`);
    await wait(STEP_MS);
    if ((await page.getByTestId('list-progress').count()) > 0) quietMs = 0;
  }
}

/** A bare window, showing pan.html. */
export const openBare = () => launch([BARE]);

async function launch(words, prepare = () => undefined) {
  const settings = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-'));
  prepare(settings);
  const app = await _electron.launch({
    executablePath: electronBinary(electronDist()),
    args: words,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, XDG_CONFIG_HOME: settings },
  });
  const page = await app.firstWindow();
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), SIZE);
  const cdp = await page.context().newCDPSession(page);
  return {
    app,
    page,
    cdp,
    async close() {
      await app.close();
      fs.rmSync(settings, { recursive: true, force: true });
    },
  };
}
