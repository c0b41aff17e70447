import type { WorldHpa, WorldWorkload } from '../world';
import { container, httpProbe, load, workload } from './workload';

const WEB_IMAGE = 'registry.k8s.io/hopscope-demo/web:1';
const BUSYBOX = 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1';
const SCRAPED = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' };
const HTTP = [{ name: 'http', port: 8080 }];

/** The load is the Deployment's and two pods share it: on CPU it crosses the HPA's 250 % at the height of each wave of 20 minutes. */
const WEB: WorldWorkload = workload({
  namespace: 'demo',
  name: 'web',
  podLabels: { app: 'web' },
  podAnnotations: SCRAPED,
  replicas: 2,
  podSpec: { terminationGracePeriodSeconds: 2 },
  containers: [
    container({
      name: 'web',
      image: WEB_IMAGE,
      args: ['web'],
      ports: HTTP,
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { cpu: '500m', memory: '256Mi' },
      behaviour: load(0.06, 0.4, 24, 60, { requestsPerSecond: 18, waveSeconds: 1200, sharedByReplicas: 2 }),
      more: { livenessProbe: httpProbe('/', 'http'), readinessProbe: httpProbe('/', 'http', { periodSeconds: 5 }) },
    }),
    container({
      name: 'sidecar',
      image: BUSYBOX,
      args: ['sh', '-c', 'while true; do echo "$(date) tick"; sleep 10; done'],
      requests: { cpu: '5m', memory: '8Mi' },
      behaviour: load(0.0012, 0.0003, 1.2, 0.2),
    }),
  ],
  service: { headless: false, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});

/** No requests: an HPA on CPU could not work here; this one is on requests a second. */
const WORKER: WorldWorkload = workload({
  namespace: 'demo',
  name: 'worker',
  podLabels: { app: 'worker' },
  podAnnotations: SCRAPED,
  podSpec: { terminationGracePeriodSeconds: 2 },
  init: { name: 'prepare', image: BUSYBOX, args: ['sh', '-c', 'echo preparing; sleep 3'], livesSeconds: 3 },
  containers: [
    container({
      name: 'worker',
      image: WEB_IMAGE,
      args: ['web'],
      ports: HTTP,
      behaviour: load(0.04, 0.08, 20, 40, { requestsPerSecond: 22, waveSeconds: 900, sharedByReplicas: 1 }),
    }),
  ],
});

/** Rolled out again and again: series of its pods come and go. */
const API: WorldWorkload = workload({
  namespace: 'demo',
  name: 'api',
  podLabels: { app: 'api' },
  podAnnotations: SCRAPED,
  replicas: 3,
  rollsEverySeconds: 900,
  podSpec: { terminationGracePeriodSeconds: 5 },
  containers: [
    container({
      name: 'api',
      image: WEB_IMAGE,
      args: ['web'],
      ports: HTTP,
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { cpu: '200m', memory: '128Mi' },
      behaviour: load(0.02, 0.05, 30, 25, { requestsPerSecond: 9, waveSeconds: 420 }),
      more: { readinessProbe: httpProbe('/', 'http', { periodSeconds: 5 }) },
    }),
  ],
  service: { headless: false, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});

const CACHE: WorldWorkload = workload({
  kind: 'StatefulSet',
  namespace: 'demo',
  name: 'cache',
  podLabels: { app: 'cache' },
  replicas: 2,
  containers: [
    container({
      name: 'cache',
      image: 'registry.k8s.io/e2e-test-images/redis:7.2',
      args: ['--maxmemory', '96mb'],
      ports: [{ name: 'redis', port: 6379 }],
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '100m', memory: '128Mi' },
      behaviour: load(0.01, 0.02, 70, 20, { waveSeconds: 1500 }),
    }),
  ],
  service: { headless: true, ports: [{ name: 'redis', port: 6379, targetPort: 'redis' }] },
});

/** Does nothing, and asks for nothing: no CPU request. */
const SLEEPY: WorldWorkload = workload({
  namespace: 'demo',
  name: 'sleepy',
  podLabels: { app: 'sleepy' },
  podSpec: { terminationGracePeriodSeconds: 1 },
  containers: [container({ name: 'sleepy', image: BUSYBOX, args: ['sleep', '1000000'], behaviour: load(0.0001, 0.0001, 0.6, 0.1) })],
});

/** Works for some seconds a minute, between two scrapes. Its pods live 8 s: one to start, seven to work. */
const BURST: WorldWorkload = workload({
  kind: 'CronJob',
  namespace: 'demo',
  name: 'burst',
  labels: {},
  podLabels: { app: 'burst' },
  everySeconds: 60,
  containers: [
    container({
      name: 'burst',
      image: WEB_IMAGE,
      args: ['burst', '7'],
      requests: { cpu: '50m', memory: '16Mi' },
      behaviour: load(0.9, 0, 12, 0, { livesSeconds: 7, exitCode: 0 }),
    }),
  ],
});

const CRASHER: WorldWorkload = workload({
  namespace: 'demo',
  name: 'crasher',
  podLabels: { app: 'crasher' },
  containers: [
    container({
      name: 'crasher',
      image: BUSYBOX,
      args: ['sh', '-c', 'echo about to fail; sleep 2; exit 3'],
      behaviour: load(0.002, 0, 0.5, 0, { livesSeconds: 2, exitCode: 3 }),
    }),
  ],
});

/** Grows to its limit within 11 minutes, is OOM-killed and started again at once: it has run long enough for the back-off to be forgotten. */
const HUNGRY: WorldWorkload = workload({
  namespace: 'demo',
  name: 'hungry',
  podLabels: { app: 'hungry' },
  containers: [
    container({
      name: 'hungry',
      image: WEB_IMAGE,
      args: ['oom'],
      requests: { memory: '32Mi' },
      limits: { memory: '48Mi' },
      behaviour: load(0.01, 0.01, 6, 0, { oomAfterSeconds: 660 }),
    }),
  ],
});

const UNPULLABLE_IMAGE = '127.0.0.1:5999/no/such-image:1';
const UNPULLABLE: WorldWorkload = workload({
  namespace: 'demo',
  name: 'unpullable',
  podLabels: { app: 'unpullable' },
  containers: [container({ name: 'unpullable', image: UNPULLABLE_IMAGE, behaviour: load(0, 0, 0, 0) })],
  stuck: {
    reason: 'ImagePullBackOff',
    message: `failed to pull and unpack image "${UNPULLABLE_IMAGE}": failed to resolve reference "${UNPULLABLE_IMAGE}": failed to do request: Head "http://127.0.0.1:5999/v2/no/such-image/manifests/1": dial tcp 127.0.0.1:5999: connect: connection refused`,
  },
});

const UNSCHEDULABLE: WorldWorkload = workload({
  namespace: 'demo',
  name: 'unschedulable',
  podLabels: { app: 'unschedulable' },
  containers: [
    container({
      name: 'unschedulable',
      image: BUSYBOX,
      args: ['sleep', '1000000'],
      requests: { cpu: '64' },
      behaviour: load(0, 0, 0, 0),
    }),
  ],
  stuck: { reason: 'Unschedulable', message: 'Insufficient cpu' },
});

export const DEMO_WORKLOADS: readonly WorldWorkload[] = [
  WEB,
  WORKER,
  API,
  CACHE,
  SLEEPY,
  BURST,
  CRASHER,
  HUNGRY,
  UNPULLABLE,
  UNSCHEDULABLE,
];

export const DEMO_HPAS: readonly WorldHpa[] = [
  {
    namespace: 'demo',
    name: 'web-cpu',
    target: { kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 4,
    metrics: [{ type: 'Resource', name: 'cpu', averageUtilization: 250 }],
  },
  {
    namespace: 'demo',
    name: 'worker-requests',
    target: { kind: 'Deployment', name: 'worker' },
    minReplicas: 1,
    maxReplicas: 3,
    metrics: [
      { type: 'Pods', name: 'http_requests_per_second', averageValue: '20' },
      { type: 'External', name: 'web_queue_depth_total', value: '200' },
    ],
  },
];
