import type { DoctorSheet, SheetRow } from '../contract/doctors';
import { formatDuration, formatOf } from '../model/format';
import type { Health } from '../model/health';
import { type UsageRow, usageRows } from './metricsServerRows';
import type { MetricsServerScene, UsageServed } from './metricsServerScene';
import { bytesCell, cell, column, coresCell, counted, emptySheet, type FactRow, secondsCell, stateCell, type Table } from './sheet';

/** What metrics-server would serve of what the kubelets say now, beside what the Metrics API does serve. */
export function metricsServerSheet(scene: MetricsServerScene): DoctorSheet {
  if (scene.kubelets.length === 0)
    return emptySheet('unknown', 'No kubelet is known yet.', 'Once nodes can be listed, what their kubelets say is replayed here.');
  const rows = usageRows(scene);
  return {
    verdict: verdictOf(scene, rows),
    parts: [{ kind: 'facts', id: 'scrapes', title: 'Scrapes', rows: scrapeFacts(scene) }, tableOf(scene, rows)],
  };
}

function verdictOf(scene: MetricsServerScene, rows: readonly UsageRow[]): DoctorSheet['verdict'] {
  const { nodes, pods } = scene.served;
  const unseen = nodes.state === 'unseen' ? nodes : pods.state === 'unseen' ? pods : undefined;
  const would = rows.filter((row) => row.would !== undefined).length;
  const wouldSay = `Of what the kubelets say, ${formatOf(would, rows.length)} nodes and pods could be served.`;
  if (unseen?.denied === true)
    return { state: 'unknown', says: 'What the Metrics API serves may not be read by you.', more: `${unseen.because}. ${wouldSay}` };
  if (unseen !== undefined)
    return { state: 'broken', says: 'The Metrics API serves nothing that can be seen.', more: `${unseen.because}. ${wouldSay}` };
  const of = (state: UsageRow['state']) => rows.filter((row) => row.state === state);
  const [lost, neither, left] = [of('lost'), of('neither'), of('left')];
  if (lost.length > 0)
    return {
      state: 'broken',
      says: `${counted(lost.length, 'node or pod', 'nodes and pods')} could be served and ${lost.length === 1 ? 'is' : 'are'} not.`,
      more: wouldSay,
    };
  if (neither.length + left.length > 0)
    return {
      state: 'degraded',
      says: `The Metrics API serves what it can; ${counted(neither.length + left.length, 'node or pod', 'nodes and pods')} cannot be served.`,
      more: `First: ${[...neither, ...left][0]?.name}: ${[...neither, ...left][0]?.why}.`,
    };
  const early = of('early').length;
  if (early > rows.length / 2)
    return {
      state: 'unknown',
      says: `What would be served shows once each kubelet was read twice: ${formatOf(rows.length - early, rows.length)} can be told.`,
      more: 'They are read every 15 s; this sheet follows by itself.',
    };
  const idle = of('idle').length;
  const served = `The Metrics API serves all ${counted(rows.length - idle, 'node and pod', 'nodes and pods')} that have something to serve.`;
  return { state: 'ok', says: served, more: idle === 0 ? wouldSay : `In ${counted(idle, 'pod')} no container runs now.` };
}

function scrapeFacts(scene: MetricsServerScene): FactRow[] {
  const { name, kubelets, resolutionMs, resolutionFrom } = scene;
  const flag = resolutionFrom === 'flag' ? 'its --metric-resolution' : 'the default of the binary: it has no --metric-resolution';
  const twice = kubelets.filter(({ scrapes }) => scrapes.length > 1).length;
  const windows = scene.served.nodes.state === 'seen' ? windowsOf(scene.served.nodes.value) : undefined;
  return [
    { label: 'metrics-server', value: name ?? 'none was found', ...(name === undefined ? { state: 'absent' as const } : {}) },
    { label: 'resolution', value: formatDuration(resolutionMs / 1000), more: flag },
    ...(windows === undefined
      ? []
      : [{ label: 'windows served', value: windows, more: 'between the two values of each node: what the resolution comes to' }]),
    {
      label: 'kubelets read here',
      value: `${formatOf(kubelets.filter(({ because }) => because === undefined).length, kubelets.length)}`,
      more: `${counted(twice, 'kubelet')} read twice, which a rate needs`,
    },
  ];
}

function windowsOf(nodes: readonly UsageServed[]): string | undefined {
  const sorted = nodes.map(({ windowSeconds }) => windowSeconds).sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first === last ? formatDuration(first) : `${formatDuration(first)} to ${formatDuration(last)}`;
}

function tableOf(scene: MetricsServerScene, rows: readonly UsageRow[]): Table {
  return {
    kind: 'table',
    id: 'usage',
    title: 'Nodes and pods',
    says: 'Differences first. The numbers are of two windows that need not be the same: they may differ while both are right.',
    columns: [
      column('state', 'State', 13),
      column('name', 'Node or pod', 24, 'code'),
      column('node', 'Node', 9, 'code'),
      column('would-cpu', 'CPU would', 8, 'number'),
      column('does-cpu', 'CPU served', 8, 'number'),
      column('would-memory', 'Memory would', 9, 'number'),
      column('does-memory', 'Memory served', 9, 'number'),
      column('age', 'Age', 6, 'number'),
      column('why', 'Why', 26),
    ],
    rows: rows.map((row) => sheetRow(row, scene.nowMs)),
    empty: 'No node and no running pod is known.',
  };
}

const STATES: Readonly<Record<UsageRow['state'], readonly [Health, string]>> = {
  lost: ['broken', 'not served'],
  neither: ['degraded', 'cannot be served'],
  left: ['stale', 'served, leaving'],
  early: ['unknown', 'not told yet'],
  idle: ['absent', 'nothing runs'],
  same: ['ok', 'served'],
};

function sheetRow(row: UsageRow, nowMs: number): SheetRow {
  const does = row.does === 'unseen' ? undefined : row.does;
  const [health, words] = row.does === 'unseen' && row.would !== undefined ? (['unknown', 'would be served'] as const) : STATES[row.state];
  const proof = row.kubelet?.proof;
  return {
    id: `${row.kind}/${row.name}`,
    cells: [
      stateCell(health, words),
      cell(row.name),
      cell(row.kind === 'node' ? '' : row.node),
      coresCell(row.would?.cpuCores),
      coresCell(does?.cpuCores),
      bytesCell(row.would?.memoryBytes),
      bytesCell(does?.memoryBytes),
      secondsCell(does === undefined ? undefined : Math.max(0, Math.round((nowMs - does.timestampMs) / 1000))),
      cell(row.why),
    ],
    ...(proof === undefined ? {} : { proof }),
  };
}
