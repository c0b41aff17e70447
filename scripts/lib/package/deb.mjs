import fs from 'node:fs';
import path from 'node:path';
import { run } from '../run.mjs';
import { alternatives, ELECTRON_LIBRARIES } from '../systemLibraries.mjs';
import { COMMAND_LINES, DESCRIBED, WINDOW_PROGRAM } from './contents.mjs';
import { describeToDesktop } from './desktop.mjs';

const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };
const HOME = '/opt/hopscope';

/**
 * A package for Debian and its children. No script of its own runs at its installation: their own triggers take up entry, type and icons.
 * @param {{contents: string, work: string, out: string, quick: boolean, made: import('./contents.mjs').Made}} parts `contents`: the folder that it holds
 * @returns {Promise<string>} the file
 */
export async function makeDeb({ contents, work, out, quick, made }) {
  const root = path.join(work, 'deb');
  const home = path.join(root, HOME);
  fs.mkdirSync(path.dirname(home), { recursive: true });
  fs.cpSync(contents, home, { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE });
  // Chromium's sandbox where user namespaces are closed to it, as on Ubuntu 24.04.
  fs.chmodSync(path.join(home, 'chrome-sandbox'), 0o4755);
  fs.mkdirSync(path.join(root, 'usr/bin'), { recursive: true });
  for (const name of [...COMMAND_LINES, WINDOW_PROGRAM]) fs.symlinkSync(`${HOME}/${name}`, path.join(root, 'usr/bin', name));
  describeToDesktop(path.join(root, 'usr/share'), HOME);
  const doc = path.join(root, 'usr/share/doc', DESCRIBED.name);
  fs.mkdirSync(doc, { recursive: true });
  fs.writeFileSync(path.join(doc, 'copyright'), copyright());
  fs.mkdirSync(path.join(root, 'DEBIAN'));
  fs.writeFileSync(path.join(root, 'DEBIAN/control'), controlFile(made, kibibytesOf(root)));
  const version = debVersion(made);
  const file = path.join(out, `${DESCRIBED.name}_${version}_${ARCHITECTURES[process.arch] ?? process.arch}.deb`);
  const packed = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z3'];
  await run('dpkg-deb', ['--root-owner-group', ...packed, '--build', root, file], { remedy: 'apt-get install dpkg, and free some room' });
  fs.rmSync(root, { recursive: true, force: true });
  return file;
}

/** "~" sorts before the end: the release itself is an upgrade of what was not to be released (Debian Policy 5.6.12). */
export function debVersion({ version, forRelease }) {
  return forRelease ? version : `${version}~notforrelease`;
}

/** @param {import('./contents.mjs').Made} made */
export function controlFile(made, kibibytes) {
  const depends = ELECTRON_LIBRARIES.map((name) => alternatives(name).join(' | '));
  return `Package: ${DESCRIBED.name}
Version: ${debVersion(made)}
Architecture: ${ARCHITECTURES[process.arch] ?? process.arch}
Maintainer: ${DESCRIBED.author} <hopscope@localhost>
Installed-Size: ${kibibytes}
Depends: ${depends.join(', ')}
Recommends: libnotify4, libsecret-1-0, xdg-utils
Section: devel
Priority: optional
Description: ${DESCRIBED.description.split(':')[0]}${made.forRelease ? '' : ' (not for release)'}
 Hopscope draws Kubernetes' monitoring architecture with what is really in a
 cluster, probes every hop a metric takes, and says where the data stops.
 .
 Made with Electron ${made.electron}${made.forRelease ? '' : ", which is not a release's: for trying it out only"}.
`;
}

function copyright() {
  return `Copyright 2026 ${DESCRIBED.author}. Licensed under the Apache License 2.0: /usr/share/common-licenses/Apache-2.0.
What it is made with: ${HOME}/THIRD-PARTY-LICENSES.txt, ${HOME}/LICENSE.electron.txt, ${HOME}/LICENSES.chromium.html.
`;
}

function kibibytesOf(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // `path` is its folder's name before Node 20.12.
  return files.reduce((sum, entry) => sum + Math.ceil(fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size / 1024), 0);
}
