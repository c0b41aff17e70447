import { between } from '../seeded';
import type { Behaviour, WorldWorkload } from '../world';
import { container, load, workload } from './workload';

/** Pods that each node brings, its two DaemonSet pods among them: 5,000 nodes are 150,000 pods. */
export const PODS_PER_NODE = 30;
const PER_NAMESPACE = 20;

/** Shared by all, so that a hundred thousand pods are a handful of descriptions. */
const BEHAVIOURS: readonly Behaviour[] = [
  load(0.004, 0.01, 30, 10),
  load(0.012, 0.03, 60, 25, { waveSeconds: 900 }),
  load(0.03, 0.06, 120, 60, { waveSeconds: 1500 }),
  load(0.002, 0.002, 16, 4, { waveSeconds: 300 }),
];
const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53';

/** Deployments "svc-0001" ... in namespaces "team-01" ...: what fills the nodes beyond the first three. */
export function fillerWorkloads(seed: number, nodes: number): readonly WorldWorkload[] {
  const made: WorldWorkload[] = [];
  let left = Math.max(0, nodes - 3) * (PODS_PER_NODE - 2);
  for (let i = 1; left > 0; i++) {
    const replicas = Math.min(left, between(2, 80, seed, 'filler', i));
    made.push(filler(i, replicas));
    left -= replicas;
  }
  return made;
}

function filler(i: number, replicas: number): WorldWorkload {
  const name = `svc-${String(i).padStart(4, '0')}`;
  return workload({
    namespace: `team-${String(Math.ceil(i / PER_NAMESPACE)).padStart(2, '0')}`,
    name,
    podLabels: { app: name },
    replicas,
    containers: [
      container({
        name: 'app',
        image: IMAGE,
        args: ['netexec', '--http-port=8080'],
        ports: [{ name: 'http', port: 8080 }],
        requests: { cpu: '20m', memory: '64Mi' },
        limits: { memory: '256Mi' },
        behaviour: BEHAVIOURS[i % BEHAVIOURS.length] ?? load(0.004, 0.01, 30, 10),
      }),
    ],
    service: { headless: false, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  });
}
