// Starting programs and reading what they say of themselves.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronBinary, electronDist } from '../../scripts/lib/electronRuntime.mjs';
import { asOrdinaryUser, hasDisplay, withVirtualDisplay } from '../../scripts/lib/launch.mjs';
import { ROOT } from '../../scripts/lib/project.mjs';

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Starts Electron on a folder and waits for the lines "painted PHASE at MS" of the wanted phases.
 * @returns {Promise<Record<string, number>>} milliseconds from start to each phase
 */
export function startWindow(folder, words, wanted, { after } = {}) {
  const command = [...asOrdinaryUser(), electronBinary(electronDist()), folder, ...words];
  const begin = Date.now();
  const child = spawn(command[0], command.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electronDist() },
  });
  const seen = {};
  let text = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => end(new Error(`${folder}: ${wanted.join(', ')} not painted after 60 s; seen ${JSON.stringify(seen)}`)),
      60_000,
    );
    async function end(error) {
      clearTimeout(timer);
      if (!error && after) Object.assign(seen, await after(child.pid));
      child.kill('SIGTERM');
      child.once('close', () => (error ? reject(error) : resolve(seen)));
    }
    child.stderr.on('data', (chunk) => {
      text += chunk;
      for (const [, phase, at] of text.matchAll(/^painted (\S+) at (\d+)$/gm)) seen[phase] ??= Number(at) - begin;
      if (wanted.every((phase) => phase in seen)) {
        wanted = ['never'];
        end();
      }
    });
  });
}

/** Resident MiB of the engine among the descendants of a process (Linux). */
export function engineMemory(pid) {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const family = new Set([String(pid)]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const one of all) {
      const parent = read(`/proc/${one}/stat`)
        ?.replace(/^.*\) /, '')
        .split(' ')[1];
      if (parent && family.has(parent) && !family.has(one)) {
        family.add(one);
        grew = true;
      }
    }
  }
  const engine = [...family].find((one) => read(`/proc/${one}/cmdline`)?.includes('node.mojom.NodeService'));
  const resident = engine && /VmRSS:\s+(\d+)/.exec(read(`/proc/${engine}/status`) ?? '')?.[1];
  return { engineMiB: resident ? Math.round(Number(resident) / 1024) : undefined };
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A demo cluster in a process of its own. */
export async function startDemo(nodes, { below = false } = {}) {
  const kubeconfig = path.join(ROOT, `out/bench-${nodes}.yaml`);
  fs.mkdirSync(path.dirname(kubeconfig), { recursive: true });
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=8192',
      path.join(ROOT, 'dist/cli/hopscope.cjs'),
      'demo',
      '--nodes',
      String(nodes),
      '--kubeconfig-out',
      kubeconfig,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('close', (code) => reject(new Error(`the demo of ${nodes} nodes ended with ${code}`)));
  });
  // A priority is a thread's: those that collect garbage have theirs.
  if (below)
    for (const thread of fs.readdirSync(`/proc/${child.pid}/task`)) os.setPriority(Number(thread), os.constants.priority.PRIORITY_LOW);
  return { kubeconfig, stop: () => new Promise((resolve) => child.once('close', resolve) && child.kill('SIGTERM')) };
}

/** Runs a program to its end: milliseconds, and what it wrote. */
export function timed(command, words) {
  const begin = Date.now();
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ms: Date.now() - begin, code, stderr }));
  });
}

/** Runs this script again as an ordinary user and under a virtual display, where either is needed. */
export function underDisplay(script, words) {
  const before = [...asOrdinaryUser(), ...(hasDisplay() ? [] : withVirtualDisplay(1280, 800))];
  if (before.length === 0) return undefined;
  const command = [...before, process.execPath, script, ...words];
  return new Promise((resolve) => spawn(command[0], command.slice(1), { stdio: 'inherit' }).on('close', resolve));
}
