import { describe, expect, it } from 'vitest';
import { cgroupRootOf, likelyIds } from './cgroupRoot';

const UID = '11111111_2222_3333_4444_555555555555';
const DASHED = UID.replaceAll('_', '-');
const ID = 'a'.repeat(64);

describe('where a node keeps the cgroups of its pods', () => {
  it.each([
    ['/', undefined],
    ['/system.slice/kubelet.service', undefined],
    ['/kubepods', '/kubepods'],
    [`/kubepods/pod${DASHED}/${ID}`, '/kubepods'],
    ['/kubepods.slice/kubepods-burstable.slice', '/kubepods.slice'],
    [
      `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${UID}.slice/cri-containerd-${ID}.scope`,
      '/kubelet.slice/kubelet-kubepods.slice',
    ],
  ])('%s', (id, root) => {
    expect(cgroupRootOf(id)).toBe(root);
  });
});

describe('the same pod under each QoS class', () => {
  it.each([
    ['/kubepods', `/pod${DASHED}/${ID}`, `/burstable/pod${DASHED}/${ID}`, `/besteffort/pod${DASHED}/${ID}`],
    [
      '/kubelet.slice/kubelet-kubepods.slice',
      `/kubelet-kubepods-pod${UID}.slice`,
      `/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-pod${UID}.slice`,
      `/kubelet-kubepods-besteffort.slice/kubelet-kubepods-besteffort-pod${UID}.slice`,
    ],
  ])('below %s', (root, ...ways) => {
    const all = ways.map((below) => root + below).sort();
    for (const id of all) expect([...likelyIds([id])].sort()).toEqual(all);
  });

  it('leaves what is no pod as it is', () => {
    expect(likelyIds(['/', '/kubepods/burstable'])).toEqual(['/', '/kubepods/burstable']);
  });
});
