import type { Clock } from '../clock';
import { runProcess } from './childProcess';
import type { Environment } from './proxyChoice';

/** A shell's start files may ask, sleep or start tmux: longer than this is not waited. */
const SHELL_TIMEOUT_MS = 5_000;
const MARK = '__HOPSCOPE_ENV__';

/**
 * PATH as the user's login shell sets it. A program started from the desktop has only the system's
 * PATH, so plugins that were installed by a version manager or Homebrew are not found without it.
 * Undefined when the shell does not say.
 */
export async function loginShellPath(env: Environment, signal: AbortSignal, clock: Clock): Promise<string | undefined> {
  const shell = env['SHELL'];
  if (!shell || process.platform === 'win32') return undefined;
  const script = `printf %s ${MARK}; command env; printf %s ${MARK}; exit`;
  const outcome = await runProcess(
    { command: shell, args: ['-ilc', script], env: { ...env, DISABLE_AUTO_UPDATE: 'true' }, timeoutMs: SHELL_TIMEOUT_MS },
    signal,
    clock,
  );
  if (outcome.kind !== 'exited') return undefined;
  const listing = outcome.stdout.split(MARK)[1];
  return listing
    ?.split('\n')
    .find((line) => line.startsWith('PATH='))
    ?.slice('PATH='.length);
}
