import type { Running, RunningPod } from '../world/running';
import type { WorldNode } from '../world/world';
import type { CountedLines } from './catalogFamily';
import { catalogOf } from './catalogs';
import { hasSandbox } from './cgroups';
import { goNumber } from './goNumber';
import { seededShare } from './identity';
import type { SampleWriter } from './sampleWriter';

/** The kubelet's own /metrics: what it counts of this node's pods is true, the rest is the recorded catalog, grown. */
export function writeKubeletMetrics(running: Running, node: WorldNode, startedMs: number, writer: SampleWriter): void {
  const names = { node: node.name, ip: node.ip };
  const own = podCounts(running.podsOn(node.name));
  catalogOf('kubelet').write({ startedMs, nowMs: running.nowMs, names, own }, writer);
}

function podCounts(pods: readonly RunningPod[]): ReadonlyMap<string, string | CountedLines> {
  const alive = pods.filter(hasSandbox);
  const inState = (of: readonly RunningPod[], state: string) =>
    of.reduce((sum, pod) => sum + pod.containers.filter((container) => container.state === state).length, 0);
  const ended = pods.length - alive.length;
  return new Map<string, string | CountedLines>([
    ['kubelet_active_pods', byStatic('kubelet_active_pods', alive.length)],
    ['kubelet_desired_pods', byStatic('kubelet_desired_pods', pods.length)],
    ['kubelet_running_pods', `kubelet_running_pods ${alive.length}\n`],
    ['kubelet_running_containers', states('kubelet_running_containers', inState(pods, 'terminated'), inState(pods, 'running'))],
    ['kubelet_working_pods', working(alive.length, ended)],
    ['kubelet_container_log_filesystem_used_bytes', { count: inState(alive, 'running'), print: () => alive.map(logBytes).join('') }],
  ]);
}

function byStatic(name: string, count: number): string {
  return `${name}{static=""} ${count}\n${name}{static="true"} 0\n`;
}

function states(name: string, exited: number, running: number): string {
  const gone = exited > 0 ? `${name}{container_state="exited"} ${exited}\n` : '';
  return `${gone}${name}{container_state="running"} ${running}\n`;
}

const lifecycles = ['sync', 'terminated', 'terminating'];

function working(alive: number, ended: number): string {
  const line = (config: string, lifecycle: string, isStatic: string, count: number) =>
    `kubelet_working_pods{config="${config}",lifecycle="${lifecycle}",static="${isStatic}"} ${count}\n`;
  const desired = (lifecycle: string) => (lifecycle === 'sync' ? alive : lifecycle === 'terminated' ? ended : 0);
  const known = lifecycles.map((lifecycle) => line('desired', lifecycle, '', desired(lifecycle)) + line('desired', lifecycle, 'true', 0));
  const orphans = lifecycles.map((lifecycle) => line('orphan', lifecycle, '', 0) + line('orphan', lifecycle, 'true', 0));
  const runtimeOnly = lifecycles.map((lifecycle) => line('runtime_only', lifecycle, 'unknown', 0));
  return [...known, ...orphans, ...runtimeOnly].join('');
}

function logBytes(pod: RunningPod): string {
  return pod.containers
    .filter((container) => container.state === 'running')
    .map((container) => {
      const bytes = Math.floor(seededShare(`log/${container.id}`) * 12) * 4096;
      const labels = `container="${container.name}",namespace="${pod.namespace}",pod="${pod.name}",uid="${pod.uid}"`;
      return `kubelet_container_log_filesystem_used_bytes{${labels}} ${goNumber(bytes)}\n`;
    })
    .join('');
}
