import { formatClock } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene, type Proof, startIn } from '../scene';

/** A kubelet's own process began in the time in which its paths did not answer. */
export const kubeletRestarted: CauseRule = {
  cause: 'kubelet-restarted',
  prove: (scene) => (scene.target.isKubelet ? restarted(scene, `The kubelet of ${scene.target.node ?? scene.target.name}`) : undefined),
};

/** The process behind the target began in the time in which it did not answer. */
export const targetRestarted: CauseRule = {
  cause: 'target-restarted',
  prove: (scene) => (scene.target.isKubelet ? undefined : restarted(scene, 'The process behind it')),
};

function restarted(scene: GapScene, who: string): Proof | undefined {
  const startMs = scene.gone === 'answers' ? startIn(scene, scene.targetStartsMs) : undefined;
  if (startMs === undefined) return undefined;
  return {
    because: `${who} started again at ${formatClock(startMs)} UTC.`,
    evidence: [
      fromSamples(scene, `process_start_time_seconds ${startMs / 1_000}, within the gap`),
      fromSamples(scene, `up 0, ${scene.failed.length} times`),
    ],
    remedy: 'See why it ended: last state of its container, or the log of its service.',
  };
}
