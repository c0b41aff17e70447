import { failed, ok, type Result } from '../../../shared/model/result';
import { applyFaults, faultsNamed, unknownName } from '../faults/apply';
import { FAULTS } from '../faults/table';
import { healthyWorld, type WorldSize } from '../world/healthyWorld';
import type { World } from '../world/world';
import { findingsOf, healthOf, settlesAfter } from './expected';
import type { Scenario } from './scenario';

interface Named {
  readonly name: string;
  readonly about: string;
  readonly faults: readonly string[];
}

/** Several things at once, as bad nights have them. */
const COMPOSED: readonly Named[] = [
  {
    name: 'bad-night',
    about: 'one node gone, kube-state-metrics without a permission, and Prometheus throws container metrics away',
    faults: ['node-notready', 'ksm-rbac', 'prometheus-drops-cadvisor'],
  },
  {
    name: 'no-autoscaling',
    about: 'neither the Metrics API nor custom metrics: no HPA can work',
    faults: ['metrics-server-down', 'adapter-dead-prometheus'],
  },
  {
    name: 'blind-monitoring',
    about: 'the core pipeline works, the monitoring pipeline sees nothing',
    faults: ['prometheus-down', 'ksm-down', 'node-exporter-down'],
  },
  {
    name: 'one-sick-node',
    about: 'one node: slow kubelet, no container labels, clock ahead',
    faults: ['kubelet-slow', 'cadvisor-no-labels', 'clock-skew'],
  },
];

function scenario({ name, about, faults }: Named): Scenario {
  const found = faultsNamed(faults);
  if (!found.ok) throw new Error(`scenario ${name}: ${found.error}`);
  const parts = found.value;
  return {
    name,
    about,
    faults,
    findings: (world) => findingsOf(parts, world),
    health: (world) => healthOf(parts, world),
    settlesSeconds: settlesAfter(parts),
  };
}

/** `healthy`, one for each fault under its name, and some composed ones. */
export const SCENARIOS: readonly Scenario[] = [
  scenario({ name: 'healthy', about: 'every hop works; some workloads do what workloads do', faults: [] }),
  ...FAULTS.map(({ name, breaks }) => scenario({ name, about: breaks, faults: [name] })),
  ...COMPOSED.map(scenario),
];

/** The scenario of that name, or a sentence with the nearest name. */
export function scenarioNamed(name: string): Result<Scenario, string> {
  const found = SCENARIOS.find((candidate) => candidate.name === name);
  return found === undefined ? failed(unknownName('scenario', name, SCENARIOS)) : ok(found);
}

/** The World of a scenario from its first second. To see the fault happen, start healthy and `become` it. */
export function worldOf(name: string, size: WorldSize): Result<World, string> {
  const found = scenarioNamed(name);
  return found.ok ? applyFaults(healthyWorld(size), found.value.faults) : found;
}
