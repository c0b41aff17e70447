// npm run screens: every screen in light and dark at 1280x800 and 1920x1080, from the demo, into docs/pictures.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';

const { setUp } = await import('./lib/setup.mjs');
const { runPlaywright } = await import('./lib/playwright.mjs');
await setUp({ libraries: WINDOW_LIBRARIES });

const made = path.join(ROOT, 'out/screens');
fs.rmSync(made, { recursive: true, force: true });
const code = await runPlaywright('screens', process.argv.slice(2));
if (code === 0) {
  const target = path.join(ROOT, 'docs/pictures');
  const names = fs.readdirSync(made);
  const whole = process.argv.length <= 2;
  if (whole) for (const old of fs.readdirSync(target)) if (!names.includes(old)) fs.rmSync(path.join(target, old));
  let bytes = 0;
  for (const name of names) {
    fs.copyFileSync(path.join(made, name), path.join(target, name));
    bytes += fs.statSync(path.join(made, name)).size;
  }
  say(`${names.length} pictures in docs/pictures, ${Math.round(bytes / 1024)} KiB`);
}
process.exitCode = code;
