import path from 'node:path';
import { redactedTail } from '../../../shared/model/redact';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import { type ProcessOutcome, runProcess } from './childProcess';
import { type PluginCredential, parseExecCredential } from './execCredential';
import type { Trouble } from './failures';
import type { ClusterFields, ExecFields } from './kubeconfigFile';
import { loginShellPath } from './loginShellPath';
import type { Environment } from './proxyChoice';

export interface ExecPluginOptions {
  readonly exec: ExecFields;
  /** The kubeconfig that names the plugin: a command with a slash is relative to it. */
  readonly file: string;
  readonly user: string;
  readonly cluster: ClusterFields;
  readonly env: Environment;
  readonly clock: Clock;
  /** How long one run may take. */
  readonly timeoutMs?: number;
}

export interface ExecPlugin {
  /** The credential, from the last run while it holds, else from one new run that all who wait share. */
  credential(signal: AbortSignal): Promise<Result<PluginCredential, Trouble>>;
  /** The server refused this credential: the next one comes from a new run. False when the run was only a moment ago. */
  refused(credential: PluginCredential): boolean;
}

/** A browser login behind a plugin cannot be waited for; a cloud's command line takes 1 to 5 s. */
export const EXEC_TIMEOUT_MS = 30_000;
/** Asked for anew this long before it expires, so that a request on its way does not meet the end. */
const EXPIRY_MARGIN_MS = 10_000;
/** After a refusal of a credential that is no older than this another run would bring the same one. */
const REFUSAL_PAUSE_MS = 30_000;

export function createExecPlugin(options: ExecPluginOptions): ExecPlugin {
  const { clock } = options;
  let held: { readonly credential: PluginCredential; readonly atMs: number } | undefined;
  let running: Promise<Result<PluginCredential, Trouble>> | undefined;

  const run = async (): Promise<Result<PluginCredential, Trouble>> => {
    const result = await runPlugin(options);
    if (result.ok) held = { credential: result.value, atMs: clock.now() };
    running = undefined;
    return result;
  };
  return {
    async credential() {
      const expires = held?.credential.expiresMs;
      if (held !== undefined && (expires === undefined || expires - EXPIRY_MARGIN_MS > clock.now())) return ok(held.credential);
      running ??= run();
      return running;
    },
    refused(credential) {
      if (held === undefined || held.credential !== credential) return true;
      if (clock.now() - held.atMs < REFUSAL_PAUSE_MS) return false;
      held = undefined;
      return true;
    },
  };
}

/** One run is shared by many requests, so no single one's abort ends it; the timeout does. */
async function runPlugin(options: ExecPluginOptions): Promise<Result<PluginCredential, Trouble>> {
  const { exec, clock } = options;
  if (exec.interactiveMode === 'Always') return failed(wantsTerminal(options));
  const command = commandPath(exec.command, options.file);
  const env: Record<string, string | undefined> = { ...options.env, KUBERNETES_EXEC_INFO: execInfo(options) };
  for (const { name, value } of exec.env ?? []) env[name] = value;
  const ask = { command, args: exec.args ?? [], env, timeoutMs: options.timeoutMs ?? EXEC_TIMEOUT_MS };
  const { signal } = new AbortController();
  let outcome = await runProcess(ask, signal, clock);
  if (outcome.kind === 'not-found' && !command.includes('/')) {
    const shellPath = await loginShellPath(options.env, signal, clock);
    if (shellPath !== undefined) outcome = await runProcess({ ...ask, env: { ...env, PATH: shellPath } }, signal, clock);
  }
  return credentialFrom(outcome, options);
}

function commandPath(command: string, file: string): string {
  return command.includes('/') && !path.isAbsolute(command) ? path.join(path.dirname(file), command) : command;
}

/** What a plugin may ask about the cluster (client.authentication.k8s.io ExecCredential, spec). */
function execInfo({ exec, cluster }: ExecPluginOptions): string {
  const info = {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'] ?? undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] ?? undefined,
    'certificate-authority-data': cluster['certificate-authority-data'] ?? undefined,
    'proxy-url': cluster['proxy-url'] ?? undefined,
    config: cluster.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension,
  };
  return JSON.stringify({
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, ...(exec.provideClusterInfo ? { cluster: info } : {}) },
  });
}

function credentialFrom(outcome: ProcessOutcome, options: ExecPluginOptions): Result<PluginCredential, Trouble> {
  const { command, installHint } = options.exec;
  const said = outcome.kind === 'exited' || outcome.kind === 'timeout' ? redactedTail(outcome.stderr) : '';
  const words = said === '' ? '' : ` It said: ${said}`;
  const tryIt = `Run "${command}" in a terminal with the arguments of user "${options.user}" in ${options.file}: a login may have run out.`;
  switch (outcome.kind) {
    case 'not-found': {
      const hint = installHint ? `: ${redactedTail(installHint)}` : '';
      return failed(
        pluginTrouble(
          `The credential plugin "${command}" was not found on PATH, nor on the login shell's.`,
          `Install it${hint}, or write its full path into ${options.file}.`,
        ),
      );
    }
    case 'not-started':
      return failed(
        pluginTrouble(
          `The credential plugin "${command}" could not be started (${outcome.because}).`,
          'Check that the file may be executed.',
        ),
      );
    case 'timeout': {
      const seconds = Math.round((options.timeoutMs ?? EXEC_TIMEOUT_MS) / 100) / 10;
      return failed(
        pluginTrouble(
          `The credential plugin "${command}" did not end within ${seconds} s and was stopped.${words}`,
          `It may be waiting for a login in the browser or for the network. ${tryIt}`,
        ),
      );
    }
    case 'aborted':
      return failed(pluginTrouble(`The credential plugin "${command}" was stopped.`, 'Nothing: it was not needed any more.'));
    case 'exited': {
      if (outcome.code !== 0) {
        const how = outcome.code === null ? `was ended by ${outcome.signal ?? 'a signal'}` : `failed with exit code ${outcome.code}`;
        return failed(pluginTrouble(`The credential plugin "${command}" ${how}.${words}`, tryIt));
      }
      const credential = parseExecCredential(outcome.stdout);
      return credential.ok
        ? credential
        : failed(pluginTrouble(`The credential plugin "${command}" ended well, but ${credential.error}.${words}`, tryIt));
    }
  }
}

function wantsTerminal({ exec, user, file }: ExecPluginOptions): Trouble {
  return pluginTrouble(
    `The credential plugin "${exec.command}" of user "${user}" wants a terminal (interactiveMode: Always), which there is none of here.`,
    `Use a user in ${file} that does not ask: a token, a certificate, or a plugin with interactiveMode IfAvailable.`,
  );
}

function pluginTrouble(message: string, remedy: string): Trouble {
  return { phase: 'auth', code: 'exec-plugin', message, remedy };
}
