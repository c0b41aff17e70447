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
const LIVE_MS = 300_000;
/** What a look brings at first comes in bursts. */
const SETTLE_MS = 10_000;

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** The address of one of the bare pages: pan.html, pick.html, lines.html. */
export const barePage = (name) => pathToFileURL(path.join(BARE, name)).href;

/** Hopscope on a cluster, with settings of its own, once its map is live. */
export async function openHopscope(words) {
  const opened = await launch([ROOT, ...words]);
  try {
    // Of thousands of kubelets some are unknown for a long time: what counts is that the map is drawn of what was found.
    await opened.page.locator('[data-testid="card-kubelet"]:not([data-health="ghost"])').waitFor({ timeout: LIVE_MS });
  } catch (error) {
    await opened.close();
    throw error;
  }
  await wait(SETTLE_MS);
  return opened;
}

/** A bare window, showing pan.html. */
export const openBare = () => launch([BARE]);

async function launch(words) {
  const settings = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-'));
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
