import { expect, it } from 'vitest';
import { component, scraper, target } from './facts.testSupport';
import { findingPlaces } from './findingPlaces';
import type { RuleId } from './ruleIds';

const workload = (kind: string, namespace: string, name: string) => ({ kind, namespace, name });
const components = [
  component('kubelet', 'n1', { id: 'kubelet/n1', card: 'kubelet', node: 'n1' }),
  component('cadvisor', 'n1', { id: 'cadvisor/n1', card: 'cadvisor', node: 'n1' }),
  component('hpa', 'web', { id: 'hpa/demo/web', card: 'hpa', namespace: 'demo' }),
  component('metrics-server', 'metrics-server', {
    id: 'metrics-server/kube-system/metrics-server',
    card: 'metrics-server',
    workload: workload('Deployment', 'kube-system', 'metrics-server'),
  }),
  component('prometheus-adapter', 'b', { id: 'adapter/b', card: 'prometheus-adapter:m/b', workload: workload('Deployment', 'm', 'b') }),
].map((found) => ({ ...found, pods: [] }));
const scraped = scraper([target({ labels: { job: 'kubelet', instance: 'n1' } }), target({ labels: { job: 'app', instance: 'x' } })], {
  found: component('prometheus', 'k8s', { id: 'prometheus/k8s', card: 'prometheus' }),
  cards: ['cadvisor', undefined],
});

it.each<[string, RuleId, string, object | undefined]>([
  [
    'who may not read whom',
    'kubelet-access-denied',
    'Deployment/kube-system/metrics-server',
    {
      card: 'metrics-server',
      member: 'metrics-server/kube-system/metrics-server',
      hop: { from: 'kubelet', to: 'metrics-server' },
    },
  ],
  ['a node is its kubelet', 'node-unhealthy', 'Node/n1', { card: 'kubelet', member: 'kubelet/n1' }],
  ['or its cAdvisor', 'cadvisor-labels-missing', 'Node/n1', { card: 'cadvisor', member: 'cadvisor/n1' }],
  [
    'an API and what stands behind it',
    'metrics-api-unavailable',
    'APIService/v1beta1.metrics.k8s.io',
    { card: 'metrics-api', hop: { from: 'metrics-server', to: 'metrics-api' } },
  ],
  [
    'another API',
    'metrics-api-unavailable',
    'APIService/v1beta2.custom.metrics.k8s.io',
    { card: 'custom-metrics-api', hop: { from: 'prometheus-adapter', to: 'custom-metrics-api' } },
  ],
  ['an API that is not registered has no hop', 'metrics-api-absent', 'APIService/v1beta1.metrics.k8s.io', { card: 'metrics-api' }],
  [
    'an HPA',
    'hpa-metric-unavailable',
    'HorizontalPodAutoscaler/demo/web',
    { card: 'hpa', member: 'hpa/demo/web', hop: { from: 'metrics-api', to: 'hpa' } },
  ],
  ['a target', 'scrape-denied', 'target/kubelet/n1', { card: 'cadvisor', hop: { from: 'cadvisor', to: 'prometheus' } }],
  ['a target of no card', 'scrape-denied', 'target/app/x', { card: 'prometheus' }],
  [
    'a second of a kind',
    'adapter-source-broken',
    'Deployment/m/b',
    { card: 'prometheus-adapter:m/b', member: 'adapter/b', hop: { from: 'prometheus', to: 'prometheus-adapter:m/b' } },
  ],
  ['a card by its id', 'node-proxy-denied', 'kubelet', { card: 'kubelet' }],
  ['what is not on the map', 'component-not-running', 'Deployment/a/b', undefined],
])('%s', (_name, rule, subject, place) => {
  const places = findingPlaces([{ id: 'f', rule, subject }], { components, scrapers: [scraped] });
  expect(places).toEqual(place === undefined ? [] : [{ id: 'f', ...place }]);
});

const running = [
  ...components.slice(0, 3),
  component('metrics-server', 'metrics-server', {
    id: 'ms',
    card: 'metrics-server',
    workload: workload('Deployment', 'kube-system', 'metrics-server'),
    pods: ['ms-0', 'ms-1', 'ms-2'],
    container: 'metrics-server',
  }),
  component('node-exporter', 'ne', { id: 'ne', card: 'node-exporter', namespace: 'monitoring', pods: ['ne-0', 'ne-1', 'ne-2'] }),
  component('prometheus', 'k8s', { id: 'prometheus/k8s', card: 'prometheus', namespace: 'monitoring', pods: ['prometheus-0'] }),
];
const scraping = scraper(
  [
    target({ labels: { job: 'ne', instance: 'a', namespace: 'monitoring', pod: 'ne-2' } }),
    target({ labels: { job: 'kubelet', instance: 'b' } }),
  ],
  { found: component('prometheus', 'k8s', { id: 'prometheus/k8s', card: 'prometheus' }), cards: ['node-exporter', 'cadvisor'] },
);

it.each<[string, RuleId, string, readonly string[]]>([
  ['its own pods, of replicas some', 'kubelet-access-denied', 'Deployment/kube-system/metrics-server', ['ms-0', 'ms-1']],
  ['the pod that it is about', 'component-not-running', 'Pod/kube-system/ms-2', ['ms-2']],
  ['of a target who scrapes it, and the very pod', 'scrape-denied', 'target/ne/a', ['prometheus-0', 'ne-2']],
  ['of a target that is no pod who scrapes it', 'scrape-denied', 'target/kubelet/b', ['prometheus-0']],
  ['of an API what stands behind it', 'metrics-api-unavailable', 'APIService/v1beta1.metrics.k8s.io', ['ms-0', 'ms-1']],
  ['of a node none', 'node-unhealthy', 'Node/n1', []],
])('the logs that may tell more: %s', (_name, rule, subject, pods) => {
  const [place] = findingPlaces([{ id: 'f', rule, subject }], { components: running, scrapers: [scraping] });
  expect((place?.logs ?? []).map(({ pod }) => pod)).toEqual(pods);
  expect(place?.logs?.find(({ pod }) => pod.startsWith('ms'))?.container).toBe(pods[0]?.startsWith('ms') ? 'metrics-server' : undefined);
});
