import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { ROOT } from '../support/commandLine';
import { inBothThemes, LOOKS } from '../support/looks';
import { webpOf } from '../support/webp';

const FOLDER = path.join(ROOT, 'out/screens');
/** Resizing, fitting the map and charts that measure themselves: longer than any of them takes. */
const SETTLE_MS = 700;

/** Takes one screen in its four looks: out/screens/NAME-WIDTH-THEME.webp. */
export async function takeScreen(app: ElectronApplication, page: Page, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const { name: look, width, height } of LOOKS) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    // A display whose scale is not exactly 1 rounds a pixel away.
    await page.waitForFunction((wide) => Math.abs(window.innerWidth - wide) <= 2, width);
    await inBothThemes(page, async (theme) => {
      await page.waitForTimeout(SETTLE_MS);
      fs.writeFileSync(path.join(FOLDER, `${name}-${look}-${theme}.webp`), await webpOf(page));
    });
  }
}

/** Takes a part of the window as it stands, in light: out/screens/NAME.webp. */
export async function takePart(page: Page, part: Locator, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  await page.emulateMedia({ colorScheme: 'light' });
  fs.writeFileSync(path.join(FOLDER, `${name}.webp`), await webpOf(page, part));
}
