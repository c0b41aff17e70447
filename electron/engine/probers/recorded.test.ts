import { describe, expect, it } from 'vitest';
import { laidOut } from '../../../shared/json/layOut';
import { linesOf } from '../session/proofLines';
import { lookAtRecording, type RecordedLook } from './recordedCluster.testSupport';
import { RECORDED_FAULTS, type RecordedFaultName } from './recordedFaults.testSupport';

/** "CARD" or "FROM>TO" -> health and reason. */
function statesOf({ graph }: RecordedLook): Map<string, { health: string; because: string }> {
  return new Map([
    ...graph.components.map(({ id, health, because = '' }) => [id, { health, because }] as const),
    ...graph.edges.map(({ from, to, health, because = '' }) => [`${from}>${to}`, { health, because }] as const),
  ]);
}

/** What is not ok in the healthy cluster: an HPA that cannot work, and what is not installed. */
const NOT_OK_WHEN_HEALTHY: Readonly<Record<string, readonly [health: string, word: string]>> = {
  hpa: ['degraded', 'sleepy-cpu: FailedGetResourceMetric: failed to get cpu utilization: missing request for cpu in container sleepy'],
  'metrics-api>hpa': ['degraded', 'missing request for cpu in container sleepy'],
  dashboard: ['absent', 'none of 17 pods runs Grafana or Perses'],
  'prometheus>dashboard': ['absent', ''],
};

describe('the recorded cluster, healthy', () => {
  it('every card and hop is ok, but for an HPA that cannot work and what is not installed', async () => {
    const states = statesOf(await lookAtRecording('healthy'));
    expect(states.size).toBe(42);
    for (const [id, { health, because }] of states) {
      const [expected, word] = NOT_OK_WHEN_HEALTHY[id] ?? ['ok', ''];
      expect(`${id} ${health} ${because}`).toContain(`${id} ${expected}`);
      expect(because).toContain(word);
    }
  });

  it('cards show the numbers that the recording holds', async () => {
    const { graph } = await lookAtRecording('healthy');
    const number = (id: string) => graph.components.find((each) => each.id === id)?.number;
    expect(number('kubelet')).toMatchObject({ value: 1, label: 'nodes answered' });
    expect(number('metrics-server')).toMatchObject({ value: 11, label: 'pods served' });
    expect(number('kubectl-top')).toEqual({ value: 1.189, unit: 'cores', label: 'cores used' });
    expect(number('prometheus')).toMatchObject({ value: 11, label: 'of 11 targets up' });
    expect(number('kube-state-metrics')).toMatchObject({ value: 1265, label: 'series' });
    expect(number('alertmanager')).toMatchObject({ value: 3, label: 'firing' });
    expect(number('hpa')).toMatchObject({ value: 2, label: 'able to scale' });
  });

  it('a time on a card brings its unit, which is seconds when it is long: its label names none', async () => {
    const { graph } = await lookAtRecording('healthy');
    const times = graph.components.flatMap(({ number }) => (number?.unit === 'ms' ? [number.label] : []));
    expect(times).toEqual(expect.arrayContaining(['to answer', 'to answer /livez']));
    for (const label of times) expect(label).not.toMatch(/\bm?s\b/);
  });

  it('facts of each member are sentences with units', async () => {
    const { looks } = await lookAtRecording('healthy');
    const fact = (id: string, label: string) => looks.get(id)?.judgement.facts.find((each) => each.label === label)?.value;
    expect(fact('kubelet/hop-1', 'who may read it')).toBe('no anonymous, tokens by webhook, authorization Webhook, read-only port closed');
    expect(fact('kubelet/hop-1', 'container stats from')).toBe('cAdvisor');
    expect(fact('cadvisor/hop-1', 'CRI stats (PodAndContainerStatsFromCRI)')).toBe('off: cAdvisor reads them itself');
    expect(fact('cadvisor/hop-1', 'parity with /stats/summary')).toMatch(/^the same \d+ containers$/);
    expect(fact('cadvisor/cadvisor/cadvisor/hop-1', 'parity with /stats/summary')).toBeUndefined();
    expect(fact('cadvisor/hop-1', 'cgroups that join to pods')).toMatch(/^(\d+) of \1 pods$/);
    expect(fact('cadvisor/hop-1', 'groups missing')).toBeUndefined();
    expect(fact('cadvisor/cadvisor/cadvisor/hop-1', 'CRI stats (PodAndContainerStatsFromCRI)')).toBeUndefined();
    expect(fact('metrics-server/kube-system/metrics-server', 'pods')).toMatch(/^1 of 1 ready, \d+ restarts?/);
    expect(fact('metrics-server/kube-system/metrics-server', 'own metrics')).toContain('denied: 403');
    expect(fact('metrics-api/metrics.k8s.io', 'nodes served')).toBe('1 of 1');
    expect(fact('kube-state-metrics/kube-system/kube-state-metrics', 'nodes')).toBe('1 of 1 in the API');
    expect(fact('prometheus/monitoring/prometheus', 'samples after relabelling')).toBe('all kept');
  });
});

