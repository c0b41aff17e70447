import { after, type Cluster, touchPod } from './cluster';
import { containerEvent } from './podEvents';
import type { SimPod } from './simPod';

const PULL_PERIOD_MS = 300_000;

/** A pod whose image cannot be had: ErrImagePull, then ImagePullBackOff, and a try each five minutes. */
export function startBackOff(cluster: Cluster, pod: SimPod): void {
  if (pod.gone) return;
  showBackOff(cluster, pod);
  for (const container of pod.containers) {
    const why = pod.birth.template.stuck?.message ?? '';
    containerEvent(cluster, container, 'Normal', 'Pulling', `Pulling image "${container.image}"`);
    containerEvent(cluster, container, 'Warning', 'Failed', `Failed to pull image "${container.image}": ${why}`);
    containerEvent(cluster, container, 'Warning', 'Failed', 'Error: ErrImagePull');
    containerEvent(cluster, container, 'Normal', 'BackOff', `Back-off pulling image "${container.image}"`);
    containerEvent(cluster, container, 'Warning', 'Failed', 'Error: ImagePullBackOff');
  }
  after(cluster, PULL_PERIOD_MS, () => startBackOff(cluster, pod));
}

export function showBackOff(cluster: Cluster, pod: SimPod): void {
  for (const container of pod.containers) {
    container.reason = 'ImagePullBackOff';
    container.message = `Back-off pulling image "${container.image}": ErrImagePull: ${pod.birth.template.stuck?.message ?? ''}`;
  }
  touchPod(cluster, pod);
}
