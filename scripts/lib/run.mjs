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

/**
 * Runs with the terminal's own output and resolves with the exit code. Signals reach the child as well.
 * @param {{cwd?: string, env?: Record<string, string>, hide?: RegExp}} options `hide`: lines of its stderr that say nothing to the user
 */
export function passThrough(command, args, { cwd, env, hide } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', hide ? 'pipe' : 'inherit'] });
    if (hide) showLines(child.stderr, hide);
    let interrupted = false;
    const stop = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      // Interrupted means the whole of it: no next step begins.
      if (interrupted) process.exit(130);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
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
