import { describe, expect, it } from 'vitest';
import { replayHpa, type ScenePast } from '../../../../shared/analysis/hpa';
import { EMPTY_INVENTORY, type HpaObject, type Inventory } from '../../../../shared/model/inventory';
import { startCluster } from '../../../demo/world/testStore';
import { isJson, type Json, objects } from '../../cluster/strip/fields';
import { stripHpa } from '../../cluster/strip/hpa';
import { stripPod } from '../../cluster/strip/pod';
import { SharedValues } from '../../cluster/strip/sharedValues';
import { stripWorkload } from '../../cluster/strip/workload';
import { RECORDED_FAULTS, type RecordedFaultName } from '../recordedFaults.testSupport';
import { recordedInventory } from '../recordedInventory.testSupport';
import { recordedPort } from '../recordedPort.testSupport';
import { conditionOf } from './conditions';
import { sceneOf } from './scene';

const names = ['healthy', ...Object.keys(RECORDED_FAULTS)] as readonly ('healthy' | RecordedFaultName)[];

/** What the controller wrote: the count, or why there is none, and what limited it. */
function written(hpa: HpaObject) {
  const active = conditionOf(hpa, 'ScalingActive');
  if (active?.status === 'False') return { active: active.reason };
  return { active: 'ValidMetricFound', replicas: hpa.desiredReplicas, limited: conditionOf(hpa, 'ScalingLimited')?.reason };
}

function replayed(hpa: HpaObject, inventory: Inventory, nowMs: number, past?: ScenePast) {
  const scene = sceneOf(hpa, inventory, nowMs);
  if (scene === undefined) return undefined;
  const { outcome, conditions } = replayHpa({ ...scene, past: past ?? scene.past });
  const reason = (type: string) => conditions.find((condition) => condition.type === type)?.reason;
  if (outcome.kind === 'unchanged') return { active: reason('ScalingActive') };
  return { active: reason('ScalingActive'), replicas: outcome.replicas, limited: reason('ScalingLimited') };
}

describe('syncs of a real controller (1.34.4) come out as it wrote them', () => {
  it.each(names)('%s', (name) => {
    const port = recordedPort(name);
    const inventory = recordedInventory(port);
    expect(inventory.hpas.length).toBe(3);
    for (const hpa of inventory.hpas) expect([hpa.name, replayed(hpa, inventory, port.nowMs())]).toEqual([hpa.name, written(hpa)]);
  });
});

/** metrics.k8s.io of the demo's web pods, each using `milli` thousandths of a core; nothing else answers. */
function webUses(cluster: ReturnType<typeof startCluster>, milli: () => number) {
  return async (path: string) => {
    if (!path.startsWith('/apis/metrics.k8s.io/') || !path.includes('app%3Dweb')) return { status: 404, body: '' };
    const pods = cluster.simulation.pods().filter((pod) => pod.workload.name === 'web' && pod.ready);
    const timestamp = new Date(cluster.simulation.nowMs).toISOString();
    const usage = (at: number) => ({ cpu: at === 0 ? `${milli()}m` : '0', memory: '1Mi' });
    const items = pods.map((pod) => ({
      metadata: { name: pod.name },
      timestamp,
      window: '10s',
      containers: pod.containers.map((container, at) => ({ name: container.name, usage: usage(at) })),
    }));
    return { status: 200, body: JSON.stringify({ items }) };
  };
}

describe("the demo's controller", () => {
  it('and the replay agree at every sync while load goes up and down, with what the replay recommended before', async () => {
    const cluster = startCluster();
    let milli = 200;
    cluster.simulation.attachMetrics(webUses(cluster, () => milli));
    const recommendations: { atMs: number; replicas: number }[] = [];
    const outcomes: string[] = [];
    for (const [at, load] of [200, 900, 900, 900, 100, 100, 100, 600, 20].entries()) {
      milli = load;
      // 6 min: long enough for new pods to count and for the window on the way down to pass.
      for (let sync = 0; sync < 24; sync++) {
        await cluster.pass(15);
        const { hpa, inventory } = seen(cluster.store);
        const nowMs = cluster.simulation.nowMs;
        const past = { kind: 'known', recommendations, scalings: [] } as const;
        expect([at, sync, replayed(hpa, inventory, nowMs, past)]).toEqual([at, sync, written(hpa)]);
        // Without them the condition tells what held; what would have limited that is not known then.
        expect([at, sync, replayed(hpa, inventory, nowMs)?.replicas]).toEqual([at, sync, hpa.desiredReplicas]);
        recommendations.push({ atMs: nowMs, replicas: recommended(hpa, inventory, nowMs) });
        outcomes.push(`${conditionOf(hpa, 'ScalingLimited')?.reason} ${conditionOf(hpa, 'AbleToScale')?.reason}`);
      }
    }
    for (const reason of ['TooManyReplicas', 'ScaleDownStabilized', 'TooFewReplicas', 'SucceededRescale', 'ReadyForNewScale'])
      expect(outcomes.filter((each) => each.includes(reason)).length).toBeGreaterThan(0);
  });
});

function recommended(hpa: HpaObject, inventory: Inventory, nowMs: number): number {
  const scene = sceneOf(hpa, inventory, nowMs);
  const proposals = scene === undefined ? [] : replayHpa(scene).proposals;
  return Math.max(...proposals.map((one) => (one.kind === 'replicas' ? one.replicas : 0)));
}

function seen(store: ReturnType<typeof startCluster>['store']): { readonly hpa: HpaObject; readonly inventory: Inventory } {
  const shared = new SharedValues();
  const list = (resource: string): readonly Json[] =>
    objects({ items: JSON.parse(JSON.stringify(store.list(resource))) }, 'items').filter(isJson);
  const hpas = list('horizontalpodautoscalers.autoscaling').map(stripHpa);
  const hpa = hpas.find(({ name }) => name === 'web-cpu');
  if (hpa === undefined) throw new Error('the demo has no HPA web-cpu');
  const workloads = list('deployments.apps').map((item) => stripWorkload(item, 'Deployment'));
  const pods = list('pods').map((item) => stripPod(item, shared));
  return { hpa, inventory: { ...EMPTY_INVENTORY, hpas, workloads, pods } };
}
