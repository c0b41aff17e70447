import type { KubeObject } from '../objects';
import type { RunningPod } from '../world/running';
import { readCatalog } from './catalog';
import type { CatalogFamily } from './catalogFamily';
import { goNumber } from './goNumber';
import { heads } from './heads';
import { type Fields, fieldList, fields, numberField, textField } from './objectFields';

interface ProbedContainer {
  readonly place: string;
  readonly uid: string;
  readonly container: string;
  readonly type: 'Liveness' | 'Readiness' | 'Startup';
  readonly count: number;
  readonly failed: number;
}

const probeFields = [
  ['livenessProbe', 'Liveness'],
  ['readinessProbe', 'Readiness'],
  ['startupProbe', 'Startup'],
] as const;

const bounds = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'];
const shares = [0.6, 0.88, 0.95, 0.98, 0.985, 0.997, 1, 1, 1, 1, 1, 1];

/** The text of /metrics/probes: one series for each probe that the pods' specs declare. */
export function renderProbes(
  pods: readonly { readonly object: KubeObject; readonly running: RunningPod }[],
  nowMs: number,
  startedMs: number,
): string {
  const probed = pods.flatMap(({ object, running }) => probesOf(object, running, nowMs));
  return heads.probes
    .map((head) => {
      if (head.name === 'prober_probe_duration_seconds') return head.text + probed.map(durations).join('');
      if (head.name === 'prober_probe_total') return head.text + probed.map(totals).join('');
      return `${head.text}${head.name} ${goNumber(startedMs / 1000)}\n`;
    })
    .join('');
}

function probesOf(object: KubeObject, running: RunningPod, nowMs: number): ProbedContainer[] {
  const out: ProbedContainer[] = [];
  for (const spec of fieldList(fields(object['spec']), 'containers')) {
    const container = running.containers.find((candidate) => candidate.name === textField(spec, 'name'));
    if (container?.startedMs === undefined || container.state !== 'running') continue;
    for (const [field, type] of probeFields) {
      if (spec[field] === undefined) continue;
      const count = probesSince(fields(spec[field]), container.startedMs, nowMs);
      const failed = type === 'Readiness' && !container.ready ? Math.max(0, count - 1) : 0;
      const place = `namespace="${running.namespace}",pod="${running.name}"`;
      out.push({ place, uid: running.uid, container: container.name, type, count, failed });
    }
  }
  return out;
}

function probesSince(probe: Fields, startedMs: number, nowMs: number): number {
  const period = numberField(probe, 'periodSeconds') ?? 10;
  const delay = numberField(probe, 'initialDelaySeconds') ?? 0;
  return Math.max(0, Math.floor(((nowMs - startedMs) / 1000 - delay) / period) + 1);
}

function durations(probe: ProbedContainer): string {
  const labels = `container="${probe.container}",${probe.place},probe_type="${probe.type}"`;
  const name = 'prober_probe_duration_seconds';
  let out = '';
  bounds.forEach((bound, i) => {
    out += `${name}_bucket{${labels},le="${bound}"} ${goNumber(Math.floor(probe.count * (shares[i] ?? 1)))}\n`;
  });
  return `${out}${name}_sum{${labels}} ${goNumber(probe.count * 0.0062)}\n${name}_count{${labels}} ${goNumber(probe.count)}\n`;
}

function totals(probe: ProbedContainer): string {
  const line = (result: string, value: number) =>
    `prober_probe_total{container="${probe.container}",${probe.place},pod_uid="${probe.uid}",probe_type="${probe.type}",result="${result}"} ${goNumber(value)}\n`;
  const failed = probe.failed > 0 ? line('failed', probe.failed) : '';
  return probe.count > probe.failed ? failed + line('successful', probe.count - probe.failed) : failed;
}

const checks = ['device-plugin', 'log', 'ping', 'syncloop'];
const sliFamilies: readonly CatalogFamily[] = heads.slis.map(({ name, type, text }) => ({
  n: name,
  t: type,
  h: text.slice(text.indexOf(name) + name.length + 1, text.indexOf('\n')),
  s:
    name === 'process_start_time_seconds'
      ? ['\tS0']
      : checks.map((check) =>
          type === 'counter' ? `name="${check}",status="success",type="healthz"\t10\t0.1` : `name="${check}",type="healthz"\t1`,
        ),
}));
const slis = readCatalog(sliFamilies);

/** The text of /metrics/slis: the kubelet's own health checks, asked by the node problem detector every 10 s. */
export function renderSlis(startedMs: number, nowMs: number): string {
  return slis.render({ startedMs, nowMs });
}
