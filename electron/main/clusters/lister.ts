import type { ClusterList } from '../../../shared/contract/clusters';
import { FromEngineProcess } from '../../../shared/contract/control';
import { failed, ok, type Result } from '../../../shared/model/result';
import { describeExit, type EngineChild } from '../engineSupervisor';

/** Reading files of the user's home takes no longer, a network home and a cold disk included. */
const PATIENCE_MS = 20_000;

export interface ListParts {
  fork(): EngineChild<unknown>;
  later(ms: number, run: () => void): void;
}

/** Asks a short-lived engine process what can be opened: kubeconfigs are read where credentials may be, not here. */
export function listClusters(
  { fork, later }: ListParts,
  asked: { readonly kubeconfig?: string; readonly added: readonly string[] },
): Promise<Result<ClusterList, string>> {
  return new Promise((resolve) => {
    const child = fork();
    let over = false;
    const end = (result: Result<ClusterList, string>): void => {
      if (over) return;
      over = true;
      resolve(result);
      child.kill();
    };
    child.onMessage((raw) => {
      const message = FromEngineProcess.safeParse(raw);
      if (message.success && message.data.type === 'clusters') end(ok(message.data.list));
      if (!message.success)
        end(failed('The list of clusters is not as this window reads it: both come from one build, start Hopscope again.'));
    });
    child.onExit((code, lastWords) => end(failed(`The kubeconfigs could not be listed. ${describeExit(code, lastWords)}`)));
    later(PATIENCE_MS, () => end(failed(`The kubeconfigs could not be listed within ${PATIENCE_MS / 1000} s: is a disk not answering?`)));
    child.send({ type: 'list-clusters', kubeconfig: asked.kubeconfig, added: [...asked.added] });
  });
}
