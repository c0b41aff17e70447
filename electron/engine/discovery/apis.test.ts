import { describe, expect, test } from 'vitest';
import { discover } from './discover';
import { NO_ANSWERS } from './identification';
import { apiService, inventory, lines, only, PROMETHEUS, service, workload } from './manifests.testSupport';
import { line } from './objects.testSupport';

describe('who serves the metrics APIs', () => {
  const ADAPTER = {
    name: 'c',
    image: 'registry.k8s.io/prometheus-adapter/prometheus-adapter:v0.12.0',
    ports: [{ name: 'https', containerPort: 6443 }],
  };
  const KEDA = { name: 'c', image: 'ghcr.io/kedacore/keda-metrics-apiserver:2.15.1', ports: [{ name: 'https', containerPort: 6443 }] };
  const https = [{ name: 'https', port: 443, targetPort: 'https' }];

  test('KEDA and prometheus-adapter share them', () => {
    const found = discover(
      inventory(
        workload({ name: 'adapter', containers: [ADAPTER] }),
        workload({ name: 'keda', containers: [KEDA] }),
        service('adapter', { app: 'adapter' }, https),
        service('keda', { app: 'keda' }, https),
        apiService('custom.metrics.k8s.io', 'v1beta1', 'adapter'),
        apiService('external.metrics.k8s.io', 'v1beta1', 'keda'),
      ),
      NO_ANSWERS,
      [],
    );
    const served = found.flatMap((item) =>
      item.kind.endsWith('adapter') ? [[item.card, item.flavour, item.serves, item.confidence]] : [],
    );
    expect(served).toEqual([
      ['prometheus-adapter', undefined, ['custom.metrics.k8s.io'], 'proven'],
      ['external-adapter', 'keda', ['external.metrics.k8s.io'], 'proven'],
    ]);
  });

  test('whoever serves metrics.k8s.io stands on the card of metrics-server, whatever its name and image', () => {
    const objects = [
      workload({
        name: 'own-thing',
        containers: [{ name: 'c', image: 'registry.example/thing:1', ports: [{ name: 'https', containerPort: 8443 }] }],
      }),
      service('thing', { app: 'own-thing' }, https),
      apiService('metrics.k8s.io', 'v1beta1', 'thing'),
    ];
    const server = only(objects, 'metrics-server');
    expect(server).toMatchObject({ card: 'metrics-server', confidence: 'proven', serves: ['metrics.k8s.io'] });
    expect(server?.because.at(-1)).toBe('Its image and arguments are of no server that is known.');
  });

  test('a Service without selector leads to the pods of its EndpointSlice', () => {
    const slice = {
      kind: 'EndpointSlice',
      metadata: { name: 's-1', namespace: 'm', labels: { 'kubernetes.io/service-name': 's' } },
      endpoints: [{ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'adapter-5b8bfffd9c-b2wmg' } }],
    };
    const objects = [
      workload({ name: 'adapter', containers: [ADAPTER] }),
      service('s', {}, https),
      slice,
      apiService('custom.metrics.k8s.io', 'v1beta1', 's'),
    ];
    expect(only(objects, 'prometheus-adapter')?.because[0]).toContain('whose EndpointSlice names its pods.');
  });

  test.each<[string, readonly object[], string]>([
    ['the Service is missing', [], 'APIService v1beta1.metrics.k8s.io points to Service m/ms, which does not exist.'],
    [
      'nothing runs behind it',
      [service('ms', { app: 'gone' }, https)],
      'APIService v1beta1.metrics.k8s.io points to Service m/ms, behind which there is no pod.',
    ],
  ])('%s: the API is found and says where the way ends', (_name, objects, sentence) => {
    expect(only([apiService('metrics.k8s.io', 'v1beta1', 'ms'), ...objects], 'metrics-api')?.because).toContain(sentence);
  });

  test('a metrics-server without registration is found by what it runs, and says so', () => {
    const server = only(
      [workload({ name: 'ms', containers: [{ name: 'c', image: 'x/y@sha256:1', args: ['--metric-resolution=15s'] }] })],
      'metrics-server',
    );
    expect(server).toMatchObject({ confidence: 'likely', serves: [] });
    expect(server?.because.at(-1)).toBe('No APIService points to it.');
  });
});

