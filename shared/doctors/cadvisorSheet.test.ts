import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { indexCgroupPods } from '../cgroup/inferLabels';
import { DoctorSheet, type SheetPart } from '../contract/doctors';
import type { CadvisorScene, Cgroup, NodeRuntime, Standalone } from './cadvisorScene';
import { cadvisorSheet } from './cadvisorSheet';
import { socketOf } from './runtimeSocket';

const UID = '11111111-2222-3333-4444-555555555555';
const POD = `/kubepods/burstable/pod${UID}`;
const [APP, PAUSE] = ['a'.repeat(64), 'b'.repeat(64)];
const pods = indexCgroupPods([{ namespace: 'demo', name: 'web-0', uid: UID, containers: new Map([[APP, 'web']]) }]);

const usage = { cpuSeconds: 100, memoryBytes: 1024 ** 2 };
const cgroup = (id: string, labels: Record<string, string> = {}): Cgroup => ({ id, labels: { id, ...labels }, ...usage });
const ABOVE = [cgroup('/'), cgroup('/kubepods'), cgroup('/kubepods/burstable'), cgroup('/system.slice/sshd.service')];
const ofKubelet = { namespace: 'demo', pod: 'web-0', image: 'web:1', name: APP };
const ofRuntime = { image: 'web:1', name: APP };
const BARE = [...ABOVE, cgroup(POD), cgroup(`${POD}/${PAUSE}`), cgroup(`${POD}/${APP}`)];
const NAMED = [
  ...ABOVE,
  cgroup(POD, { ...ofKubelet, name: '', image: '' }),
  cgroup(`${POD}/${PAUSE}`, { ...ofKubelet, container: '' }),
  cgroup(`${POD}/${APP}`, { ...ofKubelet, container: 'web' }),
];
const STANDALONE: Standalone = {
  flags: new Map([['housekeeping_interval', '10s']]),
  args: ['--housekeeping_interval=10s'],
  workload: { kind: 'DaemonSet', namespace: 'monitoring', name: 'cadvisor', container: 'cadvisor' },
};
const NODE = { name: 'n1', runtime: 'containerd://1.7.2', kubelet: 'v1.34.4+k3s1' };

function sheetOf(given: Partial<CadvisorScene> = {}) {
  return DoctorSheet.parse(
    cadvisorSheet({
      choices: [{ id: 'cadvisor/n1', words: 'n1' }],
      chosen: 'cadvisor/n1',
      name: 'kubelet of n1',
      node: NODE,
      cgroups: NAMED,
      families: new Map([['container_cpu_usage_seconds_total', 8]]),
      pods,
      others: [],
      ...given,
    }),
  );
}

const partOf = (given: Partial<CadvisorScene>, id: string): SheetPart | undefined => sheetOf(given).parts.find((part) => part.id === id);
const rowsOf = (part: SheetPart | undefined) => (part?.kind === 'table' ? part.rows.map(({ cells }) => cells.map(({ text }) => text)) : []);
const textOf = (part: SheetPart | undefined) => (part?.kind === 'text' ? part.text : '');

describe('the verdict', () => {
  it.each<[string, Partial<CadvisorScene>, string, RegExp]>([
    ['all are named', {}, 'ok', /All 2 containers/],
    ['the runtime is not reached', { cgroups: BARE, standalone: STANDALONE }, 'broken', /does not reach the container runtime/],
    ['labels are not stored', { cgroups: [cgroup(`${POD}/${APP}`, ofRuntime)], standalone: STANDALONE }, 'broken', /stores no labels/],
    ['one lacks them', { cgroups: [...NAMED, cgroup(`${POD}/${'c'.repeat(64)}`)] }, 'degraded', /1 of 3 containers/],
    ['there is none', { cgroups: ABOVE }, 'broken', /exposes no container/],
    ['it cannot be read', { because: '403' }, 'unknown', /could not be read/],
  ])('where %s', (_name, given, state, says) => {
    expect(sheetOf(given).verdict.state).toBe(state);
    expect(sheetOf(given).verdict.says).toMatch(says);
  });
});

