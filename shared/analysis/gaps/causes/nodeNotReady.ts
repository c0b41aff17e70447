import { formatClock } from '../../../model/format';
import { type CauseRule, fromSamples, type GapScene } from '../scene';

/** A node is called not ready this long after its kubelet was last heard (node-monitor-grace-period 40 to 50 s), so it was gone before. */
const GRACE_MS = 60_000;

/** The node behind the target was not ready in that time: its condition, or an event that says so. */
export const nodeNotReady: CauseRule = {
  cause: 'node-not-ready',
  prove(scene) {
    if (scene.gone !== 'answers') return undefined;
    const { node, askedMs } = scene.cluster;
    const event = scene.cluster.events.find(({ reason, atMs }) => reason === 'NodeNotReady' && isIn(scene, atMs));
    if (node !== undefined && node.ready !== 'True' && scene.openAfter) {
      const since = node.sinceMs === undefined ? '' : ` since ${formatClock(node.sinceMs)} UTC`;
      return {
        because: `Node ${node.name} is not ready${since}${node.reason === undefined ? '' : ` (${node.reason})`}: nothing on it answers.`,
        evidence: [{ atMs: askedMs, says: `node ${node.name}: Ready ${node.ready}${since}` }, upEvidence(scene)],
        remedy: `See what ails the node: kubectl describe node ${node.name}.`,
      };
    }
    const back = node?.ready === 'True' && node.sinceMs !== undefined && isIn(scene, node.sinceMs);
    if (node === undefined || (event === undefined && !back)) return undefined;
    return {
      because: `Node ${node.name} was not ready at ${formatClock(event?.atMs ?? node.sinceMs ?? scene.fromMs)} UTC.`,
      evidence: [
        event === undefined
          ? { atMs: askedMs, says: `node ${node.name}: Ready True only since ${formatClock(node.sinceMs ?? 0)}` }
          : { atMs: event.atMs, says: `event ${event.reason} of ${event.of}: ${event.message}` },
        upEvidence(scene),
      ],
    };
  },
};

function isIn({ fromMs, toMs }: GapScene, atMs: number): boolean {
  return atMs > fromMs && atMs <= toMs + GRACE_MS;
}

function upEvidence(scene: GapScene) {
  return fromSamples(scene, `up 0, ${scene.failed.length} times`);
}
