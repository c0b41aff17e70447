import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { parseExposition } from '../exposition/parse';
import { type CgroupId, parseCgroupId } from './parseId';

const UID = '1d9a3b5c-0f1e-4a2b-9c3d-5e6f7a8b9c0d';
const SLICE_UID = UID.replaceAll('-', '_');
const HASH = '278a74e9b1c2d3e4f5061728394a5b6c';
const ID = '0123456789abcdef'.repeat(4);

const cgroupfs = { driver: 'cgroupfs' } as const;
const systemd = { driver: 'systemd' } as const;

test.each<[string, string, CgroupId]>([
  ['the root', '/', { kind: 'root' }],
  ['all pods, cgroupfs', '/kubepods', { kind: 'kubepods', ...cgroupfs }],
  ['all pods, systemd', '/kubepods.slice', { kind: 'kubepods', ...systemd }],
  ['a QoS level, cgroupfs', '/kubepods/burstable', { kind: 'qos', ...cgroupfs, qos: 'burstable' }],
  ['a QoS level, systemd', '/kubepods.slice/kubepods-besteffort.slice', { kind: 'qos', ...systemd, qos: 'besteffort' }],
  ['a burstable pod, cgroupfs', `/kubepods/burstable/pod${UID}`, { kind: 'pod', ...cgroupfs, qos: 'burstable', podUid: UID }],
  ['a guaranteed pod, cgroupfs', `/kubepods/pod${UID}`, { kind: 'pod', ...cgroupfs, qos: 'guaranteed', podUid: UID }],
  ['a static pod, cgroupfs', `/kubepods/burstable/pod${HASH}`, { kind: 'pod', ...cgroupfs, qos: 'burstable', podUid: HASH }],
  [
    'a burstable pod, systemd',
    `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${SLICE_UID}.slice`,
    { kind: 'pod', ...systemd, qos: 'burstable', podUid: UID },
  ],
  [
    'a guaranteed pod, systemd',
    `/kubepods.slice/kubepods-pod${SLICE_UID}.slice`,
    { kind: 'pod', ...systemd, qos: 'guaranteed', podUid: UID },
  ],
  ['a static pod, systemd', `/kubepods.slice/kubepods-pod${HASH}.slice`, { kind: 'pod', ...systemd, qos: 'guaranteed', podUid: HASH }],
  [
    'a container, cgroupfs: containerd or Docker',
    `/kubepods/besteffort/pod${UID}/${ID}`,
    { kind: 'container', ...cgroupfs, qos: 'besteffort', podUid: UID, containerId: ID },
  ],
  [
    'a container of CRI-O, cgroupfs',
    `/kubepods/pod${UID}/crio-${ID}`,
    { kind: 'container', ...cgroupfs, qos: 'guaranteed', podUid: UID, containerId: ID, runtime: 'cri-o' },
  ],
  ...(['cri-containerd', 'crio', 'docker'] as const).map((word): [string, string, CgroupId] => [
    `a container of ${word}, systemd`,
    `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${SLICE_UID}.slice/${word}-${ID}.scope`,
    {
      kind: 'container',
      ...systemd,
      qos: 'besteffort',
      podUid: UID,
      containerId: ID,
      runtime: word === 'crio' ? 'cri-o' : word === 'docker' ? 'docker' : 'containerd',
    },
  ]),
  [
    "a sandbox of CRI-O, systemd: no '.scope'",
    `/kubepods.slice/kubepods-pod${SLICE_UID}.slice/crio-${ID}`,
    { kind: 'container', ...systemd, qos: 'guaranteed', podUid: UID, containerId: ID, runtime: 'cri-o' },
  ],
  [
    "crun's own child",
    `/kubepods.slice/kubepods-pod${SLICE_UID}.slice/crio-${ID}.scope/container`,
    { kind: 'container', ...systemd, qos: 'guaranteed', podUid: UID, containerId: ID, runtime: 'cri-o' },
  ],
  ['below another root, cgroupfs', `/kubelet/kubepods/burstable/pod${UID}`, { kind: 'pod', ...cgroupfs, qos: 'burstable', podUid: UID }],
  [
    'below another root, systemd',
    `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-pod${SLICE_UID}.slice/cri-containerd-${ID}.scope`,
    { kind: 'container', ...systemd, qos: 'burstable', podUid: UID, containerId: ID, runtime: 'containerd' },
  ],
  [
    'in a node that is a container itself (kind)',
    `/docker/${'f'.repeat(64)}/kubelet/kubepods/pod${UID}/${ID}`,
    { kind: 'container', ...cgroupfs, qos: 'guaranteed', podUid: UID, containerId: ID },
  ],
  [
    'in a node that is a pod itself: the inner pod',
    `/kubepods/burstable/pod${HASH}/${'f'.repeat(64)}/kubelet/kubepods/pod${UID}`,
    { kind: 'pod', ...cgroupfs, qos: 'guaranteed', podUid: UID },
  ],
  [
    'two drivers that disagree: one name for the whole path',
    `/system.slice/containerd.service/kubepods-burstable-pod${SLICE_UID}.slice:cri-containerd:${ID}`,
    { kind: 'container', ...systemd, qos: 'burstable', podUid: UID, containerId: ID, runtime: 'containerd' },
  ],
  ['a system service', '/system.slice/kubelet.service', { kind: 'other' }],
  ['a container outside pods', `/docker/${ID}`, { kind: 'other' }],
  ['a name without a path', 'debian', { kind: 'other' }],
  ['nothing', '', { kind: 'other' }],
  ['a pod whose UID is none', '/kubepods/burstable/podfoo', { kind: 'other', ...cgroupfs, qos: 'burstable' }],
  [
    'the QoS class of another level',
    `/kubepods.slice/kubepods-burstable.slice/kubepods-besteffort-pod${SLICE_UID}.slice`,
    { kind: 'other', ...systemd, qos: 'burstable' },
  ],
  ["CRI-O's monitor", `/kubepods/pod${UID}/crio-conmon-${ID}`, { kind: 'other', ...cgroupfs, qos: 'guaranteed', podUid: UID }],
  ['a mount', `/kubepods/pod${UID}/${ID}.mount`, { kind: 'other', ...cgroupfs, qos: 'guaranteed', podUid: UID }],
  [
    'a cgroup that a container made',
    `/kubepods/pod${UID}/${ID}/system.slice`,
    { kind: 'other', ...cgroupfs, qos: 'guaranteed', podUid: UID, containerId: ID },
  ],
])('%s', (_name, id, expected) => {
  expect(parseCgroupId(id)).toEqual(expected);
});

