import { faultsNamed } from '../faults/apply';
import { FAULTS } from '../faults/table';
import { findingsOf, healthOf, settlesAfter } from './expected';
import { faultsAtLast, type PlannedSwitch } from './plan';
import type { Scenario } from './scenario';

interface Named {
  readonly name: string;
  readonly says: string;
  readonly faults: readonly string[];
  readonly planned?: readonly PlannedSwitch[];
}

/** Several things at once, as bad nights have them. */
const COMPOSED: readonly Named[] = [
  {
    name: 'bad-night',
    says: 'one node gone, kube-state-metrics without a permission, and Prometheus throws container metrics away',
    faults: ['node-notready', 'ksm-rbac', 'prometheus-drops-cadvisor'],
  },
  {
    name: 'no-autoscaling',
    says: 'neither the Metrics API nor custom metrics: no HPA can work',
    faults: ['metrics-server-down', 'adapter-dead-prometheus'],
  },
  {
    name: 'blind-monitoring',
    says: 'the core pipeline works, the monitoring pipeline sees nothing',
    faults: ['prometheus-down', 'ksm-down', 'node-exporter-down'],
  },
  {
    name: 'one-sick-node',
    says: 'one node: slow kubelet, no container labels, clock ahead',
    faults: ['kubelet-slow', 'cadvisor-no-labels', 'clock-skew'],
  },
  {
    name: 'twelve-causes',
    says: 'twelve things wrong at once, none of which hides another',
    faults: [
      'metrics-server-no-permission',
      'ksm-rbac',
      'ksm-labels-exported',
      'prometheus-drops-cadvisor',
      'cadvisor-no-labels',
      'clock-skew',
      'adapter-no-match',
      'external-api-owned-elsewhere',
      'monitor-not-selected',
      'node-exporter-port-conflict',
      'rule-window-too-short',
      'rule-needs-pod-labels',
    ],
  },
];

/** A scenario of these faults, with what must come of them together. They must be known. */
export function scenarioOf({ name, says, faults, planned = [] }: Named): Scenario {
  const found = faultsNamed(faultsAtLast(faults, planned));
  if (!found.ok) throw new Error(`scenario ${name}: ${found.error}`);
  const parts = found.value;
  return {
    name,
    says,
    faults,
    planned,
    findings: (world) => findingsOf(parts, world),
    health: (world) => healthOf(parts, world),
    settlesSeconds: Math.max(0, ...planned.map(({ afterMs }) => afterMs / 1_000)) + settlesAfter(parts),
  };
}

/** `healthy`, one for each fault under its name, and some composed ones. */
export const SCENARIOS: readonly Scenario[] = [
  scenarioOf({ name: 'healthy', says: 'every hop works; some workloads do what workloads do', faults: [] }),
  ...FAULTS.map(({ name, breaks }) => scenarioOf({ name, says: breaks, faults: [name] })),
  ...COMPOSED.map(scenarioOf),
];
