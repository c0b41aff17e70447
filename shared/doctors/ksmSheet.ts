import { shardOf } from '../analysis/ksmSharding';
import type { DoctorSheet, SheetPart } from '../contract/doctors';
import { formatOf } from '../model/format';
import type { Health } from '../model/health';
import { ksmFacts, sizingTable } from './ksmFacts';
import { type ResourceState, resourceStates } from './ksmMissing';
import type { KsmScene } from './ksmScene';
import { cell, column, countCell, counted, stateCell, type Table } from './sheet';

/** Objects in the API against objects that kube-state-metrics exposes, and what it is made for. */
export function ksmSheet(scene: KsmScene): DoctorSheet {
  const { choices, chosen, name, because } = scene;
  const subject = { name: 'kube-state-metrics', chosen, choices: [...choices] };
  if (because !== undefined)
    return { subject, verdict: { state: 'unknown', says: `${name} could not be read.`, more: `${because}.` }, parts: [] };
  const states = resourceStates(scene);
  return {
    subject,
    verdict: verdictOf(states),
    parts: [
      { kind: 'facts', id: 'ksm', title: name, rows: ksmFacts(scene) },
      resourceTable(scene, states),
      ...missingTable(states),
      optInTable(scene),
      sizingTable(scene),
      shardTable(scene),
    ],
  };
}

function verdictOf(states: readonly ResourceState[]): DoctorSheet['verdict'] {
  const bad = states.filter(({ state }) => state === 'none' || state === 'part');
  const [first] = bad;
  const compared = states.filter(({ state }) => state !== 'unseen').length;
  if (first === undefined && compared === 0)
    return {
      state: 'unknown',
      says: 'Whether it exposes what there is cannot be told.',
      more: `No resource could be compared with the API: ${states[0]?.cause ?? 'none is known'}.`,
    };
  if (first === undefined)
    return {
      state: 'ok',
      says: 'It exposes what there is.',
      more: `${formatOf(compared, states.length)} resources could be compared with the API; ${counted(states.filter(({ state }) => state === 'on-purpose').length, 'resource')} left out by its flags.`,
    };
  const { objects, there = 0, exposed, missing, cause } = first;
  return {
    state: bad.some(({ state }) => state === 'none') ? 'broken' : 'degraded',
    says: `${formatOf(exposed === 0 ? 0 : there - missing.length, there)} ${objects.of.resource} are exposed${bad.length > 1 ? `, and ${counted(bad.length - 1, 'more resource')} not whole` : ''}.`,
    more: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}.`,
  };
}

const STATES: Readonly<Record<ResourceState['state'], readonly [Health, string]>> = {
  whole: ['ok', 'whole'],
  fewer: ['unknown', 'fewer'],
  part: ['degraded', 'some missing'],
  none: ['broken', 'none exposed'],
  'on-purpose': ['absent', 'left out'],
  unseen: ['unknown', 'not compared'],
};
const ORDER = ['none', 'part', 'fewer', 'whole', 'on-purpose', 'unseen'];

function resourceTable({ proof, families, telemetry }: KsmScene, states: readonly ResourceState[]): Table {
  const sorted = [...states].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return {
    kind: 'table',
    id: 'resources',
    title: 'Objects in the API, objects exposed',
    says: 'Counted by the one family of each resource that has a sample for each object.',
    columns: [
      column('state', 'State', 13),
      column('resource', 'Resource', 18),
      column('api', 'In the API', 9, 'number'),
      column('exposed', 'Exposed', 9, 'number'),
      column('family', 'Counted by', 24, 'code'),
      column('series', 'Series of it', 9, 'number'),
      column('errors', 'Lists failed', 9, 'number'),
      column('cause', 'Why', 28),
    ],
    rows: sorted.map(({ objects: { of }, there, exposed, state, cause }) => {
      const [health, words] = STATES[state];
      const prefix = `${of.family.split('_').slice(0, 2).join('_')}_`;
      const series = [...families].reduce((sum, [family, count]) => sum + (family.startsWith(prefix) ? count : 0), 0);
      const lists = typeof telemetry === 'string' ? undefined : telemetry.lists.get(of.goType);
      return {
        id: of.resource,
        cells: [
          stateCell(health, words),
          cell(of.resource),
          countCell(there),
          countCell(exposed),
          cell(of.family),
          countCell(series),
          countCell(lists?.error),
          cell(cause),
        ],
        ...(proof === undefined ? {} : { proof }),
      };
    }),
    empty: '',
  };
}

function missingTable(states: readonly ResourceState[]): SheetPart[] {
  const rows = states.flatMap(({ objects: { of }, missing, cause }) =>
    missing.map(({ name }) => ({ id: `${of.resource} ${name}`, cells: [cell(of.resource), cell(name), cell(cause)] })),
  );
  if (rows.length === 0) return [];
  const columns = [column('resource', 'Resource', 18), column('name', 'Object', 40, 'code'), column('cause', 'Why', 42)];
  return [{ kind: 'table', id: 'missing', title: 'Missing objects', columns, rows, empty: '' }];
}

/** Labels and annotations of objects: only those that a flag names are exposed, since 2.0. */
function optInTable({ flags, families }: KsmScene): Table {
  const present = [...families].filter(([family, series]) => series > 0 && /^kube_[a-z0-9]+_(labels|annotations)$/.test(family));
  return {
    kind: 'table',
    id: 'opt-ins',
    title: 'Labels and annotations of objects',
    says: `--metric-labels-allowlist: ${flags.get('metric-labels-allowlist') ?? 'not given'}; --metric-annotations-allowlist: ${flags.get('metric-annotations-allowlist') ?? 'not given'}. Without an entry (pods=[app]) a resource's labels are not exposed.`,
    columns: [column('family', 'Family', 60, 'code'), column('series', 'Series', 20, 'number')],
    rows: present.map(([family, series]) => ({ id: family, cells: [cell(family), countCell(series)] })),
    empty:
      'No label and no annotation of an object is exposed. --metric-labels-allowlist=pods=[app.kubernetes.io/name] would expose that one of pods.',
  };
}

