/**
 * Where the demo's answers differ from the recorded cluster's, and why. The resemblance tests fail for every
 * difference in families, types, helps, label names, timestamps, status, Content-Type or error body that is not
 * listed, and for every listed one of a sample's shape that no longer exists.
 */
export interface KnownDifference {
  /** The recording's file without its ending. */
  readonly endpoint: string;
  /** A sample's shape ("name{label,names} timestamped"), or for `otherwise` what is asked. */
  readonly what: string;
  readonly side: 'only recorded' | 'only demo' | 'otherwise';
  readonly reason: string;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    endpoint: 'metrics-server-answers',
    what: 'application/vnd.kubernetes.protobuf',
    side: 'otherwise',
    reason: 'The demo speaks JSON alone and answers 406; every client that sends Accept: ...protobuf, application/json gets JSON.',
  },
  {
    endpoint: 'alertmanager-metrics',
    what: '/metrics',
    side: 'otherwise',
    reason: 'No recording exists; the demo has the few families that tell of alerts, notifications and the process.',
  },
  {
    endpoint: 'kubelet-metrics',
    what: 'histogram series',
    side: 'otherwise',
    reason:
      'At most six label sets of a histogram are kept (eight for the apiserver): the families and labels are complete, the catalogs stay small.',
  },
  {
    endpoint: 'node-exporter-metrics',
    what: 'devices and mount points',
    side: 'otherwise',
    reason: "The recorded machine's own devices (zram, ifb), bind mounts and tmpfs of pods are left out.",
  },
  {
    endpoint: 'kubelet-metrics-cadvisor',
    what: 'file systems of the root cgroup',
    side: 'otherwise',
    reason: "The recorded machine's bind mount is left out; /dev/shm, /dev/vda and /sys/fs/cgroup stay.",
  },
  {
    endpoint: 'kubelet-answers',
    what: '/logs/',
    side: 'otherwise',
    reason: 'The demo has no log files: the page lists the three folders that every node has.',
  },
  {
    endpoint: 'kubelet-configz',
    what: 'cgroupDriver, paths, cache times',
    side: 'otherwise',
    reason: 'The demo shows what kubeadm sets; the recorded cluster was set up by hand.',
  },
];
