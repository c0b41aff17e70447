import { describe, expect, test } from 'vitest';
import { discover } from './discover';
import { type Answers, NO_ANSWERS } from './identification';
import { candidatesToAsk } from './identify';
import { fixture, inventoryOf, line } from './objects.testSupport';

const RECORDED = inventoryOf('recorded-1.34.json');
const BUILDINFO = 'Deployment/monitoring/prometheus buildinfo';
const FLAGS = 'Deployment/monitoring/prometheus flags';

function answered(key: string, file: string): [string, { kind: 'answered'; request: string; atMs: number; status: number; text: string }] {
  return [key, { kind: 'answered', request: `GET ${key}`, atMs: 1, status: 200, text: fixture(file) }];
}

describe('a real cluster: Kubernetes 1.34.4 with every component', () => {
  test('every component is found, once, on its card, with the best way to it', () => {
    expect(discover(RECORDED, NO_ANSWERS, []).map(line)).toEqual([
      'kubelet = kubelet/hop-1 v1.34.4 node-proxy hop-1',
      'cadvisor = cadvisor/hop-1 node-proxy hop-1 /metrics/cadvisor',
      'metrics-server = metrics-server/kube-system/metrics-server 0.9.0 service-proxy kube-system metrics-server https https',
      'metrics-api = metrics-api/metrics.k8s.io v1beta1 aggregated metrics.k8s.io/v1beta1',
      'kubectl-top = kubectl-top aggregated metrics.k8s.io/v1beta1',
      'hpa = hpa/demo/sleepy-cpu no way in',
      'hpa = hpa/demo/web-cpu no way in',
      'hpa = hpa/demo/worker-requests no way in',
      'node-exporter = node-exporter/monitoring/node-exporter/hop-1 1.5.0 pod-proxy monitoring node-exporter-2wmgm http 9100',
      'prometheus = prometheus/monitoring/prometheus 3.10.0 service-proxy monitoring prometheus http web',
      'custom-metrics-api = custom-metrics-api/custom.metrics.k8s.io v1beta2 aggregated custom.metrics.k8s.io/v1beta2',
      'prometheus-adapter = prometheus-adapter/monitoring/prometheus-adapter 0.12.0 service-proxy monitoring prometheus-adapter https https',
      'external-metrics-api = external-metrics-api/external.metrics.k8s.io v1beta1 aggregated external.metrics.k8s.io/v1beta1',
      'alertmanager = alertmanager/monitoring/alertmanager 0.25.0 service-proxy monitoring alertmanager http web',
      'applications = app/demo/web service-proxy demo web http http',
      'applications = app/demo/worker pod-proxy demo worker-cf648896c-m7khl http 8080',
      'api-objects = kube-apiserver apiserver',
      'kube-state-metrics = kube-state-metrics/kube-system/kube-state-metrics 2.15.0 service-proxy kube-system kube-state-metrics http http-metrics',
      'cadvisor-standalone = cadvisor/cadvisor/cadvisor/hop-1 0.52.1 pod-proxy cadvisor cadvisor-tfmtw http 8080',
      'container-runtime = container-runtime/hop-1 [containerd] 1.6.20 no way in',
    ]);
  });

  test('only Prometheus has to say what it is: buildinfo, then flags, then nothing more', () => {
    const asked = (answers: Answers) => candidatesToAsk(discover(RECORDED, answers, []), answers, RECORDED);
    expect(asked(NO_ANSWERS).map(({ key, path }) => [key, path])).toEqual([[BUILDINFO, '/api/v1/status/buildinfo']]);
    const first = new Map([answered(BUILDINFO, 'prom-status-buildinfo.json')]);
    expect(asked(first).map(({ key, path }) => [key, path])).toEqual([[FLAGS, '/api/v1/status/flags']]);
    expect(asked(new Map([...first, answered(FLAGS, 'prom-status-flags.json')]))).toEqual([]);
  });

  test('its answers prove it', () => {
    const answers = new Map([answered(BUILDINFO, 'prom-status-buildinfo.json'), answered(FLAGS, 'prom-status-flags.json')]);
    const prometheus = discover(RECORDED, answers, []).find((item) => item.kind === 'prometheus');
    expect(prometheus).toMatchObject({ confidence: 'proven', version: '3.10.0' });
    expect(prometheus?.flavour).toBeUndefined();
    expect(prometheus?.because.at(-1)).toBe(`GET ${FLAGS} has storage.tsdb.path /prometheus.`);
  });

  test('the same objects in another order give the same list', () => {
    const reversed = {
      ...RECORDED,
      pods: [...RECORDED.pods].reverse(),
      workloads: [...RECORDED.workloads].reverse(),
      services: [...RECORDED.services].reverse(),
    };
    expect(discover(reversed, NO_ANSWERS, [])).toEqual(discover(RECORDED, NO_ANSWERS, []));
  });

  test('without leave to list workloads the pods alone show the same programs', () => {
    const lines = discover({ ...RECORDED, workloads: [] }, NO_ANSWERS, []).map(line);
    expect(lines).toEqual(discover(RECORDED, NO_ANSWERS, []).map(line));
  });
});
