import type { Family } from '../../../shared/exposition/exposition';
import type { Running, RunningPod } from '../world/running';
import type { WorldNode } from '../world/world';
import { familyHead } from './catalog';
import type { CountedLines } from './catalogFamily';
import { catalogOf } from './catalogs';
import { hasSandbox } from './cgroups';
import { goNumber } from './goNumber';
import { seededShare } from './identity';
import { lazily } from './lazily';
import { familiesOf, type SampleWriter } from './sampleWriter';

/** The kubelet's own /metrics: what it counts of this node's pods is true, the rest is the recorded catalog, grown. */
export function writeKubeletMetrics(running: Running, node: WorldNode, startedMs: number, writer: SampleWriter): void {
  const names = { node: node.name, ip: node.ip };
  const gates = node.kubelet.statsFromCri === true ? ([[GATES, criGate()]] as const) : [];
  const own = new Map([...podCounts(running.podsOn(node.name)), ...gates]);
  catalogOf('kubelet').write({ startedMs, nowMs: running.nowMs, names, own }, writer);
  const endsMs = node.kubelet.servingCertificateEndsMs;
  if (endsMs === undefined) return;
  writer.family(CERTIFICATE_LEFT);
  writer.sample(CERTIFICATE_LEFT.name, undefined, (endsMs - running.nowMs) / 1000);
}

/** What reading the text gives as families. */
export function kubeletFamilies({ kubelet }: WorldNode): ReadonlyMap<string, Family> {
  return kubelet.servingCertificateEndsMs === undefined ? catalogOf('kubelet').described : withCertificate();
}

const SERVER_TTL = 'kubelet_certificate_manager_server_ttl_seconds';
/** Of a kubelet that asks the cluster for its certificate alone (pkg/kubelet/certificate/kubelet.go): the recorded one signs its own. */
const CERTIFICATE_LEFT = {
  name: SERVER_TTL,
  text: familyHead(
    SERVER_TTL,
    'gauge',
    "[ALPHA] Gauge of the shortest TTL (time-to-live) of the Kubelet's serving certificate. The value is in seconds until certificate expiry (negative if already expired). If serving certificate is invalid or unused, the value will be +INF.",
  ),
};
const withCertificate = lazily(() => new Map([...catalogOf('kubelet').described, ...familiesOf([CERTIFICATE_LEFT])]));

const GATES = 'kubernetes_feature_enabled';
const CRI_GATE = 'name="PodAndContainerStatsFromCRI"';

/** The recorded gates, with this one on. */
const criGate = lazily(() => {
  const series = catalogOf('kubelet').families.find(({ n }) => n === GATES)?.s ?? [];
  const lines = series.map((each) => each.split('\t'));
  return lines.map(([labels = '', value = '']) => `${GATES}{${labels}} ${labels.startsWith(CRI_GATE) ? '1' : value}\n`).join('');
});

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
