// The import rules must be able to fail: plants one forbidden import, expects the check to refuse it, and removes it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

const PLANTED = 'shared/model/plantedImport.ts';
const file = path.join(ROOT, PLANTED);

fs.writeFileSync(file, "export { systemClock as planted } from '../../electron/engine/clock';\n");
try {
  const words = ['--no-install', 'depcruise', 'shared/model', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
  const ran = spawnSync('npx', words, { cwd: ROOT, encoding: 'utf8' });
  if (ran.status === 0 || !ran.stdout.includes('shared-is-pure')) {
    say(`the import rules let a forbidden import in ${PLANTED} pass:\n${ran.stdout}${ran.stderr}`);
    process.exitCode = 1;
  }
} finally {
  fs.rmSync(file);
}
