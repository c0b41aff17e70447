import type { DemoAnswer, DemoRequest } from '../network';
import type { RunningContainer, RunningPod } from '../world/running';
import { notFound, text } from './answers';

/** What the program of a pod printed, oldest first. Most of the demo's print nothing. */
export type LogOf = (pod: RunningPod) => readonly string[];

const PATH = /^\/containerLogs\/([^/]+)\/([^/]+)\/([^/]+)$/;

/**
 * GET /containerLogs/NAMESPACE/POD/CONTAINER of a kubelet; undefined for other paths. Takes `tailLines` and `previous`. Lines are
 * kept without the times at which the runtime got them: `sinceSeconds` and `timestamps` change nothing, and `follow` ends with what there is.
 */
export function containerLog(pods: readonly RunningPod[], { path, query }: DemoRequest, logOf: LogOf): DemoAnswer | undefined {
  const [, namespace, name, wanted] = PATH.exec(path) ?? [];
  if (namespace === undefined) return undefined;
  const pod = pods.find((each) => each.namespace === namespace && each.name === name);
  const container = pod?.containers.find((each) => each.name === wanted);
  if (pod === undefined) return text(404, `pod "${name}" does not exist\n`);
  if (container === undefined) return notFound();
  if (query.get('previous') === 'true') return previousLog(pod, container);
  if (container.state === 'waiting' && container.restarts === 0)
    return text(400, `container "${container.name}" in pod "${pod.name}" is waiting to start: ContainerCreating`);
  const lines = logOf(pod);
  const tail = query.get('tailLines');
  const shown = tail === null ? lines : Number(tail) === 0 ? [] : lines.slice(-Number(tail));
  return text(200, shown.map((line) => `${line}\n`).join(''));
}

/** What a container printed before it was started anew is gone with it (kubelet_pods.go validateContainerLogStatus). */
function previousLog(pod: RunningPod, container: RunningContainer): DemoAnswer {
  if (container.restarts === 0) return text(400, `previous terminated container "${container.name}" in pod "${pod.name}" not found`);
  return text(200, `unable to retrieve container logs for containerd://${container.last?.id ?? container.id}`);
}
