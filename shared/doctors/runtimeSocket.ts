import type { NodeRuntime } from './cadvisorScene';

export interface RuntimeSocket {
  readonly path: string;
  /** Flag of cAdvisor that names it; absent: it looks there by itself, the mount is enough. */
  readonly flag?: string;
  /** How the place is known. */
  readonly because: string;
}

/** Where the runtime of a node listens, by what the node says of itself (docs of the distributions). */
export function socketOf({ runtime, kubelet, distribution, criSocket }: NodeRuntime): RuntimeSocket {
  const containerd = (path: string, because: string): RuntimeSocket => ({ path, flag: `--containerd=${path}`, because });
  if (runtime.startsWith('cri-o')) return { path: '/var/run/crio/crio.sock', because: `the node says ${runtime}` };
  if (runtime.startsWith('docker'))
    return { path: '/var/run/docker.sock', flag: '--docker=unix:///var/run/docker.sock', because: `the node says ${runtime}` };
  if (/\+(k3s|rke2)/.test(kubelet)) return containerd('/run/k3s/containerd/containerd.sock', `kubelet ${kubelet} is of k3s or RKE2`);
  if (/\+k0s/.test(kubelet)) return containerd('/run/k0s/containerd.sock', `kubelet ${kubelet} is of k0s`);
  if (distribution?.name === 'MicroK8s')
    return containerd('/var/snap/microk8s/common/run/containerd.sock', `the node is of MicroK8s: ${distribution.sign}`);
  if (criSocket !== undefined) return containerd(criSocket, 'the node says so: annotation kubeadm.alpha.kubernetes.io/cri-socket');
  return containerd(
    '/run/containerd/containerd.sock',
    `the node says ${runtime || 'nothing of its runtime'}; MicroK8s has it under /var/snap/microk8s/common/run`,
  );
}
