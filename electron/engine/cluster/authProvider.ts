import { readFileSync } from 'node:fs';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { Trouble } from './failures';
import { idTokenExpiryMs } from './idToken';
import type { ClusterConfig } from './kubeconfig';
import { parseKubeconfigFile } from './kubeconfigFile';

/**
 * The bearer token of a user with `auth-provider`. It is not refreshed here: an OIDC provider may hand
 * out a new refresh token with each refresh, and unless that is written back into the kubeconfig the
 * user's kubectl is locked out. So the file is read again (kubectl writes what it refreshes), and when
 * the token there is over the error says which command renews it.
 */
export function authProviderToken(config: ClusterConfig, clock: Clock): Result<string, Trouble> {
  const provider = latestProvider(config);
  const token = provider?.config?.['id-token'] || provider?.config?.['access-token'];
  if (!token) return failed(noToken(config, provider?.name ?? 'auth-provider'));
  const expiry = expiryOf(token, provider?.config?.['expiry'] ?? provider?.config?.['expires-on'] ?? undefined);
  return expiry !== undefined && expiry <= clock.now() ? failed(expired(config, provider?.name ?? '', expiry)) : ok(token);
}

type Provider = NonNullable<ClusterConfig['user']['fields']['auth-provider']>;

function latestProvider(config: ClusterConfig): Provider | undefined {
  const { file, name, fields } = config.user;
  try {
    const document = parseKubeconfigFile(readFileSync(file, 'utf8'), file);
    const user = document.ok ? document.value.users.find((one) => one.name === name) : undefined;
    return user?.user?.['auth-provider'] ?? fields['auth-provider'] ?? undefined;
  } catch {
    return fields['auth-provider'] ?? undefined;
  }
}

/** gcp wrote RFC 3339 into `expiry`, azure seconds into `expires-on`; an ID token says it itself. */
function expiryOf(token: string, written: string | undefined): number | undefined {
  const own = idTokenExpiryMs(token);
  if (own !== undefined || written === undefined) return own;
  const ms = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written);
  return Number.isNaN(ms) ? undefined : ms;
}

function expired(config: ClusterConfig, provider: string, expiryMs: number): Trouble {
  return {
    phase: 'auth',
    code: 'credentials',
    message: `The ${provider} token of user "${config.user.name}" ended at ${new Date(expiryMs).toISOString()}.`,
    remedy: renewal(config, provider),
  };
}

function noToken(config: ClusterConfig, provider: string): Trouble {
  const message = `The user "${config.user.name}" has auth-provider "${provider}" but no token in ${config.user.file}.`;
  return { phase: 'auth', code: 'credentials', message, remedy: renewal(config, provider) };
}

function renewal(config: ClusterConfig, provider: string): string {
  if (provider === 'gcp')
    return 'kubectl 1.26 dropped this provider: install gke-gcloud-auth-plugin and run "gcloud container clusters get-credentials".';
  if (provider === 'azure') return 'kubectl 1.26 dropped this provider: run "kubelogin convert-kubeconfig".';
  return `Run "kubectl --context ${config.context} get --raw /version" once: it renews the token and writes it into ${config.user.file}, which is read again here.`;
}
