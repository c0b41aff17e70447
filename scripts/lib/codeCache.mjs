// Compiled code beside the bundles, so that the window and the first live graph come sooner. Without it all works the same.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { electronBinary, electronIsCurrent } from './electronRuntime.mjs';
import { ROOT } from './project.mjs';
import { say } from './steps.mjs';

const FOLDER = path.join(ROOT, 'dist/electron');
const BUNDLES = ['mainBody', 'engineBody', 'demoBody'];
const MOST_MS = 60_000;

export function makeCodeCache() {
  for (const name of BUNDLES) fs.rmSync(path.join(FOLDER, `${name}.cjs.code`), { force: true });
  if (!electronIsCurrent()) return;
  const made = spawnSync(electronBinary(), [path.join(ROOT, 'scripts/lib/makeCodeCache.cjs'), FOLDER, ...BUNDLES], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: MOST_MS,
  });
  if (made.status !== 0)
    say(`The window will start a little slower: its code was not compiled ahead (${String(made.stderr).trim().split('\n').at(-1)}).`);
}
