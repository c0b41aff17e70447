import type { WorldWorkload } from '../world';
import { container, httpProbe, load, workload } from './workload';

export const KUBE_STATE_METRICS = 'kube-state-metrics';
/** Where a second one takes a part of the objects. No part of the healthy World. */
export const SECOND_SHARD = 'kube-state-metrics-1';

const LINUX = { 'kubernetes.io/os': 'linux' };
const KSM_LABELS = {
  'app.kubernetes.io/component': 'exporter',
  'app.kubernetes.io/name': 'kube-state-metrics',
  'app.kubernetes.io/version': '2.15.0',
};

const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** metrics-server v0.9.0 as its release manifests have it, with --kubelet-insecure-tls: kubelets sign their own certificates. */
export const METRICS_SERVER: WorldWorkload = workload({
  namespace: 'kube-system',
  name: 'metrics-server',
  podLabels: { 'k8s-app': 'metrics-server' },
  serviceAccount: 'metrics-server',
  strategy: 'NeverUnavailable',
  nodeSelector: LINUX,
  podSpec: { priorityClassName: 'system-cluster-critical', volumes: [{ name: 'tmp-dir', emptyDir: {} }] },
  containers: [
    container({
      name: 'metrics-server',
      image: 'registry.k8s.io/metrics-server/metrics-server:v0.9.0',
      args: [
        '--cert-dir=/tmp',
        '--secure-port=10250',
        '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
        '--kubelet-use-node-status-port',
        '--metric-resolution=15s',
        '--kubelet-insecure-tls',
      ],
      ports: [{ name: 'https', port: 10250 }],
      requests: { cpu: '100m', memory: '200Mi' },
      behaviour: load(0.004, 0.003, 24, 4),
      more: {
        livenessProbe: httpProbe('/livez', 'https', { scheme: 'HTTPS' }),
        readinessProbe: httpProbe('/readyz', 'https', { scheme: 'HTTPS', initialDelaySeconds: 20 }),
        securityContext: { ...HARDENED, runAsUser: 1000 },
        volumeMounts: [{ name: 'tmp-dir', mountPath: '/tmp' }],
      },
    }),
  ],
  service: { headless: false, ports: [{ name: 'https', port: 443, targetPort: 'https', appProtocol: 'https' }] },
});

/** kube-state-metrics v2.15 as its example manifests have it; with an allow-list the families that it exposes. */
function kubeStateMetrics(allowlist: readonly string[] | undefined): WorldWorkload {
  return workload({
    namespace: 'kube-system',
    name: KUBE_STATE_METRICS,
    labels: KSM_LABELS,
    podLabels: KSM_LABELS,
    serviceAccount: 'kube-state-metrics',
    nodeSelector: LINUX,
    containers: [
      container({
        name: 'kube-state-metrics',
        image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0',
        args: allowlist === undefined ? [] : [`--metric-allowlist=${allowlist.join(',')}`],
        ports: [
          { name: 'http-metrics', port: 8080 },
          { name: 'telemetry', port: 8081 },
        ],
        behaviour: load(0.002, 0.002, 20, 3),
        more: {
          livenessProbe: httpProbe('/livez', 'http-metrics', { initialDelaySeconds: 5, timeoutSeconds: 5 }),
          readinessProbe: httpProbe('/readyz', 'telemetry', { initialDelaySeconds: 5, timeoutSeconds: 5 }),
          securityContext: { ...HARDENED, runAsUser: 65534 },
        },
      }),
    ],
    service: {
      headless: true,
      ports: [
        { name: 'http-metrics', port: 8080, targetPort: 'http-metrics' },
        { name: 'telemetry', port: 8081, targetPort: 'telemetry' },
      ],
    },
  });
}

export const KUBE_PROXY: WorldWorkload = workload({
  kind: 'DaemonSet',
  namespace: 'kube-system',
  name: 'kube-proxy',
  labels: { 'k8s-app': 'kube-proxy' },
  podLabels: { 'k8s-app': 'kube-proxy' },
  hostNetwork: true,
  serviceAccount: 'kube-proxy',
  nodeSelector: LINUX,
  podSpec: { priorityClassName: 'system-node-critical', tolerations: [{ operator: 'Exists' }] },
  containers: [
    container({
      name: 'kube-proxy',
      image: 'registry.k8s.io/kube-proxy:v1.34.4',
      // As kubeadm has it: metrics on 127.0.0.1:10249 alone, so no port is declared.
      args: ['--config=/var/lib/kube-proxy/config.conf', '--hostname-override=$(NODE_NAME)'],
      behaviour: load(0.001, 0.001, 18, 2),
    }),
  ],
});

const DNS_LABELS = { 'k8s-app': 'kube-dns' };

export const COREDNS: WorldWorkload = workload({
  namespace: 'kube-system',
  name: 'coredns',
  labels: { ...DNS_LABELS, 'kubernetes.io/name': 'CoreDNS' },
  podLabels: DNS_LABELS,
  replicas: 2,
  serviceAccount: 'coredns',
  nodeSelector: LINUX,
  podSpec: { priorityClassName: 'system-cluster-critical' },
  containers: [
    container({
      name: 'coredns',
      image: 'registry.k8s.io/coredns/coredns:v1.12.1',
      args: ['-conf', '/etc/coredns/Corefile'],
      ports: [
        { name: 'dns', port: 53 },
        { name: 'metrics', port: 9153 },
      ],
      requests: { cpu: '100m', memory: '70Mi' },
      limits: { memory: '170Mi' },
      behaviour: load(0.002, 0.004, 16, 3),
      more: {
        livenessProbe: httpProbe('/health', '8080', { initialDelaySeconds: 60, timeoutSeconds: 5, failureThreshold: 5 }),
        readinessProbe: httpProbe('/ready', '8181'),
      },
    }),
  ],
});

/** @param allowlist --metric-allowlist of kube-state-metrics */
export function systemWorkloads(allowlist: readonly string[] | undefined): readonly WorldWorkload[] {
  return [METRICS_SERVER, kubeStateMetrics(allowlist), KUBE_PROXY, COREDNS];
}