describe('applications that are scraped', () => {
  const APP = { name: 'c', image: 'registry.example/app:1', ports: [{ name: 'http', containerPort: 8080 }] };

  test('annotations on pods: port, path and scheme', () => {
    const app = {
      kind: 'Pod',
      metadata: {
        name: 'app',
        namespace: 'm',
        annotations: {
          'prometheus.io/scrape': 'true',
          'prometheus.io/port': '9090',
          'prometheus.io/path': '/q',
          'prometheus.io/scheme': 'https',
        },
      },
      spec: { containers: [APP] },
      status: { phase: 'Running' },
    };
    expect(lines([app])).toEqual(['applications = app/m/app pod-proxy m app https 9090 /q']);
  });

  test('annotations on a Service', () => {
    const annotated = {
      ...service('s', { app: 'app' }, [{ port: 80, targetPort: 'http' }]),
      metadata: { name: 's', namespace: 'm', annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '80' } },
    };
    expect(lines([workload({ name: 'app', containers: [APP] }), annotated])).toEqual([
      'applications = app/m/app service-proxy m s http 80',
    ]);
  });

  const SCRAPED = { namespace: 'm', pod: 'plain-1', by: 'm/prom', job: 'pods', scheme: 'https', port: '8080', path: '/stats' } as const;
  const plain = (annotations: Readonly<Record<string, string>> = {}) => ({
    kind: 'Pod',
    metadata: { name: 'plain-1', namespace: 'm', annotations },
    spec: { containers: [APP] },
    status: { phase: 'Running' },
  });
  const apps = (pod: object) =>
    discover(inventory(pod), NO_ANSWERS, [], [SCRAPED])
      .filter(({ kind }) => kind === 'app')
      .map((found) => [line(found), ...found.because]);

  test("without a word of the objects: by a Prometheus' targets, where it scrapes them", () => {
    expect(discover(inventory(plain()), NO_ANSWERS, []).filter(({ kind }) => kind === 'app')).toEqual([]);
    expect(apps(plain())).toEqual([
      [
        'applications = app/m/plain-1 pod-proxy m plain-1 https 8080 /stats',
        'Prometheus m/prom scrapes its pods (job pods, port 8080, /stats).',
      ],
    ]);
  });

  test('what the objects say comes before the targets', () => {
    expect(apps(plain({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' }))).toMatchObject([
      [
        'applications = app/m/plain-1 pod-proxy m plain-1 http 9090',
        'Its pods have the annotation prometheus.io/scrape=true, prometheus.io/port=9090.',
      ],
    ]);
  });

  test('scrape=false, and components themselves, are no applications', () => {
    const off = workload({ name: 'app', containers: [APP] });
    const template = {
      metadata: { labels: { app: 'p' }, annotations: { 'prometheus.io/scrape': 'true' } },
      spec: { containers: [PROMETHEUS] },
    };
    const own = { kind: 'Deployment', metadata: { name: 'p', namespace: 'm' }, spec: { replicas: 1, template } };
    expect(only([off, own], 'app')).toBeUndefined();
  });
});

describe('autoscalers', () => {
  test('one HPA and one VPA each', () => {
    const target = { kind: 'Deployment', name: 'web' };
    const found = lines([
      { kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'm' }, spec: { scaleTargetRef: target } },
      { kind: 'VerticalPodAutoscaler', metadata: { name: 'web', namespace: 'm' }, spec: { targetRef: target } },
    ]);
    expect(found).toEqual(['hpa = hpa/m/web no way in', 'vpa = vpa/m/web no way in']);
  });
});
