import { spawn } from 'node:child_process';
import { StepError } from './steps.mjs';

/** Lines of a failed program's output: what went wrong stands at the beginning or at the end. */
const SHOWN = 24;

/**
 * Runs a program to its end; its output is shown only when it fails (or with `show`).
 * @returns {Promise<string>} what it printed
 */
export function run(command, args, { cwd, env, show = false, remedy, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    const timer = timeoutMs ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new StepError(error.code === 'ENOENT' ? `${command} is not installed` : error.message, remedy));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const lines = output
        .trim()
        .split('\n')
        .filter((line) => !/EBADENGINE|^npm warn/.test(line));
      const shown = lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN / 2), '...', ...lines.slice(-SHOWN / 2)];
      const tail = shown.join('\n          ');
      reject(
        new StepError(
          `${command} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`}${tail ? `\n          ${tail}` : ''}`,
          remedy,
        ),
      );
    });
  });
}

/** What has not ended by itself so long after a signal is killed: a window with the demo takes 0.4 s. */
const GRACE_MS = 2_000;
const POLL_MS = 20;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs with the terminal's own output and resolves with the exit code. Signals reach the child as well.
 * @param {{cwd?: string, env?: Record<string, string>, hide?: RegExp, whole?: boolean}} options `hide`: lines of its stderr that say nothing to the user;
 *   `whole`: signals reach all that the child has started too, and none of it outlives them. xvfb-run alone would end and leave display and window behind.
 */
export function passThrough(command, args, { cwd, env, hide, whole = false } = {}) {
  return new Promise((resolve, reject) => {
    const asGroup = whole && process.platform !== 'win32';
    const stdio = ['ignore', 'inherit', hide ? 'pipe' : 'inherit'];
    let interrupted = false;
    const stop = (signal) => {
      interrupted = true;
      if (!asGroup) return void child.kill(signal);
      signalGroup(child.pid, signal);
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS).unref();
    };
    // Before there is a child: it must not be left behind by a signal that comes at once.
    for (const signal of SIGNALS) process.on(signal, stop);
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, detached: asGroup });
    if (hide) showLines(child.stderr, hide);
    child.on('error', reject);
    child.on('close', async (code, signal) => {
      if (interrupted && asGroup) await endOfGroup(child.pid);
      for (const each of SIGNALS) process.off(each, stop);
      // Interrupted means the whole of it: no next step begins.
      if (interrupted) process.exit(130);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** Whether there was anybody to hear it. */
function signalGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** What a shell started beside itself (a display) does not hear of SIGINT, and a window may still be saving. */
async function endOfGroup(pid) {
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS && signalGroup(pid, 0); waited += POLL_MS)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  signalGroup(pid, 'SIGKILL');
}

function showLines(stream, hide) {
  let rest = '';
  stream.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!hide.test(line)) process.stderr.write(`${line}\n`);
  });
  stream.on('end', () => rest !== '' && !hide.test(rest) && process.stderr.write(`${rest}\n`));
}