describe('a fact out of JSON', () => {
  it.each([
    ['prometheus/monitoring/prometheus', 'targets up', /^"health": "up"$/],
    ['prometheus/monitoring/prometheus', 'slowest scrape', /^"lastScrapeDuration": [\d.]+$/],
    ['prometheus/monitoring/prometheus', 'samples after relabelling', /^"\d+"$/],
    ['prometheus/monitoring/prometheus', 'rules that work', /^"health": "ok"$/],
    ['prometheus/monitoring/prometheus', 'alerts firing', /^"state": "firing"$/],
    ['metrics-api/metrics.k8s.io', 'nodes served', /^"name": "hop-1"$/],
    ['metrics-api/metrics.k8s.io', 'pods served', /^"name": "[a-z0-9-]+"$/],
    ['metrics-api/metrics.k8s.io', 'oldest value', /^"timestamp": "2\d\d\d-/],
    ['kubelet/hop-1', '/stats/summary', /^"name": "[a-z0-9-]+"$/],
    ['cadvisor/hop-1', 'parity with /stats/summary', /^"name": "[a-z0-9-]+"$/],
    ['kubelet/hop-1', '/pods', /^"name": "[a-z0-9-]+"$/],
    ['kubelet/hop-1', 'who may read it', /^"(enabled|mode|readOnlyPort)": /],
    ['kube-apiserver', 'version', /^"gitVersion": "v1/],
    ['custom-metrics-api', 'metrics listed', /^"name": ".*\/.*"$/],
    ['alertmanager', 'alerts', /^"alertname": "/],
  ])('of %s, "%s", stands on lines that show it', async (id, label, shows) => {
    const { looks, answers } = await lookAtRecording('healthy');
    const look = [...looks].find(([each]) => each.startsWith(id))?.[1];
    const evidence = look?.judgement.facts.find((each) => each.label === label)?.evidence;
    const kept = answers.get(evidence?.answerId ?? '');
    if (!evidence || !kept) throw new Error(`no proof among ${look?.judgement.facts.map((each) => each.label).join(', ')}`);
    const text = new TextDecoder().decode(kept.body);
    const shown = (laidOut(text, kept.contentType) ?? text).split('\n');
    const lines = linesOf(evidence, answers).map((line) => shown[line - 1]?.trim().replace(/,$/, ''));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line?.match(shows) === null)).toEqual([]);
  });
});

type Difference = Readonly<Record<string, readonly [health: string, word: string]>>;

const METRICS_API_DOWN: Difference = {
  'metrics-api': ['broken', 'MissingEndpoints: endpointslices for service/metrics-server in "kube-system" have no addresses'],
  'kubectl-top': ['broken', '503: service unavailable'],
  'metrics-server>metrics-api': ['broken', 'MissingEndpoints: endpointslices for service/metrics-server'],
  'metrics-api>kubectl-top': ['broken', '503: service unavailable'],
  'metrics-api>hpa': ['broken', 'the server is currently unable to handle the request (get pods.metrics.k8s.io)'],
};

const ADAPTER_LISTS_NOTHING: Difference = {
  'custom-metrics-api': ['broken', 'http_requests_per_second: 404: the server could not find the metric http_requests_per_second for pods'],
  'external-metrics-api': ['broken', 'web_queue_depth_total: 404: the server could not find the metric'],
  'prometheus-adapter': ['degraded', 'it lists no metric: no rule matches a series, or it has not reached its Prometheus'],
  'prometheus>prometheus-adapter': ['degraded', 'no metric came out of it'],
  'prometheus-adapter>custom-metrics-api': ['degraded', '404'],
  'prometheus-adapter>external-metrics-api': ['degraded', '404'],
  'custom-metrics-api>hpa': ['broken', 'worker-requests: unable to get metric http_requests_per_second'],
  'external-metrics-api>hpa': ['broken', 'worker-requests: no value for web_queue_depth_total'],
};

const NO_TARGETS = 'its targets cannot be seen: no pod';
const UNSEEN_SCRAPES: Difference = {
  'cadvisor>prometheus': ['unknown', NO_TARGETS],
  'kubelet>prometheus': ['unknown', NO_TARGETS],
  'node-exporter>prometheus': ['unknown', NO_TARGETS],
  'applications>prometheus': ['unknown', NO_TARGETS],
  'api-objects>prometheus': ['unknown', NO_TARGETS],
  'kube-state-metrics>prometheus': ['unknown', NO_TARGETS],
  'prometheus>alertmanager': ['unknown', 'cannot be seen: 503: no endpoints available for service'],
};

const HANGS = 'no answer in 8 s';
const DEADLINE = 'context deadline exceeded';
const REFUSED = '503: error trying to reach service: dial tcp 10.77.0.2:10250: connect: connection refused';
const NODE_UNKNOWN = 'no pod is ready: its node hop-1 is not Ready (NodeStatusUnknown)';

/** Cards and hops that are not as in the healthy cluster, all of them, with a word of the reason. */
const FAULTS: Readonly<Record<RecordedFaultName, Difference>> = {
  'metrics-server-down': {
    ...METRICS_API_DOWN,
    'metrics-server': ['broken', 'no pods: Deployment kube-system/metrics-server is scaled to 0'],
    'kubelet>metrics-server': ['unknown', 'nobody asks the kubelets: no pods'],
  },
  'metrics-server-tls': {
    ...METRICS_API_DOWN,
    'metrics-server': ['broken', '/readyz: metric-storage-ready failed: no metrics to serve'],
    'kubelet>metrics-server': ['broken', 'no kubelet has come through'],
  },
  'metrics-apiservice-deleted': {
    'metrics-server': ['degraded', 'no APIService v1beta1.metrics.k8s.io leads to it'],
    'metrics-api': ['absent', 'no APIService v1beta1.metrics.k8s.io'],
    'kubectl-top': ['absent', 'no APIService'],
    'metrics-server>metrics-api': ['absent', ''],
    'metrics-api>kubectl-top': ['absent', ''],
    'metrics-api>hpa': ['broken', 'the server could not find the requested resource (get pods.metrics.k8s.io)'],
  },
  'ksm-down': {
    'kube-state-metrics': ['broken', 'no pods: Deployment kube-system/kube-state-metrics is scaled to 0'],
    'api-objects>kube-state-metrics': ['unknown', 'no endpoints available for service "kube-state-metrics"'],
    // The target of a Service without pods leaves the list; it is never "down".
    'kube-state-metrics>prometheus': ['absent', 'no active target of this Prometheus scrapes it'],
    // Still from the fault before this one, 20 s ago.
    'metrics-api>hpa': ['broken', 'unable to fetch metrics from resource metrics API'],
  },
  'ksm-rbac': {
    'kube-state-metrics': ['degraded', 'it cannot list *v1.Node: 5 lists failed, 0 succeeded'],
    'api-objects>kube-state-metrics': ['degraded', '*v1.Node'],
  },
  'prometheus-drops-cadvisor': {
    'cadvisor>prometheus': [
      'degraded',
      'job cadvisor drops container_cpu_usage_seconds_total, container_memory_working_set_bytes by rule 1',
    ],
  },
  'prometheus-no-token': {
    prometheus: ['degraded', '1 of 11 targets down: cadvisor: server returned HTTP status 401 Unauthorized'],
    'cadvisor>prometheus': ['broken', 'server returned HTTP status 401 Unauthorized'],
  },
  'prometheus-no-permission': {
    prometheus: ['degraded', '3 of 11 targets down'],
    'cadvisor>prometheus': ['broken', 'server returned HTTP status 403 Forbidden'],
    'kubelet>prometheus': ['broken', 'server returned HTTP status 403 Forbidden'],
  },
  // These two look alike through the API: only the adapter's log tells them apart.
  'adapter-no-match': ADAPTER_LISTS_NOTHING,
  'adapter-dead-prometheus': ADAPTER_LISTS_NOTHING,
  'adapter-empty-query': {
    'custom-metrics-api': ['broken', 'http_requests_per_second: answers, with no value'],
    'prometheus-adapter': ['degraded', 'http_requests_per_second: its query gives no result'],
    'prometheus-adapter>custom-metrics-api': ['degraded', 'answers, with no value'],
    'custom-metrics-api>hpa': ['broken', 'worker-requests: no value for http_requests_per_second'],
  },
  'kubelet-paused': {
    containers: ['unknown', 'http2: client connection lost'],
    kubelet: ['broken', '/metrics/resource: 503: error trying to reach service: http2: client connection lost'],
    cadvisor: ['broken', HANGS],
    'metrics-server': ['broken', '/readyz: metric-storage-ready failed'],
    prometheus: ['degraded', '3 of 11 targets down: cadvisor: Get "https://10.77.0.2:10250/metrics/cadvisor": context deadline exceeded'],
    'containers>kubelet': ['unknown', 'http2: client connection lost'],
    'kubelet>metrics-server': ['broken', 'no kubelet has come through'],
    'cadvisor>prometheus': ['broken', DEADLINE],
    'kubelet>prometheus': ['broken', DEADLINE],
    'container-runtime>cadvisor': ['unknown', HANGS],
    // The adapter had been restarted for the fault before this one.
    'custom-metrics-api>hpa': ['broken', 'no known available metric versions found'],
    'external-metrics-api>hpa': ['broken', 'no value for web_queue_depth_total'],
  },
  'kubelet-slow': {
    containers: ['unknown', HANGS],
    kubelet: ['broken', `/metrics/resource: ${HANGS}`],
    cadvisor: ['broken', HANGS],
    prometheus: ['degraded', '2 of 11 targets down'],
    'containers>kubelet': ['unknown', HANGS],
    'cadvisor>prometheus': ['broken', DEADLINE],
    'kubelet>prometheus': ['degraded', `1 of 2 targets down: Get "https://10.77.0.2:10250/metrics": ${DEADLINE}`],
    'container-runtime>cadvisor': ['unknown', HANGS],
  },
  'node-notready': {
    ...METRICS_API_DOWN,
    ...UNSEEN_SCRAPES,
    containers: ['unknown', REFUSED],
    kubelet: ['broken', `/metrics/resource: ${REFUSED}`],
    cadvisor: ['broken', REFUSED],
    'metrics-server': ['broken', NODE_UNKNOWN],
    hpa: ['broken', '3 of 3 broken'],
    'node-kernel': ['unknown', 'cannot be seen'],
    'node-exporter': ['broken', NODE_UNKNOWN],
    prometheus: ['broken', NODE_UNKNOWN],
    'custom-metrics-api': ['broken', 'MissingEndpoints: endpointslices for service/prometheus-adapter'],
    'prometheus-adapter': ['broken', NODE_UNKNOWN],
    'external-metrics-api': ['broken', 'MissingEndpoints'],
    alertmanager: ['broken', NODE_UNKNOWN],
    applications: ['broken', NODE_UNKNOWN],
    'kube-state-metrics': ['broken', NODE_UNKNOWN],
    'container-runtime': ['unknown', 'its kubelet does not tell: Ready=Unknown: NodeStatusUnknown: Kubelet stopped posting node status.'],
    'containers>kubelet': ['unknown', REFUSED],
    'kubelet>metrics-server': ['unknown', 'nobody asks the kubelets'],
    'node-kernel>node-exporter': ['unknown', 'cannot be seen'],
    'api-objects>kube-state-metrics': ['unknown', 'no endpoints available'],
    'prometheus>prometheus-adapter': ['unknown', 'what it gets from its Prometheus cannot be seen'],
    'prometheus-adapter>custom-metrics-api': ['broken', 'MissingEndpoints'],
    'prometheus-adapter>external-metrics-api': ['broken', 'MissingEndpoints'],
    'custom-metrics-api>hpa': ['broken', 'no known available metric versions found'],
    'external-metrics-api>hpa': ['broken', 'no value for web_queue_depth_total'],
    'container-runtime>cadvisor': ['unknown', REFUSED],
  },
  'cadvisor-no-labels': {
    cadvisor: ['broken', '0 of 26 containers have a name: it does not reach the container runtime'],
    'container-runtime>cadvisor': ['broken', '0 of 26 containers have a name'],
  },
  'node-exporter-down': {
    'node-exporter': ['broken', 'DaemonSet monitoring/node-exporter finds no node that it may run on'],
    'node-kernel': ['unknown', 'no endpoints available'],
    'node-kernel>node-exporter': ['unknown', 'no endpoints available'],
    'node-exporter>prometheus': ['absent', 'no active target of this Prometheus scrapes it'],
    // metrics-server was still recovering from the slow kubelet before.
    ...METRICS_API_DOWN,
    'metrics-server': ['broken', 'containers with unready status: [metrics-server]'],
  },
  'prometheus-down': {
    ...UNSEEN_SCRAPES,
    prometheus: ['broken', 'no pods: Deployment monitoring/prometheus is scaled to 0'],
    'custom-metrics-api': ['broken', '500: Internal error occurred: unable to fetch metrics'],
    'external-metrics-api': ['broken', '500: Internal error occurred: unable to fetch metrics'],
    'prometheus-adapter': ['degraded', '500: Internal error occurred: unable to fetch metrics'],
    'prometheus>prometheus-adapter': ['broken', '500: Internal error occurred: unable to fetch metrics'],
    'prometheus-adapter>custom-metrics-api': ['degraded', '500'],
    'prometheus-adapter>external-metrics-api': ['degraded', '500'],
    'custom-metrics-api>hpa': ['broken', 'Internal error occurred: unable to fetch metrics'],
    'external-metrics-api>hpa': ['broken', 'no value for web_queue_depth_total'],
  },
};

/** It was installed after the faults were recorded. */
const LATER = ['cadvisor-standalone', 'cadvisor-standalone>prometheus'];

describe('the recorded cluster, with each of its faults', () => {
  it('covers every recorded fault', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(Object.keys(RECORDED_FAULTS).sort());
  });

  it.each(Object.entries(FAULTS) as [RecordedFaultName, Difference][])('%s', async (name, expected) => {
    const healthy = statesOf(await lookAtRecording('healthy'));
    const states = statesOf(await lookAtRecording(name));
    for (const id of LATER) healthy.delete(id);
    const different = [...healthy].filter(([id, { health }]) => states.get(id)?.health !== health).map(([id]) => id);
    const described = different.map((id) => `${id} ${states.get(id)?.health ?? 'gone'}`);
    expect(described.sort()).toEqual(
      Object.entries(expected)
        .map(([id, [health]]) => `${id} ${health}`)
        .sort(),
    );
    for (const [id, [, word]] of Object.entries(expected)) expect(`${id}: ${states.get(id)?.because}`).toContain(word);
    expect([...states.keys()].filter((id) => !healthy.has(id))).toEqual([]);
  });

  it('whatever is not ok says why, and what its components claim has a proof', async () => {
    for (const name of Object.keys(FAULTS) as RecordedFaultName[]) {
      const { graph } = await lookAtRecording(name);
      const silent = [...graph.components, ...graph.edges].filter((each) => each.health !== 'ok' && !each.because);
      expect(silent, name).toEqual([]);
      const unproven = graph.components.filter((each) => each.health !== 'absent' && each.evidence.length === 0).map((each) => each.id);
      expect(unproven, name).toEqual([]);
    }
  });
});
