// Only electron/engine/clock.ts reads the time or waits in the engine: everything else is given a Clock, so that tests own time.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

const READS_TIME = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bset(Timeout|Interval)\(|\bprocess\.hrtime/;
/** Sockets and child processes have timers of their own; each says why where it stands. */
const ALLOWED = new Set(['electron/engine/clock.ts']);

const offenders = [];
const visit = (folder) => {
  for (const entry of fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) visit(name);
    else if (
      /\.ts$/.test(name) &&
      !/\.(test|testSupport)\.ts$|portContract\.ts$/.test(name) &&
      !name.includes('/testing/') &&
      !ALLOWED.has(name)
    ) {
      for (const [at, line] of fs.readFileSync(path.join(ROOT, name), 'utf8').split('\n').entries()) {
        if (READS_TIME.test(line) && !line.trim().startsWith('*')) offenders.push(`${name}:${at + 1}: ${line.trim()}`);
      }
    }
  }
};
for (const folder of ['electron/engine', 'shared']) visit(folder);
if (offenders.length > 0) {
  say(`these read the time past electron/engine/clock.ts:\n  ${offenders.join('\n  ')}`);
  process.exitCode = 1;
}
