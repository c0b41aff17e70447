// node scripts/completeLock.mjs, after npm install changed package-lock.json: a registry mirror may lack packages of other
// platforms; npm then leaves them out of the lock, and npm ci refuses such a lock everywhere. This adds them, by name and version
// as their parent asks for them, with the platform that the name says, so that npm ci passes here and installs them there.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

const FILE = path.join(ROOT, 'package-lock.json');
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'wasi'];
const CPUS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** os, cpu and libc as the name of a platform package says them. */
export function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = CPUS.find((each) => words.includes(each));
  const musl = words.some((word) => word.startsWith('musl'));
  const gnu = words.some((word) => word.startsWith('gnu'));
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' && (musl || gnu) ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    ...(os ? { os: [os === 'wasi' ? 'wasip1' : os] } : {}),
  };
}

const lock = JSON.parse(fs.readFileSync(FILE, 'utf8'));
const added = [];
for (const [where, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(where, name)) continue;
    const platform = platformOf(name);
    if (!platform.os && !platform.cpu) continue;
    lock.packages[`node_modules/${name}`] = { version, ...platform, dev: true, optional: true };
    added.push(`${name}@${version}`);
  }
}

/** Node's own look-up: beside the parent, or in any node_modules above. */
function isLocked(where, name) {
  for (let at = where; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (!at.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
say(added.length === 0 ? 'the lock is complete' : `added: ${added.join(' ')}`);
