import type { WorldWorkload } from '../world';
import { ADAPTER_PROMETHEUS_URL } from './adapterConfig';
import { ALERTMANAGER_IP } from './prometheusConfig';
import { container, httpProbe, load, workload } from './workload';

const named = (name: string) => ({ 'app.kubernetes.io/name': name });
const host = (name: string, path: string) => ({ name, hostPath: { path, type: '' } });
export const PROMETHEUS_IP = '10.96.0.90';

export const PROMETHEUS: WorldWorkload = workload({
  namespace: 'monitoring',
  name: 'prometheus',
  podLabels: named('prometheus'),
  serviceAccount: 'prometheus',
  strategy: 'Recreate',
  podSpec: {
    securityContext: { runAsUser: 65534, runAsNonRoot: true, fsGroup: 65534 },
    volumes: [
      { name: 'config', configMap: { name: 'prometheus', defaultMode: 420 } },
      { name: 'data', emptyDir: {} },
    ],
  },
  containers: [
    container({
      name: 'prometheus',
      image: 'quay.io/prometheus/prometheus:v3.10.0',
      args: [
        '--config.file=/etc/prometheus/prometheus.yml',
        '--storage.tsdb.path=/prometheus',
        '--storage.tsdb.retention.time=6h',
        '--web.enable-lifecycle',
      ],
      ports: [{ name: 'web', port: 9090 }],
      requests: { cpu: '100m', memory: '256Mi' },
      limits: { memory: '1Gi' },
      behaviour: load(0.02, 0.015, 110, 30),
      more: {
        readinessProbe: httpProbe('/-/ready', 'web', { periodSeconds: 3 }),
        volumeMounts: [
          { name: 'config', mountPath: '/etc/prometheus' },
          { name: 'data', mountPath: '/prometheus' },
        ],
      },
    }),
  ],
  service: { headless: false, clusterIp: PROMETHEUS_IP, ports: [{ name: 'web', port: 9090, targetPort: 'web' }] },
});

export const ALERTMANAGER: WorldWorkload = workload({
  namespace: 'monitoring',
  name: 'alertmanager',
  podLabels: named('alertmanager'),
  podSpec: { volumes: [{ name: 'config', configMap: { name: 'alertmanager', defaultMode: 420 } }] },
  containers: [
    container({
      name: 'alertmanager',
      image: 'quay.io/prometheus/alertmanager:v0.25.0',
      args: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/tmp', '--cluster.listen-address='],
      ports: [{ name: 'web', port: 9093 }],
      requests: { cpu: '10m', memory: '32Mi' },
      behaviour: load(0.001, 0.001, 18, 1),
      more: { volumeMounts: [{ name: 'config', mountPath: '/etc/alertmanager' }] },
    }),
  ],
  service: { headless: false, clusterIp: ALERTMANAGER_IP, ports: [{ name: 'web', port: 9093, targetPort: 'web' }] },
});

export const NODE_EXPORTER: WorldWorkload = workload({
  kind: 'DaemonSet',
  namespace: 'monitoring',
  name: 'node-exporter',
  podLabels: named('node-exporter'),
  hostNetwork: true,
  podSpec: {
    hostPID: true,
    tolerations: [{ operator: 'Exists' }],
    volumes: [host('proc', '/proc'), host('sys', '/sys'), host('root', '/')],
  },
  containers: [
    container({
      name: 'node-exporter',
      image: 'quay.io/prometheus/node-exporter:v1.5.0',
      args: ['--path.procfs=/host/proc', '--path.sysfs=/host/sys', '--path.rootfs=/host/root'],
      ports: [{ name: 'metrics', port: 9100 }],
      requests: { cpu: '10m', memory: '24Mi' },
      behaviour: load(0.002, 0.001, 14, 1),
      more: {
        volumeMounts: [
          { name: 'proc', readOnly: true, mountPath: '/host/proc' },
          { name: 'sys', readOnly: true, mountPath: '/host/sys' },
          { name: 'root', readOnly: true, mountPath: '/host/root' },
        ],
      },
    }),
  ],
  service: { headless: true, ports: [{ name: 'metrics', port: 9100, targetPort: 'metrics' }] },
});

export const PROMETHEUS_ADAPTER: WorldWorkload = workload({
  namespace: 'monitoring',
  name: 'prometheus-adapter',
  podLabels: named('prometheus-adapter'),
  serviceAccount: 'prometheus-adapter',
  strategy: 'Recreate',
  podSpec: {
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'cert', emptyDir: {} },
      { name: 'config', configMap: { name: 'adapter-config', defaultMode: 420 } },
    ],
  },
  containers: [
    container({
      name: 'prometheus-adapter',
      image: 'registry.k8s.io/prometheus-adapter/prometheus-adapter:v0.12.0',
      args: [
        '--cert-dir=/var/run/serving-cert',
        '--config=/etc/adapter/config.yaml',
        '--metrics-relist-interval=30s',
        `--prometheus-url=${ADAPTER_PROMETHEUS_URL}`,
        '--secure-port=6443',
      ],
      ports: [{ name: 'https', port: 6443 }],
      requests: { cpu: '50m', memory: '64Mi' },
      behaviour: load(0.004, 0.002, 26, 3),
      more: {
        readinessProbe: httpProbe('/readyz', 'https', { scheme: 'HTTPS', periodSeconds: 5 }),
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'cert', mountPath: '/var/run/serving-cert' },
          { name: 'config', mountPath: '/etc/adapter' },
        ],
      },
    }),
  ],
  service: { headless: false, ports: [{ name: 'https', port: 443, targetPort: 'https' }] },
});

export const MONITORING_WORKLOADS: readonly WorldWorkload[] = [PROMETHEUS, ALERTMANAGER, NODE_EXPORTER, PROMETHEUS_ADAPTER];
