import { expect, it } from 'vitest';
import { nearestMonitor } from '../../../shared/analysis/why/monitors';
import type { WhyPlace } from '../../../shared/analysis/why/scene';
import { pod, service } from '../../../shared/diagnosis/facts.testSupport';
import { EMPTY_INVENTORY, type EndpointSliceObject, type Inventory, type OtherObject } from '../../../shared/model/inventory';
import { monitorsAt } from './monitors';

const META = { uid: 'u', resourceVersion: '1', createdMs: 0, annotations: {}, status: {} };
const object = (namespace: string, name: string, spec: OtherObject['spec'], labels: Record<string, string> = {}): OtherObject => {
  return { ...META, namespace, name, labels, spec };
};

const POD = pod('demo', 'api-0', { labels: { app: 'api' } });
const ports = (name: string) => [{ name, port: 80, targetPort: '8080', protocol: 'TCP' }];
const API = service('demo', 'api', { labels: { app: 'api' }, selector: { app: 'api' }, ports: ports('http') });
const OTHER = service('demo', 'web', { labels: { app: 'web' }, selector: { app: 'web' }, ports: ports('http') });
const KUBELET = service('kube-system', 'kubelet', { labels: { k8s: 'kubelet' }, selector: {}, ports: ports('https-metrics') });
const KUBELETS: EndpointSliceObject = {
  ...META,
  namespace: 'kube-system',
  name: 'kubelet-x',
  labels: {},
  service: 'kubelet',
  ports: [{ name: 'https-metrics', port: 10250 }],
  endpoints: [{ addresses: ['10.0.0.1'], ready: true, target: { kind: 'Node', name: 'n1' } }],
};

const PLACE: WhyPlace = {
  id: 'app/api',
  kind: 'app',
  name: 'Applications demo/api',
  path: '/metrics',
  pods: [{ namespace: 'demo', name: 'api-0' }],
  hosts: [],
};
const CADVISOR: WhyPlace = {
  id: 'cadvisor/n1',
  kind: 'cadvisor',
  name: 'cAdvisor n1',
  path: '/metrics/cadvisor',
  node: 'n1',
  pods: [],
  hosts: [],
};

const MATCHES = { selector: { matchLabels: { app: 'api' } }, endpoints: [{ port: 'http' }] };
const RELEASE = { release: 'stack' };
const PROMETHEUS = object('monitoring', 'k8s', {
  serviceMonitorSelector: { matchLabels: RELEASE },
  serviceMonitorNamespaceSelector: {},
  podMonitorSelector: {},
  podMonitorNamespaceSelector: { matchLabels: { team: 'a' } },
});
const monitor = (spec: OtherObject['spec'], labels: Record<string, string> = RELEASE, namespace = 'demo') =>
  object(namespace, 'api', spec, labels);

function nearest(others: Record<string, readonly OtherObject[]>, place = PLACE, more: Partial<Inventory> = {}) {
  const named = Object.fromEntries(Object.entries(others).map(([resource, all]) => [`monitoring.coreos.com/${resource}`, all]));
  const inventory = {
    ...EMPTY_INVENTORY,
    pods: [POD],
    services: [OTHER, API, KUBELET],
    endpointSlices: [KUBELETS],
    others: named,
    ...more,
  };
  const monitors = monitorsAt(place, inventory);
  return monitors && nearestMonitor({ monitors });
}

const ofServices = (...servicemonitors: readonly OtherObject[]) => ({ prometheuses: [PROMETHEUS], servicemonitors });

it.each<[string, OtherObject, RegExp, RegExp]>([
  [
    'selects it',
    monitor(MATCHES),
    /api: it looks into namespace demo; its selector {app: api} matches Service demo\/api; it asks for port http on \/metrics; Prometheus monitoring\/k8s selects it$/,
    /operator runs/,
  ],
  [
    'looks into another namespace',
    monitor(MATCHES, RELEASE, 'prod'),
    /api: without a namespaceSelector it leaves out namespace demo$/,
    /name demo \(matchNames\)/,
  ],
  [
    'names other namespaces',
    monitor({ ...MATCHES, namespaceSelector: { matchNames: ['prod'] } }),
    /api: its namespaceSelector leaves out namespace demo$/,
    /name demo/,
  ],
  [
    'asks for other labels',
    monitor({ ...MATCHES, selector: { matchLabels: { app: 'apis' } } }),
    /demo; its selector {app: apis} does not match Service demo\/api \(app: api\)$/,
    /Give Service demo\/api the labels/,
  ],
  [
    'asks for a port that is not there',
    monitor({ ...MATCHES, endpoints: [{ port: '80' }] }),
    /it asks for port 80, and it has http$/,
    /port: http/,
  ],
  [
    'asks on another path',
    monitor({ ...MATCHES, endpoints: [{ port: 'http', path: '/prom' }] }),
    /port http on \/prom, not \/metrics$/,
    /path \/metrics/,
  ],
  [
    'is taken by no Prometheus',
    monitor(MATCHES, {}),
    /\/metrics; Prometheus monitoring\/k8s: serviceMonitorSelector {release: stack} does not match its labels \(none\)$/,
    /Give ServiceMonitor demo\/api the labels/,
  ],
])('a ServiceMonitor that %s', (_name, object, says, remedy) => {
  expect(nearest(ofServices(object))).toMatchObject({ says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) });
});

it('of several the one that comes farthest is told, and of how many', () => {
  const far = { ...monitor({ ...MATCHES, selector: { matchLabels: { app: 'no' } } }), name: 'far' };
  expect(nearest(ofServices(far, monitor(MATCHES, {})))?.says).toMatch(/^of 2 monitors ServiceMonitor demo\/api comes nearest: /);
});

it('a PodMonitor is held against the pod itself; labels of namespaces, which are not listed, leave it open', () => {
  const spec = { selector: { matchLabels: { app: 'api' } }, podMetricsEndpoints: [{ targetPort: 8080 }] };
  const near = nearest({ prometheuses: [PROMETHEUS], podmonitors: [monitor(spec)] });
  expect(near?.says).toMatch(/matches pod demo\/api-0; .*whether Prometheus monitoring\/k8s selects it is not known/);
  expect(near?.misses).toBe(false);
});

it('what belongs to a node is found by the endpoints that name the node', () => {
  const spec = { selector: { matchLabels: { k8s: 'kubelet' } }, endpoints: [{ port: 'https-metrics' }] };
  const given = ofServices(monitor(spec, RELEASE, 'kube-system'));
  expect(nearest(given, CADVISOR)?.says).toMatch(/matches Service kube-system\/kubelet; .*on \/metrics, not \/metrics\/cadvisor$/);
});

it('without a Service in front of it a ServiceMonitor cannot select it', () => {
  expect(nearest(ofServices(monitor(MATCHES)), PLACE, { services: [OTHER] })?.says).toMatch(
    /no Service that it could select is in front of it$/,
  );
});

it('there are no monitors', () => expect(nearest({ prometheuses: [PROMETHEUS] })).toBeUndefined());
