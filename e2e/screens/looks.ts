import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { ROOT } from '../support/commandLine';
import { webpOf } from '../support/webp';

/** The four looks of each screen: two sizes, light and dark. */
const LOOKS = [
  { width: 1280, height: 800, theme: 'light' },
  { width: 1280, height: 800, theme: 'dark' },
  { width: 1920, height: 1080, theme: 'dark' },
  { width: 1920, height: 1080, theme: 'light' },
] as const;

const FOLDER = path.join(ROOT, 'out/screens');
/** Resizing, fitting the map and charts that measure themselves: longer than any of them takes. */
const SETTLE_MS = 700;

/** Takes one screen in its four looks: out/screens/NAME-WIDTH-THEME.webp. */
export async function takeScreen(app: ElectronApplication, page: Page, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const { width, height, theme } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme });
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    // A display whose scale is not exactly 1 rounds a pixel away.
    await page.waitForFunction((wide) => Math.abs(window.innerWidth - wide) <= 2, width);
    await page.waitForTimeout(SETTLE_MS);
    fs.writeFileSync(path.join(FOLDER, `${name}-${width}-${theme}.webp`), await webpOf(page));
  }
}
