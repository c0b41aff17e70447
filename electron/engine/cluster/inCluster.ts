import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import type { KubeconfigDocument } from './kubeconfigFile';
import type { Environment } from './proxyChoice';

/** Where the kubelet mounts a pod's service account (kubernetes.io "Accessing the Kubernetes API from a Pod"). */
const SERVICE_ACCOUNT_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The configuration of a pod, as a kubeconfig with one context "in-cluster"; undefined when this is not a pod. */
export function inClusterDocument(env: Environment, dir: string = SERVICE_ACCOUNT_DIR): KubeconfigDocument | undefined {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  const tokenFile = path.join(dir, 'token');
  if (!host || !port || !existsSync(tokenFile)) return undefined;
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    clusters: [{ name: 'in-cluster', cluster: { server, 'certificate-authority': path.join(dir, 'ca.crt') } }],
    users: [{ name: 'service-account', user: { tokenFile } }],
    contexts: [{ name: 'in-cluster', context: { cluster: 'in-cluster', user: 'service-account', namespace: namespaceIn(dir) } }],
    'current-context': 'in-cluster',
  };
}

function namespaceIn(dir: string): string | undefined {
  const file = path.join(dir, 'namespace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
