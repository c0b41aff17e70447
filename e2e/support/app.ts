import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { ROOT } from './commandLine';

export interface OpenApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Console errors so far: a broken CSP or an exception shows here. */
  readonly errors: readonly string[];
  /** Where its settings are (XDG_CONFIG_HOME). */
  readonly settings: string;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly words?: readonly string[];
  readonly env?: Record<string, string>;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** The window keeps the size that it remembers or begins with. */
  readonly ownSize?: boolean;
}

/** The built app in the real Electron, sandbox on, with settings of its own. */
export async function openApp({
  words = [],
  env = {},
  width = 1280,
  height = 800,
  dark = false,
  ownSize = false,
}: AppOptions): Promise<OpenApp> {
  const settings = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-e2e-'));
  const app = await _electron.launch({
    args: [ROOT, ...words],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...definedOnly(process.env), ...workersDisplay(), XDG_CONFIG_HOME: settings, ...env },
  });
  const page = await app.firstWindow();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  const size = { width, height };
  if (!ownSize)
    await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
  return {
    app,
    page,
    errors,
    settings,
    async close() {
      await app.close();
      fs.rmSync(settings, { recursive: true, force: true });
    },
  };
}

/** Every second worker's windows are on the other display: see withTwoVirtualDisplays. */
function workersDisplay(): Record<string, string> {
  const { HOPSCOPE_OTHER_DISPLAY: display, HOPSCOPE_OTHER_XAUTHORITY: authority } = process.env;
  if (display === undefined || test.info().parallelIndex % 2 === 0) return {};
  return { DISPLAY: display, ...(authority === undefined ? {} : { XAUTHORITY: authority }) };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

export function card(page: Page, id: string) {
  return page.getByTestId(`card-${id}`);
}

/** Waits until a card says this state. */
export async function expectCard(page: Page, id: string, health: string, timeout = 60_000): Promise<void> {
  await expect(card(page, id)).toHaveAttribute('data-health', health, { timeout });
}

/** Cards that the demo looks at, each with a member of its own. */
export const LOOKED_CARDS = [
  'kubelet',
  'cadvisor',
  'metrics-server',
  'metrics-api',
  'kubectl-top',
  'hpa',
  'node-exporter',
  'prometheus',
  'kube-state-metrics',
  'custom-metrics-api',
  'prometheus-adapter',
  'alertmanager',
];

/** Waits until every one of them is well. */
export async function expectLive(page: Page): Promise<void> {
  for (const id of LOOKED_CARDS) await expectCard(page, id, 'ok');
}

const PICTURES = path.join(ROOT, 'out/pictures');

/** A picture of the window for people to look at (and for the README). */
export async function picture(page: Page, name: string): Promise<void> {
  fs.mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** The same of a zoomed window, of which a page's own picture is only the upper left. */
export async function wholePicture(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  fs.mkdirSync(PICTURES, { recursive: true });
  fs.writeFileSync(path.join(PICTURES, `${name}.png`), Buffer.from(png, 'base64'));
}
