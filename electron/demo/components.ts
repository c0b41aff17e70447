import { createAdapter } from './adapter/adapter';
import { alertmanager } from './endpoints/alertmanager';
import { exposition, forbiddenPath, notFound } from './endpoints/answers';
import { apiserverMetricsText, apiserverSamples } from './endpoints/apiserverMetrics';
import { application } from './endpoints/application';
import { cadvisorStandalone } from './endpoints/cadvisorStandalone';
import { kubelet } from './endpoints/kubelet';
import { kubeStateMetrics } from './endpoints/kubeStateMetrics';
import { metricsServer } from './endpoints/metricsServer';
import { nodeExporter } from './endpoints/nodeExporter';
import { processStartedMs } from './endpoints/processStart';
import { stateMetricsLog } from './endpoints/stateMetricsLog';
import { authorize } from './kubeapi/rbac';
import type { DemoNetwork, DemoUser, Listener } from './network';
import type { ObjectStore } from './objects';
import { followProcess, processOf, startOf } from './processes';
import { createPrometheus } from './prometheus/prometheus';
import { sentStorage } from './prometheus/remote/sentStorage';
import { victoriaMetrics } from './prometheus/remote/victoriaMetrics';
import { KUBE_STATE_METRICS, SECOND_SHARD } from './world/healthy/systemWorkloads';
import type { ListenerTable } from './world/network/listeners';
import { clockAheadMs as aheadOf } from './world/nodeClock';
import type { RunningPod } from './world/running';
import type { Simulation } from './world/simulation';

/** The programs of the demo that do something by themselves as time goes on. */
export interface Components {
  /** Everything due up to the simulation's time: scrapes, relists. Never twice at a time. Quickly: nobody looks yet. */
  tick(nowMs: number, quickly?: boolean): Promise<void>;
  /** After the simulation took over another World. */
  become(nowMs: number): void;
  close(): void;
}

