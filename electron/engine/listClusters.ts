import type { ClusterList } from '../../shared/contract/clusters';
import { SCENARIOS } from '../demo/scenarios/table';
import { listKubeconfigs } from './cluster/kubeconfigList';

/** What can be opened from here: contexts of the kubeconfigs and scenarios of the demo. Contacts nobody. */
export function listClusters(
  asked: { readonly kubeconfig?: string; readonly added: readonly string[] },
  env: NodeJS.ProcessEnv,
): ClusterList {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const { files, contexts } = listKubeconfigs({ kubeconfig: asked.kubeconfig, added: asked.added, env, home });
  return { files, contexts, scenarios: SCENARIOS.map(({ name, says }) => ({ name, says })) };
}
