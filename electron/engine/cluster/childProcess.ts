import { spawn } from 'node:child_process';
import type { Clock } from '../clock';
import { startDeadline } from './deadline';

export type ProcessOutcome =
  | {
      readonly kind: 'exited';
      readonly code: number | null;
      readonly signal: string | null;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-started'; readonly because: string }
  | { readonly kind: 'timeout'; readonly stderr: string }
  | { readonly kind: 'aborted' };

export interface ProcessAsk {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

/** A credential is a few kilobytes; what is more is thrown away. */
const MOST_OUTPUT = 1 << 20;

/**
 * Runs a program without stdin and waits for it; after `timeoutMs`, or on abort, it and what it
 * started are killed. Never rejects.
 */
export function runProcess(ask: ProcessAsk, signal: AbortSignal, clock: Clock): Promise<ProcessOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' });
  return new Promise((resolve) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(ask.command, ask.args, {
      env: { ...ask.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
      windowsHide: true,
    });
    let stdout = '';
    let stderr = '';
    const kill = (): void => {
      if (child.pid !== undefined) killTree(child.pid, ownGroup, () => child.kill('SIGKILL'));
    };
    const settle = (outcome: ProcessOutcome): void => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const cancel = startDeadline(clock, ask.timeoutMs, () => {
      kill();
      settle({ kind: 'timeout', stderr });
    });
    const onAbort = (): void => {
      kill();
      settle({ kind: 'aborted' });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(0, MOST_OUTPUT);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MOST_OUTPUT);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle(error.code === 'ENOENT' ? { kind: 'not-found' } : { kind: 'not-started', because: error.message });
    });
    child.on('close', (code, killedBy) => settle({ kind: 'exited', code, signal: killedBy, stdout, stderr }));
  });
}

function killTree(pid: number, ownGroup: boolean, otherwise: () => void): void {
  try {
    if (ownGroup) process.kill(-pid, 'SIGKILL');
    else otherwise();
  } catch {
    otherwise();
  }
}