describe.each(['kubelet-cadvisor.txt.gz', 'cadvisor-standalone.txt.gz'])('the ids of %s', (file) => {
  const text = gunzipSync(readFileSync(new URL(`../../e2e/fixtures/exposition/${file}`, import.meta.url)));
  const exposition = parseExposition(text, 'text');
  const samples = exposition.ok ? [...exposition.value.samples()].filter(({ labels }) => labels['id'] !== undefined) : [];

  it('have a pod where the kubelet names one, and none where it does not', () => {
    expect(samples.length).toBeGreaterThan(500);
    for (const { labels } of samples) {
      const { kind, podUid } = parseCgroupId(labels['id'] ?? '');
      const named = (labels['pod'] ?? labels['container_label_io_kubernetes_pod_name'] ?? '') !== '';
      if (named) expect(['pod', 'container'], labels['id']).toContain(kind);
      if (kind === 'pod' || kind === 'container') expect(podUid).toMatch(/^[0-9a-f-]{32,36}$/);
      const uid = labels['container_label_io_kubernetes_pod_uid'];
      if (uid !== undefined && uid !== '') expect(podUid).toBe(uid);
    }
  });

  it('have a container id that is the name of the container', () => {
    for (const { labels } of samples) {
      const { kind, containerId } = parseCgroupId(labels['id'] ?? '');
      if (kind === 'container' && (labels['name'] ?? '') !== '') expect(containerId).toBe(labels['name']);
    }
  });
});
