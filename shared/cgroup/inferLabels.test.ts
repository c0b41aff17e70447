import { describe, expect, it } from 'vitest';
import { bareContainerId, indexCgroupPods, inferLabels } from './inferLabels';

const UID = '0cc3f5dc-6097-48da-95ed-0cfbdbf56787';
const HASH = 'c1531aded9ad70de4d1238562e57a9a7';
const APP = 'a'.repeat(64);
const ETCD = 'b'.repeat(64);
const SANDBOX = 'c'.repeat(64);

const PODS = indexCgroupPods([
  { namespace: 'shop', name: 'web-0', uid: UID, containers: new Map([[APP, 'app']]) },
  { namespace: 'kube-system', name: 'etcd-n1', uid: 'mirror', configHash: HASH, containers: new Map([[ETCD, 'etcd']]) },
]);
const WEB = [
  ['namespace', 'shop'],
  ['pod', 'web-0'],
];
const ETCD_POD = [
  ['namespace', 'kube-system'],
  ['pod', 'etcd-n1'],
];

describe('labels of a cgroup', () => {
  it.each<[string, Record<string, string>, readonly (readonly string[])[]]>([
    ['a container (cgroupfs)', { id: `/kubepods/burstable/pod${UID}/${APP}`, pod: '', container: '' }, [...WEB, ['container', 'app']]],
    [
      'a container (systemd)',
      {
        id: `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID.replaceAll('-', '_')}.slice/cri-containerd-${APP}.scope`,
      },
      [...WEB, ['container', 'app']],
    ],
    ['a static pod by its config hash', { id: `/kubepods/burstable/pod${HASH}/${ETCD}` }, [...ETCD_POD, ['container', 'etcd']]],
    ['its sandbox, or a container that is over', { id: `/kubepods/burstable/pod${UID}/${SANDBOX}` }, WEB],
    ['the cgroup of the pod itself', { id: `/kubepods/burstable/pod${UID}` }, WEB],
    ['a pod that is not known', { id: `/kubepods/burstable/pod${UID.replace('0', '1')}/${APP}` }, []],
    ['a container of no pod', { id: `/system.slice/${APP}` }, []],
    ['the root', { id: '/' }, []],
    ['a series without a cgroup', { pod: '' }, []],
    ['a series that names its pod', { id: `/kubepods/burstable/pod${UID}/${APP}`, pod: 'web-0' }, []],
    [
      'a standalone cAdvisor that does',
      { id: `/kubepods/burstable/pod${UID}/${APP}`, container_label_io_kubernetes_pod_name: 'web-0' },
      [],
    ],
    [
      'one that does not',
      { id: `/kubepods/burstable/pod${UID}/${APP}`, container_label_io_kubernetes_pod_name: '' },
      [...WEB, ['container', 'app']],
    ],
  ])('%s', (_name, labels, inferred) => expect(inferLabels(labels, PODS)).toEqual(inferred));

  it.each([
    ['containerd://4f', '4f'],
    ['cri-o://4f', '4f'],
    ['4f', '4f'],
  ])('the id in %s', (id, bare) => expect(bareContainerId(id)).toBe(bare));
});
