import { describe, expect, it } from 'vitest';
import { shardOf } from '../analysis/ksmSharding';
import { DoctorSheet, type SheetPart } from '../contract/doctors';
import { KSM_RESOURCES, type KsmResource } from './ksmResources';
import type { KsmObjects, KsmScene } from './ksmScene';
import { ksmSheet } from './ksmSheet';

const AT = 1_000_000_000;

function resource(name: string): KsmResource {
  const found = KSM_RESOURCES.find((each) => each.resource === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const object = (name: string, ageSeconds = 3600) => ({ name, uid: `uid of ${name}`, createdMs: AT - ageSeconds * 1000 });
const pods = (given: Partial<KsmObjects> = {}): KsmObjects => ({
  of: resource('pods'),
  api: { kind: 'objects', objects: [object('demo/a'), object('demo/b')] },
  exposed: new Set(['demo/a', 'demo/b']),
  ...given,
});
const lists = (error: number, success = 1) => new Map([['*v1.Pod', { success, error }]]);
const telemetry = (given: Partial<Exclude<KsmScene['telemetry'], string>> = {}) => {
  return { shard: 0, totalShards: 1, lists: lists(0), watches: { success: 5, error: 0 }, ...given };
};

function sheetOf(given: Partial<KsmScene> = {}) {
  return DoctorSheet.parse(
    ksmSheet({
      choices: [],
      chosen: 'ksm',
      name: 'kube-system/kube-state-metrics',
      version: 'v2.18.0',
      serverVersion: 'v1.34.4',
      flags: new Map(),
      atMs: AT,
      families: new Map([['kube_pod_info', 2]]),
      resources: [pods()],
      telemetry: telemetry(),
      changes: [],
      size: { nodes: 3, pods: 2, series: 100, requests: { cpu: '100m', memory: '64Mi' }, limits: {} },
      ...given,
    }),
  );
}

const rowsOf = (given: Partial<KsmScene>, id: string): readonly (readonly string[])[] => {
  const part: SheetPart | undefined = sheetOf(given).parts.find((each) => each.id === id);
  return part?.kind === 'table' ? part.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];
};
const factOf = (given: Partial<KsmScene>, label: string) => {
  const part = sheetOf(given).parts.find(({ kind }) => kind === 'facts');
  return part?.kind === 'facts' ? part.rows.find((row) => row.label === label) : undefined;
};
const NONE = { exposed: new Set<string>() };
const flags = (...given: readonly (readonly [string, string])[]) => new Map(given);

describe('a resource', () => {
  it.each<[string, Partial<KsmScene>, string, RegExp]>([
    ['all of which is there', {}, 'whole', /^$/],
    [
      'that its account may not list',
      { resources: [pods({ ...NONE, mayList: { state: 'denied', because: 'no Role' } })] },
      'none exposed',
      /may not list pods: no Role/,
    ],
    [
      'whose lists fail',
      { resources: [pods(NONE)], telemetry: telemetry({ lists: lists(3, 0) }) },
      'none exposed',
      /3 of its lists of \*v1.Pod failed/,
    ],
    [
      'that was not listed yet',
      { resources: [pods(NONE)], telemetry: telemetry({ lists: lists(0, 0) }) },
      'none exposed',
      /has not listed \*v1.Pod yet/,
    ],
    ['that it does not know', { resources: [pods(NONE)], families: new Map() }, 'none exposed', /not even described/],
    ['that --resources leaves out', { resources: [pods(NONE)], flags: flags(['resources', 'nodes,services']) }, 'left out', /--resources/],
    [
      'that a denylist leaves out',
      { resources: [pods(NONE)], flags: flags(['metric-denylist', 'kube_pod_.*']) },
      'left out',
      /--metric-denylist/,
    ],
    [
      'that no allowlist lets in',
      { resources: [pods(NONE)], flags: flags(['metric-allowlist', 'kube_node_.*']) },
      'left out',
      /--metric-allowlist/,
    ],
    [
      'in another namespace',
      { resources: [pods(NONE)], flags: flags(['namespaces', 'kube-system']) },
      'left out',
      /--namespaces=kube-system/,
    ],
    ['in the very namespace', { resources: [pods(NONE)], flags: flags(['namespaces', 'demo']) }, 'none exposed', /exposes none/],
    ['of which one is missing', { resources: [pods({ exposed: new Set(['demo/a']) })] }, 'some missing', /watch is behind/],
    [
      'of which one is too young',
      { resources: [pods({ api: { kind: 'objects', objects: [object('demo/a'), object('demo/new', 5)] }, exposed: new Set(['demo/a']) })] },
      'whole',
      /^$/,
    ],
    ['that cannot be listed', { resources: [pods({ api: { kind: 'unseen', because: '403' } })] }, 'not compared', /403/],
    ['counted alone', { resources: [pods({ api: { kind: 'count', count: 4 }, ...NONE })] }, 'none exposed', /exposes none/],
  ])('%s', (_name, given, state, why) => {
    const [row] = rowsOf(given, 'resources');
    expect(row?.[0]).toBe(state);
    expect(row?.[7]).toMatch(why);
  });

  it('is named, object by object, where some are missing', () =>
    expect(rowsOf({ resources: [pods({ exposed: new Set(['demo/a']) })] }, 'missing').map(([of, name]) => `${of} ${name}`)).toEqual([
      'pods demo/b',
    ]));

  it('of other shards is not missing here', () => {
    const mine = ['demo/a', 'demo/b'].filter((name) => shardOf(`uid of ${name}`, 2) === 0);
    const given = { telemetry: telemetry({ totalShards: 2 }), resources: [pods({ exposed: new Set(mine) })] };
    expect(rowsOf(given, 'resources')[0]?.[0]).toBe('whole');
    expect(
      rowsOf(given, 'shards')
        .map((row) => row[3])
        .sort(),
    ).toEqual(['a', 'b'].map((name) => (mine.includes(`demo/${name}`) ? 'yes' : 'by its own shard')).sort());
  });
});

describe('the verdict', () => {
  it.each<[string, Partial<KsmScene>, string, RegExp]>([
    ['all is there', {}, 'ok', /exposes what there is/],
    ['none of one', { resources: [pods(NONE)] }, 'broken', /0 of 2 pods/],
    ['one of two', { resources: [pods({ exposed: new Set(['demo/a']) })] }, 'degraded', /1 of 2 pods/],
    ['it cannot be read', { because: '503' }, 'unknown', /could not be read/],
    ['nothing may be listed', { resources: [pods({ api: { kind: 'unseen', because: '403' } })] }, 'unknown', /cannot be told/],
  ])('where %s', (_name, given, state, says) => {
    expect(sheetOf(given).verdict.state).toBe(state);
    expect(sheetOf(given).verdict.says).toMatch(says);
  });
});

describe('facts', () => {
  it.each([
    ['v2.18.0', 'v1.34.4', 'ok', /the same/],
    ['v2.16.0', 'v1.34.4', 'degraded', /2 behind/],
    ['v2.9.0', 'v1.34.4', undefined, /not listed/],
  ])('version %s against %s', (version, serverVersion, state, more) => {
    const fact = factOf({ version, serverVersion }, 'version');
    expect(fact?.state).toBe(state);
    expect(fact?.more).toMatch(more);
  });

  it.each([
    ['shown', ['demo/a', 'demo/new'], 'made 5 s before'],
    ['not shown yet', ['demo/a'], 'made 1 h before'],
    ['not shown, nor any other', [], 'by events'],
  ])('freshness where the newest object is %s', (_name, exposed, value) => {
    const api = { kind: 'objects', objects: [object('demo/a'), object('demo/new', 5)] } as const;
    expect(factOf({ resources: [pods({ api, exposed: new Set(exposed) })] }, 'freshness')?.value).toContain(value);
  });

  const change = (name: string, ageSeconds: number, isShown = true) => ({
    what: `pod demo/${name} is Ready`,
    sinceMs: AT - ageSeconds * 1000,
    isShown,
  });
  it.each<[string, KsmScene['changes'], string | undefined, RegExp]>([
    [
      'the newest that is shown is told',
      [change('a', 60), change('b', 4), change('c', 2, false)],
      undefined,
      /^it shows a change within 4 s: pod demo\/b is Ready$/,
    ],
    [
      'one that is not shown for long is',
      [change('a', 40, false), change('b', 90, false), change('c', 4)],
      'degraded',
      /^it does not show that pod demo\/b is Ready, for 1 min 30 s, and 1 more$/,
    ],
    ['none that could be compared', [], undefined, /^the newest object that it shows was made/],
  ])('freshness by what changed: %s', (_name, changes, state, value) => {
    const fact = factOf({ changes }, 'freshness');
    expect(fact?.state).toBe(state);
    expect(fact?.value).toMatch(value);
  });

  it.each([
    [3, '200 MiB'],
    [150, '300 MiB'],
  ])('sizing by the older rule at %i nodes is %s', (nodes, memory) => {
    const rows = rowsOf({ size: { nodes, pods: 2, series: 100, requests: {}, limits: {} } }, 'sizing');
    expect(rows[0]?.slice(1, 3)).toEqual(['100 m', '250 MiB']);
    expect(rows[1]?.[2]).toBe(memory);
  });
});

describe('what it says of itself', () => {
  it('watches that failed are told apart from those begun', () =>
    expect(factOf({ telemetry: telemetry({ watches: { success: 12, error: 3 } }) }, 'watches')).toMatchObject({
      value: '12 begun, 3 failed',
      more: 'since it started',
    }));

  it('the stability of its families: those that have series, by what is documented', () => {
    const families = new Map([
      ['kube_pod_info', 2],
      ['kube_pod_status_phase', 10],
      ['kube_pod_tolerations', 4],
      ['kube_node_info', 0],
      ['kube_customresource_mine', 1],
    ]);
    expect(factOf({ families }, 'stability')?.value).toBe('2 STABLE, 1 EXPERIMENTAL, 1 not listed');
  });
});
