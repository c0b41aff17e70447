import type { ComponentKind } from '../model/component';

/** A flag that decides over which metrics there are, how fresh they are, or who gets them. */
export interface KnownFlag {
  readonly kind: ComponentKind;
  /** Without dashes. */
  readonly flag: string;
  /** What holds where it is not given. */
  readonly usual: string;
  readonly matters: string;
  readonly source: string;
  readonly version: string;
}

type Row = readonly [flag: string, usual: string, matters: string];

function rowsOf(kind: ComponentKind, source: string, version: string, rows: readonly Row[]): readonly KnownFlag[] {
  return rows.map(([flag, usual, matters]) => ({ kind, flag, usual, matters, source, version }));
}

export const KNOWN_FLAGS: readonly KnownFlag[] = [
  ...rowsOf('kubelet', 'kubernetes/kubernetes cmd/kubelet/app/options', '1.34', [
    ['housekeeping-interval', '10s', 'how often its cAdvisor reads a cgroup, each wait one to two times this'],
    ['authentication-token-webhook', 'false (kubeadm: true)', 'without it no token of a service account is taken'],
    ['authorization-mode', 'AlwaysAllow (kubeadm: Webhook)', 'who may read its metrics'],
    ['read-only-port', '0 in its configuration file', 'other than 0: its metrics without any right, on HTTP'],
  ]),
  ...rowsOf('hpa', 'kubernetes/kubernetes pkg/controller/podautoscaler/config/v1alpha1/defaults.go', '1.34', [
    ['horizontal-pod-autoscaler-sync-period', '15s', 'how often each HPA is decided'],
    ['horizontal-pod-autoscaler-tolerance', '0.1', 'a ratio as near to 1 as this changes nothing'],
    ['horizontal-pod-autoscaler-downscale-stabilization', '5m', 'it goes down to the highest that it wanted in this time'],
    ['horizontal-pod-autoscaler-cpu-initialization-period', '5m', 'so long the CPU of a pod that is not ready is not counted'],
    ['horizontal-pod-autoscaler-initial-readiness-delay', '30s', 'a pod that was not ready before this has not been ready at all'],
  ]),
  ...rowsOf('metrics-server', 'kubernetes-sigs/metrics-server cmd/metrics-server/app/options', '0.9', [
    ['metric-resolution', '60s (its manifest: 15s)', 'how often it reads the kubelets: a rate needs two reads'],
    ['kubelet-preferred-address-types', 'Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP', 'which address of a node it dials'],
    ['kubelet-insecure-tls', 'false', "whether it takes a kubelet's certificate that nobody signed"],
    ['kubelet-request-timeout', '10s', 'a kubelet that takes longer is left out of the cycle'],
  ]),
  ...rowsOf('kube-state-metrics', 'kubernetes/kube-state-metrics docs/developer/cli-arguments.md', '2.18', [
    ['resources', 'all but a few', 'objects of other resources are not exposed'],
    ['namespaces', 'all', 'objects of other namespaces are not exposed'],
    ['metric-allowlist', 'none', 'with it other families are not exposed'],
    ['metric-denylist', 'none', 'these families are not exposed'],
    ['metric-opt-in-list', 'none', 'opt-in families are exposed only where it names them'],
    ['metric-labels-allowlist', 'none', 'labels of objects are exposed only where it names them'],
    ['metric-annotations-allowlist', 'none', 'annotations of objects are exposed only where it names them'],
    ['total-shards', '1', 'each instance keeps the objects of its own shard'],
  ]),
  ...rowsOf('prometheus', 'prometheus/prometheus docs/command-line/prometheus.md', '3.10', [
    ['query.lookback-delta', '5m', 'a series without a sample for so long is not found'],
    ['storage.tsdb.retention.time', '15d', 'older samples are deleted'],
    ['query.max-samples', '50000000', 'a query that loads more fails'],
    ['enable-feature', 'none', 'features that are not on by default'],
  ]),
  ...rowsOf('prometheus-adapter', 'kubernetes-sigs/prometheus-adapter cmd/adapter', '0.12', [
    ['prometheus-url', 'https://localhost', 'which Prometheus it asks'],
    ['metrics-relist-interval', '10m', 'how often it looks which series there are: a new metric is listed after that'],
  ]),
  ...rowsOf('cadvisor', 'google/cadvisor docs/runtime_options.md', '6a0c4f25', [
    ['containerd', '/run/containerd/containerd.sock', 'without the runtime containers have no names'],
    ['store_container_labels', 'true', 'false: no label of a container is exposed but those of the next flag'],
    ['whitelisted_container_labels', 'none', 'with the flag before: labels that are exposed all the same'],
    ['docker_only', 'false', 'true: nothing but what Docker runs, and the root'],
    ['enable_metrics', 'not given', 'only these groups of families'],
    ['housekeeping_interval', '1s', 'how often it measures'],
  ]),
];
