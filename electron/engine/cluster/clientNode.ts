import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** TLS material and headers as @kubernetes/client-node reads them from a cluster and a user. */
export interface ClientNodeMaterial {
  readonly headers: Readonly<Record<string, string>>;
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/**
 * The one place that uses @kubernetes/client-node: it reads certificates and keys (files or data),
 * tokens, basic auth and impersonation from one cluster and one user of a kubeconfig. Files are read
 * anew on each call. Throws when a file cannot be read. Users with exec plugins, token files and
 * auth-providers come here without those fields: client-node runs plugins without a timeout, caches
 * credentials without expiry for ever, and keeps a token file's newline.
 */
export async function clientNodeMaterial(
  cluster: Readonly<Record<string, unknown>>,
  user: Readonly<Record<string, unknown>>,
): Promise<ClientNodeMaterial> {
  const config = new KubeConfig();
  // It refuses plain http unless checks are off, and makes an agent of its own that nobody uses.
  const plain = typeof cluster['server'] === 'string' && cluster['server'].startsWith('http:');
  const skip = plain || cluster['insecure-skip-tls-verify'] === true;
  config.loadFromString(
    JSON.stringify({
      clusters: [{ name: 'cluster', cluster: { ...cluster, 'proxy-url': undefined, 'insecure-skip-tls-verify': skip } }],
      users: [{ name: 'user', user }],
      contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
      'current-context': 'context',
    }),
  );
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return {
    headers: { ...headersOf(options), ...basicAuth(options) },
    ca: bufferOf(options.ca),
    cert: bufferOf(options.cert),
    key: bufferOf(options.key),
    servername: options.servername,
    rejectUnauthorized: options.rejectUnauthorized !== false,
  };
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) if (typeof value === 'string') headers[name.toLowerCase()] = value;
  return headers;
}

function basicAuth(options: RequestOptions): Record<string, string> {
  return options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` } : {};
}

function bufferOf(value: unknown): Buffer | undefined {
  return Buffer.isBuffer(value) ? value : undefined;
}