/** Where there are no shards: what two would be. */
const IF_SHARDED = 2;

function shardTable(scene: KsmScene): Table {
  const { telemetry, resources } = scene;
  const real = typeof telemetry === 'string' ? 1 : telemetry.totalShards;
  const shards = real > 1 ? real : IF_SHARDED;
  const mine = typeof telemetry === 'string' || real < 2 ? undefined : telemetry.shard;
  const rows = resources.flatMap(({ of, api, exposed }) =>
    api.kind !== 'objects'
      ? []
      : api.objects.map(({ name, uid }) => {
          const shard = shardOf(uid, shards);
          return {
            id: `${of.resource} ${name}`,
            cells: [
              cell(of.resource),
              cell(name),
              { text: String(shard), sort: shard },
              cell(exposed.has(name) ? 'yes' : mine === undefined || mine === shard ? 'no' : 'by its own shard'),
              cell(uid),
            ],
          };
        }),
  );
  return {
    kind: 'table',
    id: 'shards',
    title: real > 1 ? `Shards: which of ${real} keeps an object` : `Shards: which of ${IF_SHARDED} would keep an object`,
    says:
      real > 1
        ? `This one is shard ${mine}. Jump hash of the FNV-1a hash of the uid.`
        : 'There is one shard here. Every shard still lists and watches everything; output and memory alone are split.',
    columns: [
      column('resource', 'Resource', 18),
      column('name', 'Object', 36, 'code'),
      column('shard', 'Shard', 8, 'number'),
      column('exposed', 'Exposed here', 14),
      column('uid', 'uid', 26, 'code'),
    ],
    rows,
    empty: 'No object is known yet.',
  };
}
