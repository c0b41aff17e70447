import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { redactedTail } from '../../../shared/model/redact';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import { authProviderToken } from './authProvider';
import { clientNodeMaterial } from './clientNode';
import type { PluginCredential } from './execCredential';
import { createExecPlugin, type ExecPlugin } from './execPlugin';
import { messageOf, type Trouble } from './failures';
import type { ClusterConfig, Sourced } from './kubeconfig';
import type { UserFields } from './kubeconfigFile';
import type { Environment } from './proxyChoice';
import { systemRoots } from './systemRoots';
import type { Authentication, Material } from './upstream';

export interface AuthenticationOptions {
  readonly env: Environment;
  readonly clock: Clock;
  readonly execTimeoutMs?: number;
}

/** Token files and kubeconfigs are read again at most this often (client-go reads token files every minute; a 401 reads at once). */
const FILE_PERIOD_MS = 10_000;

/** The kubeconfig's user as an `Authentication`: certificates, tokens, token files that rotate, basic auth, exec plugins, auth-providers, impersonation. */
export function clusterAuthentication(config: ClusterConfig, options: AuthenticationOptions): Authentication {
  const { clock } = options;
  const plugin = execPluginOf(config, options);
  let held: { readonly result: Result<Material, Trouble>; readonly atMs: number; readonly credential?: PluginCredential } | undefined;

  const fresh = async (signal: AbortSignal): Promise<Result<Material, Trouble>> => {
    const credential = plugin === undefined ? undefined : await plugin.credential(signal);
    if (credential !== undefined && !credential.ok) return credential;
    const reusable = held?.result.ok === true && held.credential === credential?.value && clock.monotonic() - held.atMs < FILE_PERIOD_MS;
    if (held !== undefined && reusable) return held.result;
    const result = await readMaterial(config, credential?.value, clock);
    held = { result, atMs: clock.monotonic(), credential: credential?.value };
    return result;
  };
  return {
    material: fresh,
    refused(material) {
      if (held?.result.ok !== true || held.result.value !== material) return true;
      const { credential } = held;
      held = undefined;
      if (plugin !== undefined && credential !== undefined) return plugin.refused(credential);
      return readsAnew(config.user.fields);
    },
  };
}

/** Whether another read may bring other credentials. */
function readsAnew(user: UserFields): boolean {
  return Boolean(user.tokenFile || user['client-certificate'] || user['auth-provider']);
}

function execPluginOf(config: ClusterConfig, options: AuthenticationOptions): ExecPlugin | undefined {
  const { fields, file, name } = config.user;
  if (!fields.exec) return undefined;
  const { env, clock, execTimeoutMs: timeoutMs } = options;
  return createExecPlugin({ exec: fields.exec, file, user: name, cluster: config.cluster.fields, env, clock, timeoutMs });
}

async function readMaterial(config: ClusterConfig, plugin: PluginCredential | undefined, clock: Clock): Promise<Result<Material, Trouble>> {
  const { cluster, user } = config;
  const token = await tokenOf(config, plugin, clock);
  if (!token.ok) return token;
  const { exec: _exec, tokenFile: _tokenFile, 'auth-provider': _provider, ...plain } = absolute(user, USER_FILES);
  try {
    const read = await clientNodeMaterial(absolute(cluster, CLUSTER_FILES), plain);
    const headers = {
      ...read.headers,
      ...impersonation(user.fields),
      ...(token.value === undefined ? {} : { authorization: `Bearer ${token.value}` }),
    };
    const material: Material = {
      ...read,
      headers,
      ca: read.ca ?? systemRoots(),
      cert: plugin?.cert ?? read.cert,
      key: plugin?.key ?? read.key,
    };
    // Broken PEM would otherwise show as a TLS error of each connection.
    createSecureContext({ ca: read.ca, cert: material.cert, key: material.key });
    return ok(material);
  } catch (error) {
    return failed(unreadableMaterial(config, error));
  }
}

const CLUSTER_FILES = ['certificate-authority'] as const;
const USER_FILES = ['client-certificate', 'client-key', 'tokenFile'] as const;

/** File names of an entry are relative to the kubeconfig that holds it. Empty ones are left out. */
function absolute<T extends Readonly<Record<string, unknown>>>(
  entry: Sourced<T>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = { ...entry.fields };
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value !== '') fields[name] = path.resolve(path.dirname(entry.file), value);
  }
  return fields;
}

/** A token that client-node does not bring: a plugin's, a file's (which wins over `token`, as in client-go), an auth-provider's. */
async function tokenOf(
  config: ClusterConfig,
  plugin: PluginCredential | undefined,
  clock: Clock,
): Promise<Result<string | undefined, Trouble>> {
  const { user } = config;
  if (plugin?.token !== undefined) return ok(plugin.token);
  if (user.fields.tokenFile) return tokenFromFile(path.resolve(path.dirname(user.file), user.fields.tokenFile));
  if (user.fields['auth-provider']) return authProviderToken(config, clock);
  return ok(undefined);
}

function tokenFromFile(file: string): Result<string, Trouble> {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return ok(token);
    return failed({
      phase: 'auth',
      code: 'credentials',
      message: `The token file ${file} is empty.`,
      remedy: 'Whatever writes it (a projected token, a login tool) must run again.',
    });
  } catch (error) {
    return failed({
      phase: 'auth',
      code: 'credentials',
      message: `The token file ${file} cannot be read (${messageOf(error)}).`,
      remedy: 'Check that it exists and who may read it; the kubeconfig names it as tokenFile.',
    });
  }
}

/** client-node sends `as` alone; kubectl sends these too (kubernetes.io "Authenticating", user impersonation). */
function impersonation(user: UserFields): Readonly<Record<string, string | readonly string[]>> {
  const headers: Record<string, string | readonly string[]> = {};
  if (user.as) headers['impersonate-user'] = user.as;
  if (user['as-uid']) headers['impersonate-uid'] = user['as-uid'];
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups'];
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {}))
    headers[`impersonate-extra-${encodeURIComponent(key).toLowerCase()}`] = values;
  return headers;
}

function unreadableMaterial(config: ClusterConfig, error: unknown): Trouble {
  const { user, cluster } = config;
  return {
    phase: 'auth',
    code: 'credentials',
    message: `Certificates or keys of user "${user.name}" or cluster "${cluster.name}" cannot be used (${redactedTail(messageOf(error))}).`,
    remedy: `Check certificate-authority, client-certificate and client-key in ${[...new Set([user.file, cluster.file])].join(' and ')}.`,
  };
}
