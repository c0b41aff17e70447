import { formatClock } from '../../../model/format';
import { type CauseRule, fromSamples } from '../scene';

/** The pod behind the target is gone, or it was made in this time: another took its place. */
export const podReplaced: CauseRule = {
  cause: 'pod-replaced',
  prove(scene) {
    const { pod, askedMs } = scene.cluster;
    if (pod === undefined || scene.gone === 'samples') return undefined;
    const reach = { from: scene.fromMs - scene.intervalMs, to: scene.toMs };
    const successor = pod.successors.find(({ createdMs }) => createdMs >= reach.from && createdMs <= reach.to);
    const born = pod.createdMs !== undefined && scene.openBefore && pod.createdMs > scene.fromMs && pod.createdMs <= scene.toMs;
    if (born) {
      return {
        because: `The pod is younger than this: it was made at ${formatClock(pod.createdMs)} UTC.`,
        evidence: [{ atMs: askedMs, says: `pod ${pod.name}: creationTimestamp ${formatClock(pod.createdMs)}` }],
      };
    }
    if (!pod.gone || !scene.openAfter) return undefined;
    const next = successor === undefined ? '' : `; ${successor.name} took its place at ${formatClock(successor.createdMs)} UTC`;
    return {
      because: `The pod ${pod.name} is gone${next}.`,
      evidence: [
        { atMs: askedMs, says: `no pod ${pod.name} in the list of pods` },
        fromSamples(scene, 'its last sample is the last of the pod'),
      ],
      remedy: 'Nothing is to be closed: aggregate over the pods of the workload instead of one pod.',
    };
  },
};