it.each<[string, Partial<CadvisorScene>, RegExp]>([
  [
    'it takes Docker alone',
    { cgroups: ABOVE, standalone: { ...STANDALONE, flags: new Map([['docker_only', 'true']]) } },
    /^--docker_only=true leaves out what is not of Docker\.$/,
  ],
  ['no flag says why', { cgroups: ABOVE, standalone: STANDALONE }, /^Cgroups of pods are not in what it exposes\.$/],
])('of no container: %s', (_name, given, more) => expect(sheetOf(given).verdict.more).toMatch(more));

describe('labels', () => {
  it('that are lost are restored from the path, and marked', () => {
    const table = partOf({ cgroups: BARE, standalone: STANDALONE }, 'labels');
    const row = table?.kind === 'table' ? table.rows.find(({ id }) => id === `${POD}/${APP}`) : undefined;
    expect(row?.cells.slice(0, 4)).toEqual([
      { text: 'container', state: 'degraded' },
      { text: 'demo', inferred: true },
      { text: 'web-0', inferred: true },
      { text: 'web', inferred: true },
    ]);
    expect(row?.cells[5]?.text).toMatch(/does not reach the container runtime/);
  });

  it('that a sandbox and a pod lack by design are no fault', () => {
    const rows = rowsOf(partOf({}, 'labels'));
    expect(rows.find(([layer]) => layer === 'sandbox')?.[5]).toMatch(/by design/);
    expect(rows.find(([layer]) => layer === 'container')?.[4]).toBe('');
  });
});

