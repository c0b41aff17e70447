import { describe, expect, it } from 'vitest';
import { followProcess, processOf, startOf } from './processes';
import { startCluster } from './world/testStore';

const PROMETHEUS = 'Deployment/monitoring/prometheus';

function prometheusPod(cluster: ReturnType<typeof startCluster>) {
  const pod = [...(cluster.simulation.cluster.workloads.get(PROMETHEUS)?.pods ?? [])][0];
  const container = pod?.containers[0];
  if (pod === undefined || container === undefined) throw new Error('no Prometheus');
  return { pod, container };
}

describe('what becomes of a process', () => {
  it('is the same while nothing happens', async () => {
    const cluster = startCluster();
    const change = followProcess(cluster.simulation, PROMETHEUS);
    expect(change()).toBe('same');
    await cluster.pass(30);
    expect(change()).toBe('same');
  });

  it('restarted when its container started anew in the same pod, once', () => {
    const cluster = startCluster();
    const change = followProcess(cluster.simulation, PROMETHEUS);
    change();
    const { container } = prometheusPod(cluster);
    container.startedMs = cluster.simulation.nowMs + 5000;
    expect([change(), change()]).toEqual(['restarted', 'same']);
  });

  it('is down while its container does not run, and restarted after that', () => {
    const cluster = startCluster();
    const change = followProcess(cluster.simulation, PROMETHEUS);
    change();
    const { container } = prometheusPod(cluster);
    container.state = 'waiting';
    expect(change()).toBe('down');
    container.state = 'running';
    container.startedMs = cluster.simulation.nowMs + 5000;
    expect(change()).toBe('restarted');
  });

  it('is replaced when another pod has it', async () => {
    const cluster = startCluster();
    const change = followProcess(cluster.simulation, PROMETHEUS);
    change();
    const { world } = cluster.simulation;
    const scaled = (replicas: number) => ({
      ...world,
      workloads: world.workloads.map((workload) => (workload.name === 'prometheus' ? { ...workload, replicas } : workload)),
    });
    cluster.simulation.become(scaled(0));
    await cluster.pass(40);
    expect(change()).toBe('down');
    cluster.simulation.become(scaled(1));
    await cluster.pass(40);
    expect(change()).toBe('replaced');
  });

  it('has started when its container has; the World began with one that is not there', () => {
    const { simulation } = startCluster();
    expect(startOf(simulation, PROMETHEUS)).toBe(processOf(simulation, PROMETHEUS)?.startedMs);
    expect(startOf(simulation, 'Deployment/monitoring/nothing')).toBe(simulation.world.startMs);
  });
});
