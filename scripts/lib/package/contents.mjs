// The folder that each kind of package holds: Electron under the program's own name, what the build made, and what that needs beside it.
import fs from 'node:fs';
import path from 'node:path';
import { licenceText, shippedPackages } from '../licences.mjs';
import { ROOT } from '../project.mjs';

export const DESCRIBED = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
/** The window; `hopscope` is the command line. */
export const WINDOW_PROGRAM = 'hopscope-window';
/** The second is what kubectl looks for to answer `kubectl hopscope`. */
export const COMMAND_LINES = ['hopscope', 'kubectl-hopscope'];

/**
 * @typedef {object} Made of which runtime, and for whom
 * @property {string} version of Hopscope
 * @property {string} electron its version
 * @property {'official' | 'registry' | 'given'} origin
 * @property {boolean} forRelease
 */

/** "hopscope-0.1.0-linux-x64", or with "not-for-release" before the platform. */
export function packageName({ version, forRelease }, platform = `${process.platform}-${process.arch}`) {
  return [DESCRIBED.name, version, ...(forRelease ? [] : ['not-for-release']), platform].join('-');
}

/**
 * @param {string} folder is made; must not be there
 * @param {string} runtime Electron's folder
 * @param {Made} made
 */
export function fillFolder(folder, runtime, made) {
  fs.cpSync(runtime, folder, { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE });
  fs.rmSync(path.join(folder, 'resources/default_app.asar'), { force: true });
  fs.renameSync(path.join(folder, 'electron'), path.join(folder, WINDOW_PROGRAM));
  // The official one calls its own licence LICENSE.
  const its = path.join(folder, 'LICENSE');
  if (fs.existsSync(its)) fs.renameSync(its, path.join(folder, 'LICENSE.electron.txt'));
  fillApp(path.join(folder, 'resources/app'), made);
  for (const name of COMMAND_LINES) fs.writeFileSync(path.join(folder, name), COMMAND_LINE, { mode: 0o755 });
  for (const name of ['LICENSE', 'NOTICE']) fs.copyFileSync(path.join(ROOT, name), path.join(folder, name));
  const licences = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/licences.json'), 'utf8'));
  fs.writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), licenceText(licences));
}

/** Electron runs it as Node. What it starts in its turn (a kubeconfig's plugin) is started as ever. */
const COMMAND_LINE = `#!/bin/sh
# Hopscope's command line, by the runtime of its window.
here=$(dirname -- "$(readlink -f -- "$0")")
export ELECTRON_RUN_AS_NODE=1
exec "$here/${WINDOW_PROGRAM}" "$here/resources/app/dist/cli/hopscope.cjs" "$@"
`;

/** For debugging and for no user. */
const LEFT_OUT = /\.map$/;

function fillApp(app, made) {
  const { name, productName, version, description, license, author, main } = DESCRIBED;
  fs.cpSync(path.join(ROOT, 'dist'), path.join(app, 'dist'), { recursive: true, filter: (file) => !LEFT_OUT.test(file) });
  for (const from of shippedPackages(ROOT))
    fs.cpSync(from, path.join(app, path.relative(ROOT, from)), {
      recursive: true,
      filter: (file) => !path.relative(from, file).split(path.sep).includes('node_modules'),
    });
  const desktopName = `${name}.desktop`;
  const described = { name, productName, version, description, license, author, main, desktopName, made };
  fs.writeFileSync(path.join(app, 'package.json'), `${JSON.stringify(described, undefined, 2)}\n`);
}
