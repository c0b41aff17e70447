import { parseImage, versionOfTag } from '../../../shared/knowledge/image';
import { listenersOf } from '../../../shared/knowledge/listeners';
import type { ComponentKind, Discovered, Endpoint } from '../../../shared/model/component';
import type { ContainerObject, PodObject } from '../../../shared/model/inventory';
import type { Candidate } from './candidate';
import { parseCommandLine } from './commandLine';
import { locateListener } from './listener';
import { endpointsFor } from './reach';
import type { Found, Scene } from './scene';

/** What is known of a program that runs in a candidate's pods, before it becomes Discovered. */
export interface Program {
  readonly kind: ComponentKind;
  readonly flavour?: string;
  /** Last part of the id: the operator's object or the workload. */
  readonly name: string;
  readonly baseCard: string;
  readonly candidate: Candidate;
  readonly container?: ContainerObject;
  readonly version?: string;
  readonly confidence: Discovered['confidence'];
  readonly because: readonly string[];
  readonly serves?: readonly string[];
  /** Ways in that are known for sure (an APIService's Service), before those that are concluded. */
  readonly ways?: readonly Endpoint[];
  /** Lower takes the base card first. */
  readonly rank?: number;
  /** Another instance's name, when several workloads are one instance (shards). */
  readonly instance?: string;
  /** all: one process of several answers for all. each: every pod has its own to tell. */
  readonly answers: 'all' | 'each';
}

/** One Found, or one for each pod when each has its own to tell. A Deployment's pods come and go under new names: it stays one. */
export function foundOf(program: Program, scene: Scene): readonly Found[] {
  const { pods, workload } = program.candidate;
  const several = workload?.kind === 'DaemonSet' || (workload?.kind === 'StatefulSet' && pods.length > 1);
  if (program.answers === 'all' || !several || pods.length === 0) return [oneOf(program, scene, program.name, pods)];
  return pods.map((pod) => oneOf(program, scene, partName(program, pod), [pod], pod));
}

/** A StatefulSet's pod keeps its name, a DaemonSet's keeps its node. */
function partName(program: Program, pod: PodObject): string {
  return program.candidate.workload?.kind === 'DaemonSet' ? `${program.name}/${pod.node ?? pod.name}` : `${program.name}/${pod.name}`;
}

function oneOf(program: Program, scene: Scene, name: string, pods: readonly PodObject[], single?: PodObject): Found {
  const { candidate, container, kind } = program;
  const version = program.version ?? (container ? versionOfTag(parseImage(container.image)) : undefined);
  const node = single?.node ?? (pods.length === 1 ? pods[0]?.node : undefined);
  return {
    candidate: candidate.key,
    baseCard: program.baseCard,
    instance: {
      name: program.instance ?? `${candidate.namespace}/${program.name}`,
      rank: program.rank ?? 0,
      createdMs: candidate.createdMs,
    },
    found: {
      id: `${kind}/${candidate.namespace}/${name}`,
      kind,
      ...(program.flavour ? { flavour: program.flavour } : {}),
      name: single?.name ?? program.name,
      namespace: candidate.namespace,
      ...(node ? { node } : {}),
      ...(version ? { version } : {}),
      ...(candidate.workload ? { workload: candidate.workload } : {}),
      pods: pods.map((pod) => pod.name),
      ...(container ? { container: container.name } : {}),
      args: container ? [...container.command, ...container.args] : [],
      endpoints: endpointsOf(program, scene, pods, single !== undefined),
      confidence: program.confidence,
      because: program.because,
      ...(program.serves ? { serves: program.serves } : {}),
    },
  };
}

function endpointsOf(program: Program, scene: Scene, pods: readonly PodObject[], single: boolean): Discovered['endpoints'] {
  const { candidate, container } = program;
  const known = program.ways ?? [];
  if (!container) return known;
  const line = parseCommandLine(container.command, container.args);
  const listeners = listenersOf(program.kind, program.flavour).flatMap((rule) => {
    const listener = locateListener(rule, container, line, candidate.containers);
    return listener ? [listener] : [];
  });
  const target = {
    key: candidate.key,
    namespace: candidate.namespace,
    labels: candidate.labels,
    containers: candidate.containers,
    pods,
    single,
  };
  const concluded = endpointsFor(target, listeners, scene);
  return [...known, ...concluded.filter((way) => !known.some((sure) => sameWay(sure, way)))];
}

/** Same listener, same purpose: which path stands before it does not matter. */
export function sameWay(a: Endpoint, b: Endpoint): boolean {
  return a.purpose === b.purpose && JSON.stringify(a.route) === JSON.stringify(b.route);
}
