import type { WorldWorkload } from '../world';
import { container, httpProbe, load, workload } from './workload';

const host = (name: string, path: string) => ({ name, hostPath: { path, type: '' } });
const mount = (name: string, mountPath: string) => ({ name, readOnly: true, mountPath });

/** Where the runtime's socket lies on the demo's nodes, and a volume has to put it in a pod. */
const SOCKET_FOLDER = '/run/containerd';

/** A cAdvisor beside the kubelets' own, as its project's manifests install it: with or without the runtime's socket. No part of the healthy World. */
export function standaloneCadvisor({ withSocket }: { readonly withSocket: boolean }): WorldWorkload {
  const podLabels = { app: 'cadvisor' };
  return workload({
    kind: 'DaemonSet',
    namespace: 'monitoring',
    name: 'cadvisor',
    podLabels,
    podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
    podSpec: {
      automountServiceAccountToken: false,
      volumes: [host('rootfs', '/'), host('sys', '/sys'), ...(withSocket ? [host('socket', SOCKET_FOLDER)] : [])],
    },
    containers: [
      container({
        name: 'cadvisor',
        image: 'ghcr.io/google/cadvisor:v0.52.1',
        args: [
          '--housekeeping_interval=10s',
          '--max_housekeeping_interval=15s',
          '--enable_metrics=app,cpu,diskIO,memory,network,oom_event',
          '--docker_only=false',
          '--store_container_labels=false',
          '--whitelisted_container_labels=io.kubernetes.container.name,io.kubernetes.pod.name,io.kubernetes.pod.namespace',
        ],
        ports: [{ name: 'http', port: 8080 }],
        requests: { cpu: '50m', memory: '64Mi' },
        behaviour: load(0.01, 0.004, 48, 6),
        more: {
          readinessProbe: httpProbe('/healthz', 'http', { periodSeconds: 5 }),
          securityContext: { privileged: true },
          volumeMounts: [mount('rootfs', '/rootfs'), mount('sys', '/sys'), ...(withSocket ? [mount('socket', SOCKET_FOLDER)] : [])],
        },
      }),
    ],
  });
}
