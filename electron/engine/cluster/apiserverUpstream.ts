import type { ClusterConfig } from './kubeconfig';
import type { ClusterIdentity } from './port';
import { type Environment, parseProxy, proxyFromEnvironment, proxyWithoutCredentials } from './proxyChoice';
import type { Authentication, Upstream } from './upstream';

/** Where all routes but `direct` go. The kubeconfig's proxy-url wins over the environment, exceptions and all, as in client-go. */
export function apiserverUpstream(config: ClusterConfig, env: Environment, authentication: Authentication): Upstream {
  const url = new URL(config.cluster.server);
  const configured = config.cluster.fields['proxy-url'];
  const proxy = configured ? parseProxy(configured) : proxyFromEnvironment(url, env);
  const whom = {
    name: `the kube-apiserver at ${url.host}`,
    host: url.hostname,
    tls: url.protocol === 'https:',
    proxy: proxy === undefined ? undefined : proxyWithoutCredentials(proxy),
    settings: `the cluster "${config.cluster.name}" of ${config.cluster.file}`,
  };
  return { url, whom, proxy, authentication };
}

/** What the screen says of the cluster: never with credentials. */
export function identityOf(config: ClusterConfig): ClusterIdentity {
  const url = new URL(config.cluster.server);
  const warnings: string[] = [];
  if (config.cluster.fields['insecure-skip-tls-verify'])
    warnings.push('Certificate checks are off (insecure-skip-tls-verify): anyone in between can read and answer.');
  if (url.protocol === 'http:') warnings.push(`The connection to ${url.host} is not encrypted (http).`);
  const server = `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
  return { context: config.context, server, user: config.user.name || undefined, warnings };
}
