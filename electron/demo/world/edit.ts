import { PROMETHEUS_RULES, RULES_LINE } from './healthy/prometheusConfig';
import { CONFIG_CHECKSUM } from './healthy/workload';
import { hex } from './seeded';
import type { World, WorldContainer, WorldNode, WorldOddity, WorldWorkload } from './world';

/** Small changes of a World, from which faults are put together. All are pure; a name that is not there is our own mistake. */

export function changeWorkload(world: World, namespace: string, name: string, change: (workload: WorldWorkload) => WorldWorkload): World {
  if (!world.workloads.some((w) => w.namespace === namespace && w.name === name))
    throw new Error(`no workload ${namespace}/${name} in the World`);
  return { ...world, workloads: world.workloads.map((w) => (w.namespace === namespace && w.name === name ? change(w) : w)) };
}

export function scaled(world: World, namespace: string, name: string, replicas: number): World {
  return changeWorkload(world, namespace, name, (workload) => ({ ...workload, replicas }));
}

export function changeContainer(
  workload: WorldWorkload,
  name: string,
  change: (container: WorldContainer) => WorldContainer,
): WorldWorkload {
  return { ...workload, containers: workload.containers.map((c) => (c.name === name ? change(c) : c)) };
}

export function changeArgs(world: World, namespace: string, name: string, change: (args: readonly string[]) => readonly string[]): World {
  return changeWorkload(world, namespace, name, (workload) => changeContainer(workload, name, (c) => ({ ...c, args: change(c.args) })));
}

/** Replaces text that must be there, so that a fault never silently does nothing. */
export function replaced(text: string, what: string, by: string): string {
  if (!text.includes(what)) throw new Error(`the text to edit has no "${what}"`);
  return text.replaceAll(what, by);
}

/** New configuration for the adapter, and the restart by which it reads it. */
export function withAdapterConfig(world: World, config: string): World {
  const changed = { ...world, adapter: { ...world.adapter, config } };
  return changeWorkload(changed, 'monitoring', 'prometheus-adapter', (workload) => ({
    ...workload,
    podAnnotations: { ...workload.podAnnotations, [CONFIG_CHECKSUM]: hex(64, 1, config) },
  }));
}

/** Prometheus reads a new configuration without a restart (--web.enable-lifecycle). */
export function withPrometheusConfig(world: World, config: string): World {
  return { ...world, prometheus: { ...world.prometheus, config } };
}

/** With one more recording rule, the first of rules.yml. */
export function withRecordingRule(world: World, record: string, expr: string): World {
  const rules = replaced(world.prometheus.rules ?? PROMETHEUS_RULES, RULES_LINE, `${RULES_LINE}  - record: ${record}\n    expr: ${expr}\n`);
  return { ...world, prometheus: { ...world.prometheus, rules } };
}

export function withOddity(world: World, namespace: string, name: string, exposes: WorldOddity['exposes']): World {
  return { ...world, oddities: [...(world.oddities ?? []), { workload: { namespace, name }, exposes }] };
}

/** The node that faults of one node hit: the second, which has none of the monitoring components, where there is one. */
export function faultyNode(world: World): string {
  return world.nodes[1]?.name ?? world.nodes[0]?.name ?? '';
}

export function changeKubelet(world: World, node: string, change: Partial<WorldNode['kubelet']>): World {
  return { ...world, nodes: world.nodes.map((n) => (n.name === node ? { ...n, kubelet: { ...n.kubelet, ...change } } : n)) };
}
