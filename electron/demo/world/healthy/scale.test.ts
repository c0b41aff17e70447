import { describe, expect, it } from 'vitest';
import { relabeled } from '../../../../shared/relabel/evaluate';
import { applyFaults } from '../../faults/apply';
import { FAULTS } from '../../faults/table';
import { readConfig } from '../../prometheus/config/config';
import { healthyWorld } from '../healthyWorld';
import type { World } from '../world';
import { scaleOf } from './scale';

const startMs = Date.UTC(2026, 10, 21, 12);
const worlds = new Map([3, 60, 600, 1001].map((nodes) => [nodes, healthyWorld({ seed: 7, nodes, startMs })]));
const sizes = [...worlds].map(([nodes, world]) => [`${nodes} nodes (${scaleOf(nodes)})`, world] as const);

function jobsOf(world: World) {
  const config = readConfig(world.prometheus.config);
  if (!config.ok) throw new Error(config.error);
  return new Map(config.value.jobs.map((job) => [job.name, job]));
}

function keeps(world: World, job: string, labels: Record<string, string>): boolean {
  return relabeled(labels, jobsOf(world).get(job)?.metricRules ?? []) !== undefined;
}

const container = { namespace: 'demo', pod: 'web-1', container: 'web', id: '/kubepods/web', image: 'web:1', name: 'web' };

describe.each(sizes)('a World of %s', (_name, world) => {
  it('has the same jobs, and what the map and the adapter need of each', () => {
    expect([...jobsOf(world).keys()]).toEqual([...jobsOf(healthyWorld({ seed: 7, startMs })).keys()]);
    for (const name of ['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'])
      expect(keeps(world, 'cadvisor', { __name__: name, ...container })).toBe(true);
    expect(keeps(world, 'node-exporter', { __name__: 'node_cpu_seconds_total', cpu: '0', mode: 'idle' })).toBe(true);
    expect(keeps(world, 'node-exporter', { __name__: 'node_memory_MemAvailable_bytes' })).toBe(true);
    expect(keeps(world, 'kube-state-metrics', { __name__: 'kube_node_status_condition', node: 'n' })).toBe(true);
    expect(keeps(world, 'kubernetes-pods', { __name__: 'http_requests_total' })).toBe(true);
  });

  it('says in the arguments of kube-state-metrics which families it leaves out', () => {
    const args = world.workloads.find(({ name }) => name === 'kube-state-metrics')?.containers[0]?.args ?? [];
    const { metricAllowlist } = world.kubeStateMetrics;
    expect(args).toEqual(metricAllowlist === undefined ? [] : [`--metric-allowlist=${metricAllowlist.join(',')}`]);
  });

  it('has room for every fault', () => {
    for (const fault of FAULTS) {
      const broken = applyFaults(world, [fault.name]);
      expect(broken.ok && JSON.stringify({ ...broken.value, faults: [] }) !== JSON.stringify(world)).toBe(true);
      // Its configuration can still be read, and no job of it is lost.
      if (broken.ok) expect([...jobsOf(broken.value).keys()], fault.name).toEqual(expect.arrayContaining([...jobsOf(world).keys()]));
    }
  });

  it('can be made to lose what cAdvisor measured', () => {
    const broken = applyFaults(world, ['prometheus-drops-cadvisor']);
    if (!broken.ok) throw new Error(broken.error);
    expect(keeps(broken.value, 'cadvisor', { __name__: 'container_cpu_usage_seconds_total', ...container })).toBe(false);
    expect(jobsOf(broken.value).get('cadvisor')?.metricRules.length).toBe((jobsOf(world).get('cadvisor')?.metricRules.length ?? 0) + 1);
  });
});

describe('series of a node that Prometheus keeps', () => {
  const names = ['container_memory_rss', 'container_processes', 'kubelet_running_pods', 'kubelet_pleg_relist_interval_seconds_sum'];
  it.each([
    [3, names],
    [60, ['container_memory_rss', 'kubelet_running_pods']],
    [600, ['kubelet_running_pods']],
    [1001, ['kubelet_running_pods']],
  ])('at %i nodes', (nodes, kept) => {
    const world = worlds.get(nodes);
    if (world === undefined) throw new Error('no such World');
    const job = (name: string) => (name.startsWith('container_') ? 'cadvisor' : 'kubelet');
    expect(names.filter((name) => keeps(world, job(name), { __name__: name, ...container }))).toEqual(kept);
  });

  it('are those of containers alone in a large one, not the sums above them', () => {
    const world = worlds.get(600);
    if (world === undefined) throw new Error('no such World');
    expect(keeps(world, 'cadvisor', { __name__: 'container_cpu_usage_seconds_total', ...container, container: '' })).toBe(false);
  });

  it('come from every node-exporter: more than an Endpoints object holds, so from slices', () => {
    const role = (nodes: number) => {
      const world = worlds.get(nodes);
      return world && jobsOf(world).get('node-exporter')?.sds[0]?.role;
    };
    expect([role(600), role(1001)]).toEqual(['endpoints', 'endpointslice']);
  });
});
