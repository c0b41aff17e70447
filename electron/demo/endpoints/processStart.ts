import type { ObjectStore } from '../objects';
import type { Running } from '../world/running';

/**
 * When the process in a container of that name started: the newest one running (on that node, where one is given).
 * The world's start where none runs.
 */
export function processStartedMs(running: Running, container: string, node?: string): number {
  const pods = node === undefined ? running.pods() : running.podsOn(node);
  let newest: number | undefined;
  for (const pod of pods) {
    for (const candidate of pod.containers) {
      if (candidate.name !== container || candidate.state !== 'running' || candidate.startedMs === undefined) continue;
      newest = Math.max(newest ?? candidate.startedMs, candidate.startedMs);
    }
  }
  return newest ?? running.world.startMs;
}

/** A node's kubelet registers it when it starts; pods of the demo may be older than the moment at which it began to be shown. */
export function kubeletStartedMs(running: Running, objects: ObjectStore, node: string): number {
  return running.kubeletRestartedMs?.(node) ?? createdMs(objects, 'nodes', node) ?? running.world.startMs;
}

/** The first apiserver of a cluster makes its own namespaces. */
export function apiserverStartedMs(running: Running, objects: ObjectStore): number {
  return createdMs(objects, 'namespaces', 'kube-system') ?? running.world.startMs;
}

/** From power on to a registered kubelet. */
const bootMs = 90_000;

export function nodeBootedMs(running: Running, objects: ObjectStore, node: string): number {
  const created = createdMs(objects, 'nodes', node);
  return created === undefined ? running.world.startMs : created - bootMs;
}

function createdMs(objects: ObjectStore, resource: string, name: string): number | undefined {
  const stamp = objects.get(resource, undefined, name)?.metadata.creationTimestamp;
  const ms = stamp === undefined ? Number.NaN : Date.parse(stamp);
  return Number.isNaN(ms) ? undefined : ms;
}
