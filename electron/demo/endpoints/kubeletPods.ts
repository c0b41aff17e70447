import type { KubeObject, ObjectStore } from '../objects';
import type { Running } from '../world/running';
import { hasSandbox } from './cgroups';
import { seededHex } from './identity';
import { specOf } from './objectFields';

/** The API's pods that are bound to the node. */
export function podsBoundTo(objects: ObjectStore, node: string): readonly KubeObject[] {
  return objects.list('pods').filter((pod) => specOf(pod)['nodeName'] === node);
}

/** GET /pods: full pod specs, as the kubelet has them: with the annotations that say where they came from. */
export function podList(objects: ObjectStore, node: string): object {
  const items = podsBoundTo(objects, node).map(({ metadata, apiVersion: _version, kind: _kind, ...rest }) => {
    const seen = `${metadata.creationTimestamp.slice(0, 19)}.000000000Z`;
    const annotations = { ...metadata.annotations, 'kubernetes.io/config.seen': seen, 'kubernetes.io/config.source': 'api' };
    return { metadata: { ...metadata, annotations }, ...rest };
  });
  return { kind: 'PodList', apiVersion: 'v1', metadata: {}, items };
}

/** GET /runningpods/: what the runtime runs: names, uids, image digests, nothing else. */
export function runningPodList(running: Running, node: string): object {
  const items = running
    .podsOn(node)
    .filter(hasSandbox)
    .map((pod) => {
      const containers = pod.containers
        .filter((container) => container.state === 'running')
        .map((container) => ({ name: container.name, image: `sha256:${seededHex(container.image, 64)}`, resources: {} }));
      return {
        metadata: { name: pod.name, namespace: pod.namespace, uid: pod.uid },
        spec: { containers: containers.length > 0 ? containers : null },
        status: {},
      };
    });
  return { kind: 'PodList', apiVersion: 'v1', metadata: {}, items };
}