describe('layers', () => {
  it('are told apart, each with what it counts again', () => {
    expect(rowsOf(partOf({}, 'layers')).map(([layer, count]) => `${layer} ${count}`)).toEqual([
      'root 1',
      'all pods 1',
      'QoS class 1',
      'pod 1',
      'sandbox 1',
      'container 1',
      'system 1',
    ]);
  });

  it.each<[string, Partial<CadvisorScene>, RegExp]>([
    ["the kubelet's", {}, /by \(namespace, pod\).*container!="", container!="POD", image!=""/],
    [
      'a standalone one',
      {
        standalone: STANDALONE,
        cgroups: [
          cgroup(`${POD}/${APP}`, {
            ...ofRuntime,
            container_label_io_kubernetes_pod_name: 'web-0',
            container_label_io_kubernetes_container_name: 'web',
          }),
        ],
      },
      /container_label_io_kubernetes_container_name!=""/,
    ],
    ['one without names', { cgroups: BARE }, /id=~"/],
  ])('have a selector: %s', (_name, given, text) => expect(textOf(partOf(given, 'selector'))).toMatch(text));
});

describe('the remedy', () => {
  it('mounts the socket of the runtime that the node has, and keeps the arguments', () => {
    const text = textOf(partOf({ cgroups: BARE, standalone: STANDALONE }, 'remedy'));
    const patch = parse(parse(text).patches[0].patch);
    const { containers, volumes } = patch.spec.template.spec;
    expect(containers[0].args).toEqual(['--housekeeping_interval=10s', '--containerd=/run/k3s/containerd/containerd.sock']);
    expect(containers[0].volumeMounts).toEqual([{ name: 'runtime-socket', mountPath: '/run/k3s/containerd', readOnly: true }]);
    expect(volumes[0].hostPath.path).toBe('/run/k3s/containerd');
  });

  it('lets the labels in where they are not stored', () => {
    const given = { standalone: STANDALONE, cgroups: [cgroup(`${POD}/${APP}`, ofRuntime)] };
    expect(textOf(partOf(given, 'remedy'))).toContain('--whitelisted_container_labels=io.kubernetes.container.name');
  });

  it('is none where nothing is wrong, nor for the kubelet', () => {
    expect(partOf({ standalone: STANDALONE }, 'remedy')).toBeUndefined();
    expect(partOf({ cgroups: BARE }, 'remedy')).toBeUndefined();
  });

  it('does not say that a read-only mount makes the socket harmless', () => {
    const part = partOf({ cgroups: BARE, standalone: STANDALONE }, 'remedy');
    expect(part?.says).toMatch(/owns the node, and a read-only mount does not hinder that/);
  });

  const MICROK8S = { distribution: { name: 'MicroK8s', sign: 'label microk8s.io/cluster=true' } } as const;
  it.each<[string, string, Partial<NodeRuntime>, string]>([
    ['containerd://1.7', 'v1.34.4', {}, '/run/containerd/containerd.sock'],
    ['containerd://1.7', 'v1.34.4', MICROK8S, '/var/snap/microk8s/common/run/containerd.sock'],
    ['containerd://1.7', 'v1.34.4', { criSocket: '/var/run/other.sock' }, '/var/run/other.sock'],
    ['containerd://1.7', 'v1.34.4+rke2r1', {}, '/run/k3s/containerd/containerd.sock'],
    ['containerd://1.7', 'v1.34.4+k0s', {}, '/run/k0s/containerd.sock'],
    ['cri-o://1.34', 'v1.34.4', { criSocket: '/var/run/other.sock' }, '/var/run/crio/crio.sock'],
    ['docker://27', 'v1.34.4', {}, '/var/run/docker.sock'],
  ])('knows the socket of %s with kubelet %s, %o', (runtime, kubelet, more, path) =>
    expect(socketOf({ name: 'n1', runtime, kubelet, ...more }).path).toBe(path),
  );
});

describe('several sources', () => {
  const other = (memoryBytes: number) => [
    { source: 'standalone', containers: new Map([['demo/web-0/web', { cpuSeconds: 101, memoryBytes }]]) },
  ];
  it.each([
    ['the same', 1024 ** 2, 'same'],
    ['twice as much', 2 * 1024 ** 2, 'differs'],
  ])('that say %s', (_name, memory, says) => expect(rowsOf(partOf({ others: other(memory) }, 'compared'))[0]?.[0]).toBe(says));
  it('nobody else', () => expect(rowsOf(partOf({}, 'compared'))[0]?.[0]).toBe('nobody else'));
});

describe('families of two cAdvisors of one node', () => {
  const other = {
    source: 'standalone',
    containers: new Map(),
    families: new Map([
      ['container_memory_rss', 5],
      ['go_goroutines', 1],
    ]),
  };
  it('that one alone has are named, with their group', () =>
    expect(rowsOf(partOf({ others: [other] }, 'differing-families'))).toEqual([
      ['container_cpu_usage_seconds_total', 'cpu', '8', ''],
      ['container_memory_rss', 'memory', '', '5'],
    ]));
  it('are not compared where there is no other', () => expect(partOf({}, 'differing-families')).toBeUndefined());
});

describe('groups', () => {
  const why = (group: string, given: Partial<CadvisorScene>) =>
    rowsOf(partOf(given, 'groups'))
      .find(([name]) => name === group)
      ?.at(-1);
  it.each<[string, string, Partial<CadvisorScene>, RegExp]>([
    ['on', 'cpu', {}, /^$/],
    ['never in the kubelet', 'tcp', {}, /never in the kubelet/],
    ['off by default alone', 'tcp', { standalone: STANDALONE }, /off by default/],
    ['switched off', 'memory', { standalone: { ...STANDALONE, flags: new Map([['disable_metrics', 'memory']]) } }, /--disable_metrics/],
    [
      'not among those switched on',
      'memory',
      { standalone: { ...STANDALONE, flags: new Map([['enable_metrics', 'cpu']]) } },
      /replaces the whole list/,
    ],
  ])('%s', (_name, group, given, text) => expect(why(group, given)).toMatch(text));
});
