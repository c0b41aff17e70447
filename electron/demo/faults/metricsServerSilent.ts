import type { Health } from '../../../shared/model/health';
import { changeArgs, changeWorkload } from '../world/edit';
import type { World } from '../world/world';
import { BROKEN, type ExpectedFinding, type ExpectedHealth, hpasOnCpu, WORSE } from './fault';

/** What follows when the Metrics API has nothing behind it, whatever the cause. */
export function noMetricsApi(world: World): readonly ExpectedFinding[] {
  return [{ rule: 'metrics-api-unavailable', subject: 'APIService/v1beta1.metrics.k8s.io' }, ...hpasOnCpu(world, 'hpa-metric-unavailable')];
}

/** metrics-server runs, for the cause that `root` names gets nothing of any kubelet, and says that it is not ready. */
export function nothingToServe(world: World, root: string): readonly ExpectedFinding[] {
  const subject = 'Deployment/kube-system/metrics-server';
  return [{ rule: root, subject }, { rule: 'metrics-server-no-data', subject }, ...noMetricsApi(world)];
}

export function withoutMetricsApi(server: readonly Health[]): ExpectedHealth {
  return {
    cards: { 'metrics-server': server, 'metrics-api': BROKEN, 'kubectl-top': WORSE, hpa: WORSE },
    hops: {
      'kubelet->metrics-server': WORSE,
      'metrics-server->metrics-api': BROKEN,
      'metrics-api->kubectl-top': WORSE,
      'metrics-api->hpa': WORSE,
    },
  };
}

/** metrics-server with other arguments. With maxUnavailable 0 the pod that works would stay: the one that is never ready could not take its place. */
export function rolledOut(world: World, args: (before: readonly string[]) => readonly string[]): World {
  const edited = changeArgs(world, 'kube-system', 'metrics-server', args);
  return changeWorkload(edited, 'kube-system', 'metrics-server', (workload) => ({ ...workload, strategy: 'Recreate' }));
}
