// What both commands of the README need: packages, system libraries, the Electron runtime, the build.
import fs from 'node:fs';
import path from 'node:path';
import { buildAll, buildIsCurrent } from '../build.mjs';
import { fetchPrograms, programsAreThere } from './debianPrograms.mjs';
import { electronIsCurrent, installElectron } from './electronRuntime.mjs';
import { fingerprint, ROOT, readStamp, writeStamp } from './project.mjs';
import { run } from './run.mjs';
import { StepError, step } from './steps.mjs';
import { installLibraries, missingLibraries } from './systemLibraries.mjs';

const NODE_FLOOR = [20, 19];

/** @param {{libraries: string[], programs?: boolean}} needs */
export async function setUp({ libraries, programs = false }) {
  await step('Node.js', { current: nodeIsNewEnough, work: refuseNode });
  await step('packages (npm ci)', { current: packagesAreCurrent, work: installPackages });
  await step('system libraries', { current: () => missingLibraries(libraries).length === 0, work: () => installLibraries(libraries) });
  if (programs) await step('real programs for the tests', { current: programsAreThere, work: fetchPrograms });
  await step('Electron runtime', { current: electronIsCurrent, work: installElectron });
  await step('build', { current: buildIsCurrent, work: buildAll });
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1]);
}

async function refuseNode() {
  throw new StepError(`this is Node.js ${process.versions.node}`, `install Node.js ${NODE_FLOOR.join('.')} or newer and start again`);
}

function packagesAreCurrent() {
  return (
    fs.existsSync(path.join(ROOT, 'node_modules/.package-lock.json')) &&
    readStamp('packages') === fingerprint(['package-lock.json', 'package.json'])
  );
}

async function installPackages() {
  // --include=dev: a shell with NODE_ENV=production (build machines have one) leaves them out, and everything here is built from them.
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: ROOT,
    remedy: 'check that the npm registry can be reached (npm ping), then start again',
  });
  writeStamp('packages', fingerprint(['package-lock.json', 'package.json']));
}
