// Debian's packages that Electron, the virtual display and the tests need. As root they are installed, else the command is printed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { run } from './run.mjs';
import { StepError } from './steps.mjs';

/** What Electron's binary links against. */
export const ELECTRON_LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
  'libdrm2',
];

/** The same, and the virtual display for servers. */
export const WINDOW_LIBRARIES = ['xvfb', 'xauth', ...ELECTRON_LIBRARIES, 'fonts-dejavu-core'];
const isDebian = () => process.platform === 'linux' && fs.existsSync('/etc/debian_version');

/** Names of packages that dpkg does not list as installed; empty where there is no dpkg to ask. */
export function missingLibraries(packages) {
  if (!isDebian()) return [];
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${Provides} ${db:Status-Status}\n', ...packages.flatMap(alternatives)], {
    encoding: 'utf8',
  });
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((name) => !alternatives(name).some((each) => installed.has(each)));
}

/** Newer Debian and Ubuntu renamed some libraries in the 64-bit time transition ("libgtk-3-0t64"). */
export const alternatives = (name) => (name.startsWith('lib') ? [name, `${name}t64`] : [name]);

export async function installLibraries(packages) {
  const missing = missingLibraries(packages);
  if (process.getuid?.() !== 0) {
    throw new StepError(`not installed: ${missing.join(' ')}`, `sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`);
  }
  // Installed programs must not start services of their own: nothing of ours may listen before a test asks for it.
  const env = { DEBIAN_FRONTEND: 'noninteractive', SYSTEMCTL_SKIP_REDIRECT: '1' };
  const remedy = `look at the message above; by hand: apt-get update && apt-get install -y ${missing.join(' ')}`;
  await run('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=300'], { env, remedy });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...missing], { env, remedy });
  return missing.join(' ');
}
