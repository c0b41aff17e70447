import { describe, expect, it } from 'vitest';
import { applyFaults } from '../faults/apply';
import type { KubeObject } from '../objects';
import { healthyWorld } from './healthyWorld';
import { NOON, startCluster, type TestCluster } from './testStore';
import type { World } from './world';

type Json = Readonly<Record<string, unknown>>;
const part = (object: KubeObject | undefined, field: string): Json => (object?.[field] ?? {}) as Json;
const podsOf = ({ simulation }: TestCluster, name: string) => simulation.pods().filter((pod) => pod.workload.name === name);
const only = (cluster: TestCluster, name: string) => {
  const [pod] = podsOf(cluster, name);
  if (pod === undefined) throw new Error(`no pod of ${name}`);
  return pod;
};
const events = ({ store }: TestCluster, reason: string, object: string) =>
  store.list('events').filter((e) => e['reason'] === reason && String(part(e, 'involvedObject')['name']).startsWith(object));

function withFaults(world: World, ...names: string[]): World {
  const made = applyFaults(world, names);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

describe('the same seed, World and time', () => {
  it('give the same objects, however time was cut', async () => {
    const [a, b] = [startCluster(), startCluster()];
    await a.pass(1000);
    for (let i = 0; i < 250; i++) await b.pass(4);
    expect(b.store.dump()).toEqual(a.store.dump());
  });

  it('give others for another seed', () => {
    const names = (seed: number) =>
      startCluster({ seed })
        .simulation.pods()
        .map((pod) => pod.name);
    expect(names(7)).toEqual(names(7));
    expect(names(8)).not.toEqual(names(7));
  });
});

describe('a CronJob', () => {
  it('starts a pod each minute that lives 8 s, completes, and is kept until two newer ones are', async () => {
    const cluster = startCluster();
    const before = podsOf(cluster, 'burst').map((pod) => pod.name);
    await cluster.pass(60.5);
    const running = podsOf(cluster, 'burst').filter((pod) => !before.includes(pod.name));
    expect(running.map((pod) => pod.phase)).toEqual(['Pending']);
    await cluster.pass(2);
    expect(running.map((pod) => pod.phase)).toEqual(['Running']);
    await cluster.pass(7);
    expect(running.map((pod) => pod.phase)).toEqual(['Succeeded']);
    const [container] = running[0]?.containers ?? [];
    expect((container?.finishedMs ?? 0) - (running[0]?.createdMs ?? 0)).toBeGreaterThanOrEqual(7000);
    expect((container?.finishedMs ?? 0) - (running[0]?.createdMs ?? 0)).toBeLessThan(9000);
    await cluster.pass(5);
    expect(podsOf(cluster, 'burst')).toHaveLength(2);
    expect(cluster.store.list('jobs.batch')).toHaveLength(2);
    expect(events(cluster, 'SawCompletedJob', 'burst')).toHaveLength(1);
  });
});

describe('containers that end', () => {
  it('are OOM-killed at their limit, restarted with a new id, and show it in lastState', async () => {
    const cluster = startCluster();
    const [container] = only(cluster, 'hungry').containers;
    if (container === undefined) throw new Error('hungry has a container');
    const [id, restarts] = [container.id, container.restarts];
    let highest = 0;
    for (let i = 0; i < 700 && container.restarts === restarts; i++) {
      highest = Math.max(highest, cluster.simulation.usage(container, cluster.simulation.nowMs).memoryWorkingSetBytes);
      await cluster.pass(1);
    }
    expect(container.restarts).toBe(restarts + 1);
    expect(highest).toBeGreaterThan(47 * 1024 * 1024);
    expect(container.last).toMatchObject({ id, reason: 'OOMKilled', exitCode: 137 });
    expect(container.id).not.toBe(id);
    await cluster.pass(2);
    expect(container.state).toBe('running');
  });

  it('crash-loop with the longest back-off after nine days', async () => {
    const cluster = startCluster();
    const pod = only(cluster, 'crasher');
    const [container] = pod.containers;
    const restarts = container?.restarts ?? 0;
    expect(restarts).toBeGreaterThan(20);
    const stored = () => cluster.store.get('pods', 'demo', pod.name);
    const state = () => ((part(stored(), 'status')['containerStatuses'] as Json[])[0]?.['state'] ?? {}) as Json;
    for (let i = 0; i < 310 && state()['waiting'] === undefined; i++) await cluster.pass(1);
    expect(state()).toEqual({
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 5m0s restarting failed container=crasher pod=${pod.name}_demo(${pod.uid})`,
      },
    });
    await cluster.pass(310);
    expect(container?.restarts).toBeGreaterThan(restarts);
  });
});

describe('a rollout', () => {
  it('replaces every pod and never has fewer ready ones than it may', async () => {
    const cluster = startCluster();
    const before = podsOf(cluster, 'api').map((pod) => pod.name);
    let least = 3;
    for (let i = 0; i < 480; i++) {
      await cluster.pass(1);
      least = Math.min(least, podsOf(cluster, 'api').filter((pod) => pod.ready && pod.deletionMs === undefined).length);
    }
    const after = podsOf(cluster, 'api').map((pod) => pod.name);
    expect(after).toHaveLength(3);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    expect(least).toBe(3);
    const deployment = cluster.store.get('deployments.apps', 'demo', 'api');
    expect(deployment?.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '2' });
    expect(cluster.store.list('replicasets.apps', 'demo').filter((rs) => rs.metadata.name.startsWith('api-'))).toHaveLength(2);
  });
});

describe('a node whose kubelet stops answering', () => {
  const ready = (cluster: TestCluster, node: string) =>
    (part(cluster.store.get('nodes', undefined, node), 'status')['conditions'] as Json[]).find((c) => c['type'] === 'Ready')?.['status'];

  it('stays Ready for 40 to 50 s, then is Unknown; its pods lose their endpoints and get them back', async () => {
    const cluster = startCluster();
    await cluster.pass(33);
    const slicesOf = () =>
      cluster.store.list('endpointslices.discovery.k8s.io', 'monitoring').filter((s) => s.metadata.name.startsWith('node-exporter'));
    const readyAddresses = () =>
      slicesOf().flatMap((s) => (s['endpoints'] as Json[]).filter((e) => (e['conditions'] as Json)['ready'] === true)).length;
    cluster.simulation.become(withFaults(cluster.world, 'node-notready'));
    await cluster.pass(39);
    expect(ready(cluster, 'hop-2')).toBe('True');
    await cluster.pass(11);
    expect(ready(cluster, 'hop-2')).toBe('Unknown');
    expect(readyAddresses()).toBe(2);
    expect(cluster.simulation.podsOn('hop-2').every((pod) => !pod.ready)).toBe(true);
    expect(cluster.store.get('nodes', undefined, 'hop-2')?.['spec']).toMatchObject({
      taints: [{ effect: 'NoSchedule' }, { effect: 'NoExecute' }],
    });
    const lease = () =>
      Date.parse(String(part(cluster.store.get('leases.coordination.k8s.io', 'kube-node-lease', 'hop-2'), 'spec')['renewTime']));
    expect(lease()).toBeLessThanOrEqual(NOON + 33_000);
    const backMs = cluster.simulation.nowMs;
    cluster.simulation.become(cluster.world);
    await cluster.pass(1);
    // At once, and not at a time at which it did not run.
    expect(lease()).toBeGreaterThanOrEqual(backMs);
    await cluster.pass(11);
    expect(ready(cluster, 'hop-2')).toBe('True');
    expect(readyAddresses()).toBe(3);
    expect(lease()).toBeGreaterThan(NOON + 90_000);
  });

  it('after five minutes its pods are replaced elsewhere, and go when it comes back', async () => {
    const cluster = startCluster();
    const apart =
      podsOf(cluster, 'web').filter((pod) => pod.node === 'hop-2').length +
      podsOf(cluster, 'sleepy').filter((pod) => pod.node === 'hop-2').length;
    expect(apart).toBeGreaterThan(0);
    cluster.simulation.become(withFaults(cluster.world, 'node-notready'));
    await cluster.pass(370);
    const stuck = cluster.simulation.podsOn('hop-2').filter((pod) => pod.deletionMs !== undefined);
    expect(stuck.length).toBeGreaterThan(0);
    for (const name of ['web', 'sleepy', 'worker'])
      expect(podsOf(cluster, name).filter((pod) => pod.ready && pod.node !== 'hop-2').length).toBeGreaterThan(0);
    cluster.simulation.become(cluster.world);
    await cluster.pass(30);
    expect(cluster.simulation.pods().filter((pod) => stuck.includes(pod))).toEqual([]);
  });
});

describe('another World while it runs', () => {
  it('leaves what it does not change alone: names, ids, counters', async () => {
    const cluster = startCluster();
    await cluster.pass(20);
    const names = () =>
      cluster.simulation
        .pods()
        .filter((p) => p.workload.name !== 'burst')
        .map((p) => [p.name, p.uid, p.containers.map((c) => c.id)]);
    const before = names();
    for (const fault of ['ksm-rbac', 'prometheus-no-token', 'cadvisor-no-labels', 'metrics-apiservice-deleted']) {
      cluster.simulation.become(withFaults(cluster.world, fault));
      await cluster.pass(5);
    }
    cluster.simulation.become(cluster.world);
    expect(names()).toEqual(before);
  });

  it('takes a component away and brings it back as a new pod of the same ReplicaSet', async () => {
    const cluster = startCluster();
    const replicaSet = only(cluster, 'metrics-server').name.replace(/-[^-]+$/, '');
    cluster.simulation.become(withFaults(cluster.world, 'metrics-server-down'));
    await cluster.pass(5);
    expect(podsOf(cluster, 'metrics-server')).toEqual([]);
    expect(cluster.store.get('endpoints', 'kube-system', 'metrics-server')?.['subsets']).toBeUndefined();
    cluster.simulation.become(cluster.world);
    await cluster.pass(40);
    expect(only(cluster, 'metrics-server').name.startsWith(replicaSet)).toBe(true);
    expect(only(cluster, 'metrics-server').ready).toBe(true);
  });

  it('metrics-server that trusts no kubelet runs and is never ready', async () => {
    const cluster = startCluster();
    cluster.simulation.become(withFaults(cluster.world, 'metrics-server-tls'));
    await cluster.pass(120);
    expect(only(cluster, 'metrics-server').phase).toBe('Running');
    expect(only(cluster, 'metrics-server').ready).toBe(false);
    expect(only(cluster, 'metrics-server').containers[0]?.args).not.toContain('--kubelet-insecure-tls');
    cluster.simulation.become(cluster.world);
    await cluster.pass(60);
    expect(only(cluster, 'metrics-server').ready).toBe(true);
  });

  it('removes and registers an APIService, and leaves the status that the aggregator wrote', async () => {
    const cluster = startCluster();
    const resource = 'apiservices.apiregistration.k8s.io';
    const name = 'v1beta1.metrics.k8s.io';
    const status = { conditions: [{ type: 'Available', status: 'True' }] };
    const stored = cluster.store.get(resource, undefined, name);
    if (stored === undefined) throw new Error('it is registered');
    cluster.store.put(resource, { ...stored, status });
    cluster.simulation.become(withFaults(cluster.world, 'ksm-rbac'));
    expect(cluster.store.get(resource, undefined, name)?.['status']).toEqual(status);
    cluster.simulation.become(withFaults(cluster.world, 'metrics-apiservice-deleted'));
    expect(cluster.store.get(resource, undefined, name)).toBeUndefined();
    cluster.simulation.become(cluster.world);
    expect(cluster.store.get(resource, undefined, name)?.['spec']).toMatchObject({ service: { name: 'metrics-server', port: 443 } });
  });
});

describe('counters', () => {
  it('of containers and nodes never fall, while pods come, go, crash and roll', async () => {
    const cluster = startCluster();
    const last = new Map<string, number>();
    const fell: string[] = [];
    const rises = (key: string, value: number) => {
      if (value < (last.get(key) ?? 0)) fell.push(`${key}: ${last.get(key)} to ${value}`);
      last.set(key, value);
    };
    for (let i = 0; i < 200; i++) {
      await cluster.pass(7);
      const now = cluster.simulation.nowMs;
      for (const node of cluster.simulation.nodes()) {
        const usage = cluster.simulation.nodeUsage(node.name, now);
        rises(node.name, usage.cpuCoreSeconds);
        rises(`${node.name} rx`, usage.networkRxBytes);
      }
      for (const pod of cluster.simulation.pods())
        for (const container of pod.containers) {
          rises(container.id, cluster.simulation.usage(container, now).cpuCoreSeconds);
          rises(`${container.id} requests`, cluster.simulation.requests(container, now)?.succeeded ?? 0);
        }
    }
    expect(fell).toEqual([]);
    expect(last.size).toBeGreaterThan(60);
  });

  it('are never 0 for a container that runs, not even at its start: metrics-server would drop the pod', async () => {
    const cluster = startCluster();
    await cluster.pass(62.5);
    const [container] = podsOf(cluster, 'burst')
      .filter((pod) => pod.phase === 'Running')
      .flatMap((pod) => pod.containers);
    if (container === undefined) throw new Error('burst runs');
    const first = cluster.simulation.usage(container, (container.startedMs ?? 0) - 9000);
    expect(first.cpuCoreSeconds).toBeGreaterThan(0);
    expect(first.memoryWorkingSetBytes).toBeGreaterThan(0);
  });

  it('of a container are what its behaviour says', async () => {
    const cluster = startCluster();
    const [container] = only(cluster, 'burst').containers;
    if (container === undefined) throw new Error('burst has a container');
    // 0.9 cores for 7 s, more or less the noise of 14 %.
    expect(cluster.simulation.usage(container, cluster.simulation.nowMs).cpuCoreSeconds).toBeGreaterThan(0.86 * 0.9 * 7);
    expect(cluster.simulation.usage(container, cluster.simulation.nowMs).cpuCoreSeconds).toBeLessThan(1.15 * 0.9 * 7);
  });
});

describe('sizes', () => {
  it('5,000 nodes are 150,000 pods', () => {
    const { workloads } = healthyWorld({ seed: 7, nodes: 5000, startMs: NOON });
    const pods = workloads.reduce((sum, w) => sum + (w.kind === 'DaemonSet' ? 5000 : w.replicas), 0);
    expect(pods).toBeGreaterThan(149_000);
    expect(pods).toBeLessThan(151_000);
  });

  it('work grows with what happens, not with the pods that only run', async () => {
    const work = async (nodes: number) => {
      const cluster = startCluster({ nodes });
      const [puts, steps] = [cluster.store.puts, cluster.simulation.steps];
      await cluster.pass(30);
      return { pods: cluster.simulation.pods().length, puts: cluster.store.puts - puts, steps: cluster.simulation.steps - steps };
    };
    const [small, big] = [await work(3), await work(120)];
    expect(big.pods).toBeGreaterThan(3500);
    // Three leases of each node in 30 s are written as one, and a status each five minutes.
    expect(big.puts - small.puts).toBeLessThanOrEqual(2 * 120 + 100);
    expect(big.steps - small.steps).toBeLessThanOrEqual(2 * 120);
  });

  it('a jump of hours writes each lease once', async () => {
    const cluster = startCluster({ nodes: 20 });
    let leases = 0;
    cluster.store.onChange((resource) => {
      if (resource === 'leases.coordination.k8s.io') leases++;
    });
    await cluster.pass(6 * 3600);
    expect(leases).toBeLessThanOrEqual(2 * 20);
  });

  it('5,000 nodes run: every pod found, then only what happens is work', { timeout: 180_000 }, async () => {
    const { simulation, store, pass } = startCluster({ nodes: 5000 });
    const pods = simulation.pods();
    expect(pods.length).toBeGreaterThan(149_000);
    // Each pod and node once, its lease, and the objects of 3,416 workloads.
    expect(store.puts).toBeLessThan(pods.length + 2 * 5000 + 8 * 3416 + 100);
    const before = store.puts;
    await pass(10);
    expect(store.puts - before).toBeLessThan(2 * 5000 + 100);
    expect(simulation.steps).toBeLessThan(2 * 5000);
    const [pod] = pods.slice(-1);
    expect(simulation.podsOn(pod?.node ?? '')).toContain(pod);
  });

  it('pods are spread, and every address is given once', () => {
    const { simulation } = startCluster({ nodes: 120 });
    const addresses = simulation.pods().flatMap((pod) => (pod.hostNetwork || pod.ip === undefined ? [] : [pod.ip]));
    expect(new Set(addresses).size).toBe(addresses.length);
    const perNode = simulation.nodes().map((node) => simulation.podsOn(node.name).length);
    expect(Math.max(...perNode)).toBeLessThanOrEqual(110);
    expect(Math.min(...perNode)).toBeGreaterThanOrEqual(2);
  });
});
