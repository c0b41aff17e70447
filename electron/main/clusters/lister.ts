import type { ClusterList } from '../../../shared/contract/clusters';
import { ok, type Result } from '../../../shared/model/result';
import { type AskParts, askEngine } from '../askEngine';

/** Reading files of the user's home takes no longer, a network home and a cold disk included. */
const PATIENCE_MS = 20_000;

/** What can be opened: kubeconfigs and scenarios. */
export async function listClusters(
  parts: AskParts,
  { kubeconfig, added }: { readonly kubeconfig?: string; readonly added: readonly string[] },
): Promise<Result<ClusterList, string>> {
  const listed = await askEngine(parts, {
    asked: { type: 'list-clusters', kubeconfig, added: [...added] },
    answer: 'clusters',
    patienceMs: PATIENCE_MS,
    failure: 'The kubeconfigs could not be listed.',
  });
  return listed.ok ? ok(listed.value.list) : listed;
}
