// What both commands of the README need: packages, system libraries, the Electron runtime, the build.
import fs from 'node:fs';
import path from 'node:path';
import { buildAll, buildIsCurrent } from '../build.mjs';
import { electronIsCurrent, installElectron } from './electronRuntime.mjs';
import { fingerprint, ROOT, readStamp, writeStamp } from './project.mjs';
import { run } from './run.mjs';
import { StepError, step } from './steps.mjs';
import { installLibraries, missingLibraries } from './systemLibraries.mjs';

const NODE_FLOOR = [20, 19];

export async function setUp({ libraries }) {
  await step('Node.js', { current: nodeIsNewEnough, work: refuseNode });
  await step('packages (npm ci)', { current: packagesAreCurrent, work: installPackages });
  await step('system libraries', { current: () => missingLibraries(libraries).length === 0, work: () => installLibraries(libraries) });
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
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: ROOT,
    remedy: 'check that the npm registry can be reached (npm ping), then start again',
  });
  // The only install script that matters: esbuild chooses its binary (it works without, only slower to start).
  writeStamp('packages', fingerprint(['package-lock.json', 'package.json']));
}
