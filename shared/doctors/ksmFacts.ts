import { KSM_SIZE_TODAY, ksmSizeByNodes } from '../knowledge/ksmSizing';
import { knownFamilies } from '../knowledge/metricCatalogue';
import { formatAge, formatBytes, formatClock, formatCores, formatCount } from '../model/format';
import { parseQuantity } from '../model/quantity';
import type { KsmChange } from './ksmFreshness';
import { YOUNG_MS } from './ksmMissing';
import { KSM_CLIENTS } from './ksmResources';
import type { KsmScene, KsmSize } from './ksmScene';
import { cell, column, type FactRow, type Table } from './sheet';

const FLAGS = ['resources', 'namespaces', 'namespaces-denylist', 'metric-allowlist', 'metric-denylist', 'node'];

export function ksmFacts(scene: KsmScene): FactRow[] {
  const { families, telemetry, flags } = scene;
  const series = [...families.values()].reduce((sum, count) => sum + count, 0);
  const empty = [...families.values()].filter((count) => count === 0).length;
  return [
    skewFact(scene),
    {
      label: 'exposes',
      value: `${formatCount(series)} series`,
      more: `${formatCount(families.size)} families, ${formatCount(empty)} of them described and without a series`,
    },
    { label: 'stability', value: stages(families), more: 'of its families with series, by its documentation' },
    typeof telemetry === 'string'
      ? { label: 'self-telemetry', value: 'not read', state: 'unknown' as const, more: telemetry }
      : {
          label: 'watches',
          value: `${formatCount(telemetry.watches.success)} begun, ${formatCount(telemetry.watches.error)} failed`,
          more: 'since it started',
        },
    ...(typeof telemetry === 'string'
      ? []
      : [{ label: 'shard', value: telemetry.totalShards > 1 ? `${telemetry.shard} of ${telemetry.totalShards}` : 'not sharded' }]),
    freshnessFact(scene),
    ...FLAGS.flatMap((flag) => {
      const value = flags.get(flag);
      return value === undefined ? [] : [{ label: `--${flag}`, value }];
    }),
  ];
}

/** Its client-go against the API server: fields of versions that it does not know are not there for it. */
function skewFact({ version, serverVersion }: KsmScene): FactRow {
  const label = 'version';
  if (version === undefined) return { label, value: 'not known', more: 'neither its telemetry nor its image says it' };
  const release = /^v?(\d+\.\d+)/.exec(version)?.[1] ?? '';
  const client = KSM_CLIENTS[release];
  const server = Number(/^v?1\.(\d+)/.exec(serverVersion ?? '')?.[1]);
  if (client === undefined || Number.isNaN(server))
    return { label, value: version, more: `API server ${serverVersion ?? 'not known'}; its client-go is not listed here` };
  const behind = server - client;
  const state = Math.abs(behind) <= 1 ? 'ok' : 'degraded';
  return {
    label,
    value: version,
    state,
    more: `client-go of 1.${client}, API server ${serverVersion}: ${behind === 0 ? 'the same' : `${Math.abs(behind)} ${behind > 0 ? 'behind' : 'ahead'}`}`,
  };
}

/** From a change of an object to its being shown: what it does not show yet, else the newest that it does. */
function freshnessFact(scene: KsmScene): FactRow {
  const { changes, atMs } = scene;
  const label = 'freshness';
  const more = `it watches, it does not poll; read at ${formatClock(atMs)} UTC`;
  const ageOf = ({ sinceMs }: KsmChange) => formatAge((atMs - sinceMs) / 1000);
  const late = changes.filter(({ isShown, sinceMs }) => !isShown && sinceMs < atMs - YOUNG_MS).sort((a, b) => a.sinceMs - b.sinceMs);
  const [oldest] = late;
  if (oldest !== undefined) {
    const others = late.length > 1 ? `, and ${formatCount(late.length - 1)} more` : '';
    const value = `it does not show that ${oldest.what}, for ${ageOf(oldest)}${others}`;
    return { label, value, state: 'degraded', more: `${more}: its watch is behind, or the one here` };
  }
  const newest = changes.filter(({ isShown }) => isShown).reduce<KsmChange | undefined>(newer, undefined);
  if (newest === undefined) return { label, value: newestWords(scene), more };
  const value = `it shows a change within ${ageOf(newest)}: ${newest.what}`;
  return { label, value, more: `the last of ${formatCount(changes.length)} pods and nodes; ${newestWords(scene)}; ${more}` };
}

