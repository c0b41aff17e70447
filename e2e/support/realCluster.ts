import path from 'node:path';
import { run } from './commandLine';

/** The real cluster of ../shared/cluster, when the live tests run on it. */
export const KIT = process.env['HOPSCOPE_CLUSTER_KIT'];
export const ADMIN = process.env['KUBECONFIG'] ?? '';
export const VIEWER = path.join(path.dirname(ADMIN), 'viewer.yaml');
/** The kit's own, of the cluster's version. */
export const KUBECTL = path.join(path.dirname(ADMIN), '../bin/kubectl');

/** Switches a fault of the kit. */
export async function fault(name: string, state: 'on' | 'off'): Promise<void> {
  if (KIT === undefined) throw new Error('there is no cluster kit');
  const { code, stderr } = await run(path.join(KIT, 'fault'), [name, state]);
  if (code !== 0) throw new Error(`fault ${name} ${state}: ${stderr}`);
}