/** Puts every program of the demo at its address. */
export function createComponents(simulation: Simulation, store: ObjectStore, network: DemoNetwork, listeners: ListenerTable): Components {
  const running = () => simulation;
  const startMs = simulation.nowMs;
  const mayGetPath = (user: DemoUser | undefined, path: string): boolean =>
    user !== undefined && authorize(store, user, { kind: 'path', verb: 'get', path }).allowed;

  const server = metricsServer({ running, objects: store, network, mayGetPath, startedMs: () => startOf(simulation, METRICS_SERVER) });
  const statesOf = ({ workload: { kind, name }, namespace, containers: [first] }: RunningPod) =>
    kubeStateMetrics({ running, objects: store, startedMs: () => startOf(simulation, `${kind}/${namespace}/${name}`), args: first?.args });
  const clockAheadMs = (nowMs: number): number => {
    const pod = [...(simulation.cluster.workloads.get(PROMETHEUS)?.pods ?? [])].find(({ node }) => node !== undefined);
    const node = simulation.world.nodes.find(({ name }) => name === pod?.node);
    return node === undefined ? 0 : aheadOf(node, nowMs);
  };
  const newPrometheus = (sinceMs: number) =>
    createPrometheus({ settings: simulation.world.prometheus, store, network, startMs: sinceMs, limits: LIMITS, clockAheadMs });
  let prometheus = newPrometheus(startMs);
  const adapter = createAdapter({ settings: simulation.world.adapter, store, network, startMs, mayGet: mayGetPath });
  const manager = alertmanager({
    running,
    alerts: () => prometheus.delivered(),
    startedMs: () => startOf(simulation, ALERTMANAGER),
  });

  const statesLog = (id: string) => stateMetricsLog(simulation.world, startOf(simulation, id), simulation.nowMs);
  const logs: Readonly<Record<string, (id: string) => readonly string[]>> = {
    [METRICS_SERVER]: () => server.logLines(),
    [`Deployment/kube-system/${KUBE_STATE_METRICS}`]: statesLog,
    [`Deployment/kube-system/${SECOND_SHARD}`]: statesLog,
    [ADAPTER]: () => adapter.log(),
  };
  const logOf = ({ namespace, workload: { kind, name } }: RunningPod) => {
    const id = `${kind}/${namespace}/${name}`;
    return logs[id]?.(id) ?? [];
  };
  listeners.kubelet((node) =>
    kubelet({
      node,
      running,
      objects: store,
      logOf,
      mayUser: (user, verb, subresource) =>
        authorize(store, user, { kind: 'resource', verb, group: '', resource: 'nodes', subresource, name: node }).allowed,
    }),
  );
  listeners.apiserver(apiserverListener(simulation, store, mayGetPath));
  listeners.workload('kube-system', 'metrics-server', 10_250, () => server.listener);
  for (const name of [KUBE_STATE_METRICS, SECOND_SHARD]) {
    listeners.workload('kube-system', name, 8_080, (pod) => statesOf(pod).main);
    listeners.workload('kube-system', name, 8_081, (pod) => statesOf(pod).telemetry);
  }
  listeners.workload('monitoring', 'prometheus', 9_090, () => prometheus.listener);
  const kept = sentStorage({ select: (matchers) => prometheus.storage.select(matchers) }, () => ({
    fromMs: startOf(simulation, VICTORIA_METRICS),
    untilMs: simulation.nowMs - (simulation.world.prometheus.remoteBehindSeconds ?? 0) * 1000,
    labels: { cluster: 'hopscope' },
  }));
  const remote = victoriaMetrics({ storage: kept, nowMs: () => simulation.nowMs, startedMs: () => startOf(simulation, VICTORIA_METRICS) });
  listeners.workload('monitoring', 'victoria-metrics', 8_428, () => remote);
  listeners.workload('monitoring', 'prometheus-adapter', 6_443, () => adapter.listener);
  listeners.workload('monitoring', 'alertmanager', 9_093, () => manager);
  listeners.workload('monitoring', 'node-exporter', 9_100, (pod) =>
    nodeExporter({
      node: pod.node ?? '',
      running,
      objects: store,
      startedMs: () => processStartedMs(simulation, 'node-exporter', pod.node),
    }),
  );
  listeners.workload('monitoring', 'cadvisor', 8_080, (pod) => cadvisorStandalone({ pod, running, objects: store }));
  listeners.otherPods((pod, port) => applicationAt(simulation, pod, port));

  const prometheusNow = followProcess(simulation, PROMETHEUS);
  const adapterNow = followProcess(simulation, ADAPTER);

  async function tickPrometheus(nowMs: number, quickly: boolean | undefined): Promise<void> {
    const change = prometheusNow();
    if (change === 'down') return;
    if (change === 'restarted') prometheus.restart(nowMs);
    if (change === 'replaced') {
      // Its data directory is an emptyDir: another pod begins without data.
      prometheus.close();
      prometheus = newPrometheus(nowMs);
    }
    await prometheus.tick(nowMs, quickly);
  }

  async function tickAdapter(nowMs: number): Promise<void> {
    const change = adapterNow();
    if (change === 'down') return;
    if (change !== 'same') adapter.restart(nowMs);
    await adapter.tick(nowMs);
  }

  return {
    async tick(nowMs, quickly) {
      // As in a cluster, who is not running does nothing.
      if (processOf(simulation, METRICS_SERVER) !== undefined) await server.advance();
      await tickPrometheus(nowMs, quickly);
      await tickAdapter(nowMs);
    },
    become(nowMs) {
      prometheus.become(simulation.world.prometheus);
      adapter.become(simulation.world.adapter, nowMs);
    },
    close() {
      prometheus.close();
      adapter.close();
    },
  };
}

const METRICS_SERVER = 'Deployment/kube-system/metrics-server';
const PROMETHEUS = 'Deployment/monitoring/prometheus';
const VICTORIA_METRICS = 'Deployment/monitoring/victoria-metrics';
const ADAPTER = 'Deployment/monitoring/prometheus-adapter';
const ALERTMANAGER = 'Deployment/monitoring/alertmanager';

/** Room for what every World's prometheus.yml keeps (world/healthy/scale.ts), so that nothing is refused silently. */
const LIMITS = { maxSeries: 1_500_000 };

/** What Prometheus scrapes of the kube-apiserver; its API proper is served over HTTPS outside. */
function apiserverListener(
  simulation: Simulation,
  store: ObjectStore,
  mayGetPath: (user: DemoUser | undefined, path: string) => boolean,
): Listener {
  return {
    scheme: 'https',
    handle(request) {
      if (request.path !== '/metrics') return notFound();
      return mayGetPath(request.user, request.path)
        ? exposition(apiserverMetricsText(simulation, store))
        : forbiddenPath(request.user, request.path);
    },
    samplesOf: ({ path, user }, wanted) =>
      path === '/metrics' && mayGetPath(user, path) ? apiserverSamples(simulation, store, wanted) : undefined,
  };
}

function applicationAt(simulation: Simulation, pod: RunningPod, port: number): Listener | undefined {
  const container = pod.containers.find((each) => each.ports.some((listens) => listens.port === port));
  return container && application({ running: () => simulation, namespace: pod.namespace, pod: pod.name, container: container.name });
}
