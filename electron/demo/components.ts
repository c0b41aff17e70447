import { createAdapter } from './adapter/adapter';
import { alertmanager, type SentAlert } from './endpoints/alertmanager';
import { exposition, forbiddenPath, notFound } from './endpoints/answers';
import { apiserverMetricsText, apiserverSamples } from './endpoints/apiserverMetrics';
import { application } from './endpoints/application';
import { kubelet } from './endpoints/kubelet';
import { kubeStateMetrics } from './endpoints/kubeStateMetrics';
import { metricsServer } from './endpoints/metricsServer';
import { nodeExporter } from './endpoints/nodeExporter';
import { processStartedMs } from './endpoints/processStart';
import { authorize } from './kubeapi/rbac';
import type { DemoNetwork, DemoUser, Listener } from './network';
import type { ObjectStore } from './objects';
import { createPrometheus } from './prometheus/prometheus';
import type { PostedAlert } from './prometheus/rules/notifier';
import type { ListenerTable } from './world/network/listeners';
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
  const { startMs } = simulation.world;
  const mayGetPath = (user: DemoUser | undefined, path: string): boolean =>
    user !== undefined && authorize(store, user, { kind: 'path', verb: 'get', path }).allowed;
  const alerts = new Map<string, SentAlert>();

  const server = metricsServer({
    running,
    objects: store,
    network,
    mayGetPath,
    startedMs: () => processStartedMs(simulation, 'metrics-server'),
  });
  const states = kubeStateMetrics({ running, objects: store, startedMs: () => processStartedMs(simulation, 'kube-state-metrics') });
  const prometheus = createPrometheus({
    settings: simulation.world.prometheus,
    store,
    network,
    startMs,
    onAlerts: (posted) => take(alerts, posted, simulation.nowMs),
  });
  const adapter = createAdapter({ settings: simulation.world.adapter, store, network, startMs, mayGet: mayGetPath });
  const manager = alertmanager({
    running,
    alerts: () => [...alerts.values()],
    startedMs: () => processStartedMs(simulation, 'alertmanager'),
  });

  listeners.kubelet((node) =>
    kubelet({
      node,
      running,
      objects: store,
      mayUser: (user, verb, subresource) =>
        authorize(store, user, { kind: 'resource', verb, group: '', resource: 'nodes', subresource, name: node }).allowed,
    }),
  );
  listeners.apiserver(apiserverListener(simulation, store, mayGetPath));
  listeners.workload('kube-system', 'metrics-server', 10_250, () => server.listener);
  listeners.workload('kube-system', 'kube-state-metrics', 8_080, () => states.main);
  listeners.workload('kube-system', 'kube-state-metrics', 8_081, () => states.telemetry);
  listeners.workload('monitoring', 'prometheus', 9_090, () => prometheus.listener);
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
  listeners.otherPods((pod, port) => applicationAt(simulation, pod, port));

  return {
    async tick(nowMs, quickly) {
      // As in a cluster, who is not running does nothing.
      if (runs(simulation, 'kube-system', 'metrics-server')) await server.advance();
      if (runs(simulation, 'monitoring', 'prometheus')) await prometheus.tick(nowMs, quickly);
      if (runs(simulation, 'monitoring', 'prometheus-adapter')) await adapter.tick(nowMs);
    },
    become(nowMs) {
      prometheus.become(simulation.world.prometheus);
      adapter.become(simulation.world.adapter, nowMs);
    },
    close: () => prometheus.close(),
  };
}

function runs(simulation: Simulation, namespace: string, workload: string): boolean {
  return simulation
    .pods()
    .some(
      (pod) =>
        pod.namespace === namespace && pod.workload.name === workload && pod.containers.some((container) => container.state === 'running'),
    );
}

function take(alerts: Map<string, SentAlert>, posted: readonly PostedAlert[], nowMs: number): void {
  for (const { labels, annotations, startsAt, endsAt, generatorURL } of posted) {
    const alert = {
      labels,
      annotations,
      startsAtMs: Date.parse(startsAt),
      updatedAtMs: nowMs,
      endsAtMs: Date.parse(endsAt),
      generatorUrl: generatorURL,
    };
    alerts.set(JSON.stringify(labels), alert);
  }
  for (const [key, alert] of alerts) if (alert.endsAtMs <= nowMs) alerts.delete(key);
}

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
