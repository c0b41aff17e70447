import type { Candidate } from '../candidate';
import type { CommandLine } from '../commandLine';
import { identityOf } from '../identity';
import type { Match } from '../match';
import { foundOf, type Program } from '../program';
import type { Detector, Scene } from '../scene';

/** kube-state-metrics, several of them and shards (docs/developer/cli-arguments.md: --shard, --total-shards, --pod, --node). */
export const detectKubeStateMetrics: Detector = (scene) =>
  scene.candidates.flatMap((candidate) => {
    const match = scene.matches.get(candidate.key);
    const program = match?.signature.kind === 'kube-state-metrics' ? programOf(candidate, match, scene) : undefined;
    return program ? foundOf(program, scene) : [];
  });

function programOf(candidate: Candidate, match: Match, scene: Scene): Program | undefined {
  const identity = match.strength === 'suspect' ? identityOf(candidate.key, 'kube-state-metrics', scene.answers) : undefined;
  if (identity && (identity.state !== 'known' || identity.kind !== 'kube-state-metrics')) return undefined;
  const sharding = shardingOf(match.line, candidate);
  return {
    kind: 'kube-state-metrics',
    name: candidate.name,
    baseCard: 'kube-state-metrics',
    candidate,
    container: match.container,
    ...(identity?.state === 'known' && identity.version ? { version: identity.version } : {}),
    confidence: identity ? 'proven' : 'likely',
    because: [...match.because, ...(sharding ? [sharding.says] : []), ...(identity ? identity.because : [])],
    ...(sharding?.kind === 'manual' ? { instance: `${candidate.namespace}/shards-of-${sharding.total}` } : {}),
    answers: sharding ? 'each' : 'all',
  };
}

type Sharding =
  | { readonly kind: 'manual'; readonly total: string; readonly says: string }
  | { readonly kind: 'automatic'; readonly says: string };

function shardingOf(line: CommandLine, candidate: Candidate): Sharding | undefined {
  const total = line.flags.get('total-shards');
  const shard = line.flags.get('shard');
  if (total !== undefined && Number(total) > 1) {
    return { kind: 'manual', total, says: `It is shard ${shard ?? '0'} of ${total} (--shard, --total-shards).` };
  }
  if (line.flags.has('pod') && candidate.workload?.kind === 'StatefulSet') {
    return { kind: 'automatic', says: 'Each pod takes the shard of its ordinal in the StatefulSet (--pod, --pod-namespace).' };
  }
  if (line.flags.has('node') && candidate.workload?.kind === 'DaemonSet') {
    return { kind: 'automatic', says: 'Each pod tells of the pods on its own node (--node).' };
  }
  return undefined;
}