function newer(one: KsmChange | undefined, other: KsmChange): KsmChange {
  return one !== undefined && one.sinceMs >= other.sinceMs ? one : other;
}

/** How old the youngest object was that it showed when it was read. */
function newestWords({ resources, atMs }: KsmScene): string {
  const shown = resources.flatMap(({ api, exposed }) =>
    api.kind === 'objects' ? api.objects.filter(({ name }) => exposed.has(name)) : [],
  );
  if (shown.length === 0) return 'by events';
  const newest = Math.max(...shown.map(({ createdMs }) => createdMs));
  return `the newest object that it shows was made ${formatAge((atMs - newest) / 1000)} before`;
}

function stages(families: KsmScene['families']): string {
  const counts = new Map<string, number>();
  for (const [family, series] of families) {
    if (series === 0) continue;
    const stage = knownFamilies(family).find(({ component }) => component === 'kube-state-metrics')?.stage ?? 'not listed';
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return [...counts].map(([stage, count]) => `${count} ${stage}`).join(', ') || 'none';
}

/** Today's rule of thumb, the older formula by nodes, what it requests and what it uses. */
export function sizingTable({ size }: KsmScene): Table {
  const old = ksmSizeByNodes(size.nodes);
  const rows: readonly (readonly [string, number | undefined, number | undefined, string])[] = [
    [
      'rule of today',
      KSM_SIZE_TODAY.cpuCores,
      KSM_SIZE_TODAY.memoryBytes,
      '250 MiB and 0.1 cores to begin with, no formula: measure (README)',
    ],
    [
      'older rule (1.x)',
      old.cpuCores,
      old.memoryBytes,
      `200 MiB and 0.1 cores, above 100 nodes 2 MiB and 0.001 cores for each: ${formatCount(size.nodes)} nodes here`,
    ],
    ['it requests', amount(size.requests, 'cpu'), amount(size.requests, 'memory'), 'resources.requests of its container'],
    [
      'it is limited to',
      amount(size.limits, 'cpu'),
      amount(size.limits, 'memory'),
      'resources.limits: over the memory it is killed, over the CPU slowed',
    ],
    ['it uses now', size.usage?.cpuCores, size.usage?.memoryBytes, usageWords(size)],
  ];
  return {
    kind: 'table',
    id: 'sizing',
    title: 'Sizing',
    columns: [
      column('rule', 'By', 18),
      column('cpu', 'CPU', 12, 'number'),
      column('memory', 'Memory', 12, 'number'),
      column('says', 'How it comes', 58),
    ],
    rows: rows.map(([rule, cpu, memory, says]) => ({
      id: rule,
      cells: [
        cell(rule),
        cpu === undefined ? cell('none') : { text: formatCores(cpu), sort: cpu },
        memory === undefined ? cell('none') : { text: formatBytes(memory), sort: memory },
        cell(says),
      ],
    })),
    empty: '',
  };
}

function amount(quantities: Readonly<Record<string, string>>, resource: string): number | undefined {
  const text = quantities[resource];
  return text === undefined ? undefined : parseQuantity(text);
}

function usageWords({ usage, series, pods }: KsmSize): string {
  if (usage === undefined) return 'the Metrics API serves nothing of its pod';
  const each = series === 0 ? '' : `: ${formatBytes(usage.memoryBytes / series)} for each of ${formatCount(series)} series`;
  return `Metrics API, ${formatCount(pods)} pods in the cluster${each}`;
}
