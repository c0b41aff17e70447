import { chmod, rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';

export const ADMIN_CONTEXT = 'hopscope-demo';
export const VIEWER_CONTEXT = 'hopscope-demo-viewer';

export interface KubeconfigParts {
  readonly url: string;
  readonly caPem: string;
  readonly adminToken: string;
  readonly viewerToken: string;
}

/** A kubeconfig with both contexts, the administrator's current, as text for kubectl and every other client. */
export function kubeconfigText(parts: KubeconfigParts): string {
  const cluster = { server: parts.url, 'certificate-authority-data': Buffer.from(parts.caPem).toString('base64') };
  const user = (name: string, token: string) => ({ name, user: { token } });
  const context = (name: string) => ({ name, context: { cluster: ADMIN_CONTEXT, user: name } });
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': ADMIN_CONTEXT,
    clusters: [{ name: ADMIN_CONTEXT, cluster }],
    contexts: [context(ADMIN_CONTEXT), context(VIEWER_CONTEXT)],
    users: [user(ADMIN_CONTEXT, parts.adminToken), user(VIEWER_CONTEXT, parts.viewerToken)],
  });
}

/** Writes it readable by its owner alone (it holds tokens), whole or not at all. Rejects with Node's error of the file system. */
export async function writeKubeconfig(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, file);
}
