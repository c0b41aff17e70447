// Real programs that the tests run: Debian's Prometheus, node-exporter, Alertmanager and kubectl 1.20. They are unpacked into
// a cache instead of installed: nothing starts a service, no root is needed, and a kubectl that is there stays.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';
import { StepError } from './steps.mjs';

const PACKAGES = ['prometheus', 'prometheus-node-exporter', 'prometheus-alertmanager', 'kubernetes-client'];
const PROGRAMS = ['prometheus', 'promtool', 'prometheus-node-exporter', 'prometheus-alertmanager', 'kubectl'];

const FOLDER = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'hopscope', 'debian');
const BIN = path.join(FOLDER, 'usr/bin');

const isDebian = () => process.platform === 'linux' && fs.existsSync('/etc/debian_version');
const isUnpacked = () => PROGRAMS.every((name) => fs.existsSync(path.join(BIN, name)));
const onPath = (name) => (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, name)));

export function programsAreThere() {
  return isUnpacked() || (!isDebian() && PROGRAMS.every(onPath));
}

export async function fetchPrograms() {
  if (!isDebian()) {
    const missing = PROGRAMS.filter((name) => !onPath(name));
    throw new StepError(`not on PATH: ${missing.join(', ')}`, `install them (on Debian they come by themselves), then start again`);
  }
  fs.rmSync(FOLDER, { recursive: true, force: true });
  const downloads = path.join(FOLDER, 'downloads');
  fs.mkdirSync(downloads, { recursive: true });
  await download(downloads);
  for (const file of fs.readdirSync(downloads)) await run('dpkg', ['-x', path.join(downloads, file), FOLDER]);
  fs.rmSync(downloads, { recursive: true });
  return PACKAGES.join(' ');
}

async function download(folder) {
  const fetch = () =>
    run('apt-get', ['download', '-qq', ...PACKAGES], {
      cwd: folder,
      remedy: `by hand, to see why: apt-get download ${PACKAGES.join(' ')}`,
    });
  try {
    await fetch();
  } catch (error) {
    if (process.getuid?.() !== 0) throw error;
    // A fresh machine knows no packages yet.
    await run('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=300'], { remedy: 'look at the message above' });
    await fetch();
  }
}

/** For the environment of tests: where the programs are. */
export function programEnvironment() {
  if (!isUnpacked()) return {};
  return {
    HOPSCOPE_DEBIAN_BIN: BIN,
    HOPSCOPE_KUBECTL: path.join(BIN, 'kubectl'),
    HOPSCOPE_REQUIRE_KUBECTL: '1',
  };
}
