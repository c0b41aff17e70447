import { failed, ok, type Result } from '../../model/result';
import type { ScenePod } from './scene';

/**
 * What each pod requests of a resource, in milli-units, of all its containers or of the one that is asked for. One container
 * without a request fails them all; the error is the controller's sentence (replica_calculator.go, calculateRequests).
 */
export function requestsOf(
  pods: readonly ScenePod[],
  resource: string,
  container: string | undefined,
): Result<ReadonlyMap<string, number>, string> {
  const requests = new Map<string, number>();
  for (const pod of pods) {
    const counted = pod.containers.filter(({ name }) => container === undefined || name === container);
    if (container !== undefined && counted.length === 0) return failed(`container ${container} not found in Pod ${pod.name}`);
    const without = counted.find(({ requestMilli }) => requestMilli[resource] === undefined);
    if (without !== undefined) return failed(`missing request for ${resource} in container ${without.name} of Pod ${pod.name}`);
    requests.set(
      pod.name,
      counted.reduce((sum, { requestMilli }) => sum + (requestMilli[resource] ?? 0), 0),
    );
  }
  return ok(requests);
}
