import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import { discover } from './discover';
import { type Answers, type IdentificationAnswer, NO_ANSWERS } from './identification';
import { candidatesToAsk } from './identify';
import { inventoryFrom, line } from './objects.testSupport';

interface Pods {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly replicas?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly created?: string;
  readonly containers: readonly object[];
}

function workload({
  name,
  namespace = 'm',
  kind = 'Deployment',
  replicas = 1,
  labels = { app: name },
  owner,
  created,
  containers,
}: Pods): object {
  return {
    kind,
    metadata: {
      name,
      namespace,
      creationTimestamp: created ?? '2026-11-01T00:00:00Z',
      ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
    },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

function service(name: string, selector: Readonly<Record<string, string>>, ports: readonly object[], namespace = 'm'): object {
  return { kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: '10.96.0.9', selector, ports } };
}

function apiService(group: string, version: string, to: string, namespace = 'm'): object {
  return {
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: { group, version, service: { namespace, name: to, port: 443 } },
  };
}

function inventory(...objects: readonly object[]) {
  return inventoryFrom(JSON.stringify({ items: objects }));
}

/** Lines of what was found but the kube-apiserver. */
function lines(objects: readonly object[], answers: Answers = NO_ANSWERS): readonly string[] {
  return discover(inventory(...objects), answers, [])
    .filter((item) => item.kind !== 'kube-apiserver')
    .map(line);
}

function only(objects: readonly object[], kind: Discovered['kind'], answers: Answers = NO_ANSWERS): Discovered | undefined {
  return discover(inventory(...objects), answers, []).find((item) => item.kind === kind);
}

const PROMETHEUS = { name: 'c', image: 'quay.io/prometheus/prometheus:v2.54.1' };

describe('names prove nothing', () => {
  const nginx = { name: 'prometheus', image: 'nginx:1.27', ports: [{ name: 'web', containerPort: 80 }] };
  const cases: readonly { readonly name: string; readonly objects: readonly object[]; readonly found: readonly string[] }[] = [
    {
      name: 'a Deployment, pod, container and Service named prometheus that run nginx',
      objects: [
        workload({ name: 'prometheus', containers: [nginx] }),
        service('prometheus', { app: 'prometheus' }, [{ name: 'web', port: 80 }]),
      ],
      found: [],
    },
    {
      name: 'the label alone',
      objects: [workload({ name: 'x', labels: { 'app.kubernetes.io/name': 'prometheus' }, containers: [nginx] })],
      found: [],
    },
    {
      name: 'a Prometheus in a Deployment named foo',
      objects: [workload({ name: 'foo', containers: [PROMETHEUS] })],
      found: ['prometheus = prometheus/m/foo 2.54.1 pod-proxy m foo-5b8bfffd9c-b2wmg http 9090'],
    },
    {
      name: 'promtool in the image of Prometheus',
      objects: [workload({ name: 'check', containers: [{ ...PROMETHEUS, command: ['/bin/promtool', 'check', 'rules'] }] })],
      found: [],
    },
    {
      name: 'the operator and its reloader',
      objects: [
        workload({
          name: 'prometheus-operator',
          containers: [{ name: 'prometheus', image: 'quay.io/prometheus-operator/prometheus-operator:v0.76.2' }],
        }),
        workload({
          name: 'reloader',
          containers: [{ name: 'prometheus', image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.76.2' }],
        }),
      ],
      found: [],
    },
    {
      name: "a program of one's own whose image is named metrics-server, without label, flag or port",
      objects: [
        workload({
          name: 'metrics-server',
          labels: { run: 'it' },
          containers: [{ name: 'c', image: 'registry.example/team/metrics-server:1' }],
        }),
      ],
      found: [],
    },
    {
      name: 'a mirror of a mirror, by digest, in a registry with a port',
      objects: [
        workload({
          name: 'ksm',
          containers: [{ name: 'c', image: 'registry.example:5000/a/b/kube-state-metrics/kube-state-metrics@sha256:00' }],
        }),
      ],
      found: ['kube-state-metrics = kube-state-metrics/m/ksm pod-proxy m ksm-5b8bfffd9c-b2wmg http 8080'],
    },
    {
      name: "an image that says nothing, with Prometheus' own flags",
      objects: [
        workload({
          name: 'mon',
          containers: [{ name: 'c', image: 'registry.example/base@sha256:11', args: ['--config.file=/p.yml', '--storage.tsdb.path=/d'] }],
        }),
      ],
      found: ['prometheus = prometheus/m/mon pod-proxy m mon-5b8bfffd9c-b2wmg http 9090'],
    },
    {
      name: 'flags in a shell script',
      objects: [
        workload({
          name: 'sh',
          containers: [
            {
              name: 'c',
              image: 'alpine',
              command: ['sh', '-c', 'mkdir -p /d && exec /bin/prometheus --storage.tsdb.path=/d --web.listen-address=:9191'],
            },
          ],
        }),
      ],
      found: ['prometheus = prometheus/m/sh pod-proxy m sh-5b8bfffd9c-b2wmg http 9191'],
    },
  ];
  test.each(cases)('$name', ({ objects, found }) => {
    expect(lines(objects)).toEqual(found);
  });

  test('pods that are over are nobody', () => {
    const pod = {
      kind: 'Pod',
      metadata: { name: 'old', namespace: 'm' },
      spec: { containers: [PROMETHEUS] },
      status: { phase: 'Succeeded' },
    };
    expect(lines([pod])).toEqual([]);
  });

  test('scaled to nothing it is still found, without a way in', () => {
    expect(lines([workload({ name: 'foo', replicas: 0, containers: [PROMETHEUS] })])).toEqual([
      'prometheus = prometheus/m/foo 2.54.1 no way in',
    ]);
  });
});

describe('ways in', () => {
  const web = (more: object = {}) => ({ ...PROMETHEUS, ports: [{ name: 'web', containerPort: 9090 }], ...more });
  const best = (objects: readonly object[]) =>
    only(objects, 'prometheus')?.endpoints.filter((endpoint) => endpoint.purpose === 'api') ?? [];
  const way = (objects: readonly object[]) => best(objects).map(({ route, basePath }) => [...Object.values(route), basePath].join(' '));
  const POD = 'pod-proxy m p-5b8bfffd9c-b2wmg';

  test.each<[string, object, readonly object[], readonly string[]]>([
    [
      'a Service by the name of its port, then the pod',
      {},
      [{ name: 'http', port: 80, targetPort: 'web' }],
      ['service-proxy m p http http ', `${POD} http 9090 `],
    ],
    [
      'a Service whose port has no name, by number',
      {},
      [{ port: 80, targetPort: 9090 }],
      ['service-proxy m p http 80 ', `${POD} http 9090 `],
    ],
    ['a Service to another port leads elsewhere', {}, [{ name: 'x', port: 80, targetPort: 8080 }], [`${POD} http 9090 `]],
    [
      'appProtocol https',
      {},
      [{ name: 'web', port: 9090, targetPort: 'web', appProtocol: 'https' }],
      ['service-proxy m p https web ', `${POD} http 9090 `],
    ],
    [
      'a probe says the scheme',
      { args: ['--web.config.file=/w.yml'], readinessProbe: { httpGet: { port: 'web', path: '/-/ready', scheme: 'HTTPS' } } },
      [{ name: 'web', port: 9090, targetPort: 'web' }],
      ['service-proxy m p https web ', `${POD} https 9090 `],
    ],
    [
      'a web configuration without a probe: https first, http may be',
      { args: ['--web.config.file=/w.yml'] },
      [],
      [`${POD} https 9090 `, `${POD} http 9090 `],
    ],
    [
      'the route prefix',
      { args: ['--web.route-prefix=/prom/', '--web.external-url=https://x.example/other'] },
      [],
      [`${POD} http 9090 /prom`],
    ],
    ['the path of the external URL', { args: ['--web.external-url', 'https://x.example/other'] }, [], [`${POD} http 9090 /other`]],
    [
      'a route prefix of / overrides the external URL',
      { args: ['--web.external-url=https://x.example/other', '--web.route-prefix=/'] },
      [],
      [`${POD} http 9090 `],
    ],
    ['on loopback with nobody in front there is no way', { args: ['--web.listen-address=127.0.0.1:9090'] }, [], []],
  ])('%s', (_name, container, ports, expected) => {
    const objects = [
      workload({ name: 'p', containers: [web(container)] }),
      ...(ports.length > 0 ? [service('p', { app: 'p' }, ports)] : []),
    ];
    expect(way(objects)).toEqual(expected);
  });

  test('a Service that also selects others comes last', () => {
    const shared = { app: 'a', tier: 'mon' };
    const objects = [
      workload({ name: 'p', labels: shared, containers: [web()] }),
      workload({ name: 'q', labels: { app: 'b', tier: 'mon' }, containers: [{ name: 'c', image: 'nginx' }] }),
      service('all', { tier: 'mon' }, [{ name: 'web', port: 9090, targetPort: 9090 }]),
    ];
    expect(way(objects)).toEqual([`${POD} http 9090 `, 'service-proxy m all http web ']);
  });
});

describe('several of a kind', () => {
  test('two Prometheus: the older on the card of the map, the other on its own', () => {
    const found = lines([
      workload({ name: 'b', created: '2026-11-02T00:00:00Z', containers: [PROMETHEUS] }),
      workload({ name: 'a', namespace: 'team', created: '2026-11-03T00:00:00Z', containers: [PROMETHEUS] }),
    ]);
    expect(found.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'prometheus = prometheus/m/b',
      'prometheus:team/a = prometheus/team/a',
    ]);
  });

  test('what only answers like Prometheus leaves the card of the map to a Prometheus', () => {
    const query = { name: 'c', image: 'quay.io/thanos/thanos:v0.36.1', args: ['query', '--http-address=0.0.0.0:10902'] };
    const found = discover(
      inventory(
        workload({ name: 'q', created: '2026-10-01T00:00:00Z', containers: [query] }),
        workload({ name: 'p', containers: [PROMETHEUS] }),
      ),
      NO_ANSWERS,
      [],
    );
    expect(found.filter((item) => item.kind === 'prometheus').map((item) => [item.card, item.flavour])).toEqual([
      ['prometheus', undefined],
      ['prometheus:m/q', 'thanos-query'],
    ]);
  });

  const KSM = { name: 'c', image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0' };

  test('shards of kube-state-metrics by flags are members of one card', () => {
    const shard = (n: number) => workload({ name: `ksm-${n}`, containers: [{ ...KSM, args: [`--shard=${n}`, '--total-shards=2'] }] });
    const found = discover(inventory(shard(0), shard(1)), NO_ANSWERS, []).filter((item) => item.kind === 'kube-state-metrics');
    expect(found.map((item) => [item.id, item.card, item.because.at(-1)])).toEqual([
      ['kube-state-metrics/m/ksm-0', 'kube-state-metrics', 'It is shard 0 of 2 (--shard, --total-shards).'],
      ['kube-state-metrics/m/ksm-1', 'kube-state-metrics', 'It is shard 1 of 2 (--shard, --total-shards).'],
    ]);
  });

  test('shards by ordinal: each pod is a member, reached by itself', () => {
    const found = lines([
      workload({
        name: 'ksm',
        kind: 'StatefulSet',
        replicas: 2,
        containers: [{ ...KSM, args: ['--pod=$(POD_NAME)', '--pod-namespace=$(NS)'] }],
      }),
    ]);
    expect(found).toEqual([
      'kube-state-metrics = kube-state-metrics/m/ksm/ksm-0 2.13.0 pod-proxy m ksm-0 http 8080',
      'kube-state-metrics = kube-state-metrics/m/ksm/ksm-1 2.13.0 pod-proxy m ksm-1 http 8080',
    ]);
  });

  test('a second kube-state-metrics that is no shard has a card of its own', () => {
    const cards = discover(
      inventory(workload({ name: 'a', containers: [KSM] }), workload({ name: 'b', containers: [KSM] })),
      NO_ANSWERS,
      [],
    ).map((item) => item.card);
    expect(cards).toEqual(expect.arrayContaining(['kube-state-metrics', 'kube-state-metrics:m/b']));
  });
});

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

describe('what answers decides', () => {
  const at = (text: string, status = 200): IdentificationAnswer => ({ kind: 'answered', request: 'GET it', atMs: 1, status, text });
  const answers = (buildinfo?: IdentificationAnswer, flags?: IdentificationAnswer, metrics?: IdentificationAnswer): Answers => {
    const all: readonly [string, IdentificationAnswer | undefined][] = [
      ['buildinfo', buildinfo],
      ['flags', flags],
      ['metrics', metrics],
    ];
    return new Map(all.flatMap(([question, answer]) => (answer ? [[`Deployment/m/foo ${question}`, answer] as const] : [])));
  };
  const data = (value: object) => at(JSON.stringify({ status: 'success', data: value }));
  const build = (value: object = {}) => data({ version: '2.54.1', revision: 'x', goVersion: 'go1.22', ...value });
  const notFound = at('404 page not found', 404);
  const foo = [workload({ name: 'foo', containers: [PROMETHEUS] })];

  const cases: readonly { readonly name: string; readonly given: Answers; readonly is: string }[] = [
    {
      name: 'Prometheus by its flags',
      given: answers(build(), data({ agent: 'false', 'storage.tsdb.path': '/d' })),
      is: 'prometheus - 2.54.1 proven',
    },
    {
      name: 'agent mode since 3.0',
      given: answers(build(), data({ agent: 'true', 'storage.tsdb.path': 'data/' })),
      is: 'prometheus prometheus-agent 2.54.1 proven',
    },
    {
      name: 'agent mode before 3.0',
      given: answers(build(), data({ 'enable-feature': 'x,agent', 'storage.tsdb.path': 'data/' })),
      is: 'prometheus prometheus-agent 2.54.1 proven',
    },
    {
      name: 'Thanos query',
      given: answers(build({ version: '0.36.1' }), data({ 'query.replica-label': '[]', 'grpc-address': 'x' })),
      is: 'prometheus thanos-query 0.36.1 proven',
    },
    {
      name: 'Thanos receive',
      given: answers(notFound, undefined, at('# TYPE thanos_receive_hashring_nodes gauge\n')),
      is: 'other thanos-receive 2.54.1 proven',
    },
    {
      name: 'a Thanos sidecar',
      given: answers(notFound, undefined, at('# TYPE thanos_sidecar_prometheus_up gauge\n')),
      is: 'other thanos-sidecar 2.54.1 proven',
    },
    {
      name: 'Mimir names itself',
      given: answers(build({ application: 'Grafana Mimir', version: '2.13.0' })),
      is: 'prometheus mimir 2.13.0 proven',
    },
    {
      name: 'VictoriaMetrics: a bare buildinfo, and vm_app_version',
      given: answers(
        data({ version: '2.24.0' }),
        notFound,
        at('vm_app_version{version="victoria-metrics-20240719-tags-v1.102.0-0-gabc", short_version="v1.102.0"} 1\n'),
      ),
      is: 'prometheus victoria-metrics 1.102.0 proven',
    },
    {
      name: 'vmagent',
      given: answers(notFound, undefined, at('vm_app_version{version="vmagent-20240719-tags-v1.102.0-0-gabc"} 1\n')),
      is: 'prometheus vmagent 1.102.0 proven',
    },
    {
      name: 'Grafana Alloy',
      given: answers(
        notFound,
        undefined,
        at('# TYPE alloy_build_info gauge\nalloy_build_info{version="v1.3.1"} 1\nprometheus_build_info 1\n'),
      ),
      is: 'opentelemetry-collector grafana-alloy 1.3.1 proven',
    },
    {
      name: 'an OpenTelemetry collector',
      given: answers(
        notFound,
        undefined,
        at('# TYPE otelcol_process_uptime counter\notelcol_process_uptime{service_version="0.108.0"} 5\n'),
      ),
      is: 'opentelemetry-collector - 0.108.0 proven',
    },
    {
      name: 'a login page: it stays as likely as its image',
      given: answers(at('<html>login</html>'), undefined, at('<html>')),
      is: 'prometheus - 2.54.1 likely',
    },
    {
      name: 'no answer: it stays as likely as its image',
      given: answers({ kind: 'no-answer', request: 'GET it', atMs: 1, because: 'denied' }),
      is: 'prometheus - 2.54.1 likely',
    },
  ];
  test.each(cases)('$name', ({ given, is }) => {
    const found = discover(inventory(...foo), given, []).find((item) => item.namespace === 'm');
    expect(`${found?.kind} ${found?.flavour ?? '-'} ${found?.version ?? '?'} ${found?.confidence}`).toBe(is);
  });

  describe('suspects', () => {
    const suspect = workload({
      name: 'foo',
      labels: { app: 'prometheus' },
      containers: [{ name: 'c', image: 'registry.example/mon:1', ports: [{ name: 'web', containerPort: 9090 }] }],
    });
    const asked = (given: Answers) => {
      const all = inventory(suspect);
      return candidatesToAsk(discover(all, given, []), given, all).map(
        ({ key, path, route }) => `${key} ${Object.values(route).join(' ')} ${path}`,
      );
    };

    test('a label and a port are not enough, but enough to ask', () => {
      expect(lines([suspect])).toEqual([]);
      expect(asked(NO_ANSWERS)).toEqual(['Deployment/m/foo buildinfo pod-proxy m foo-5b8bfffd9c-b2wmg http 9090 /api/v1/status/buildinfo']);
    });

    test('one that answers as Prometheus is one', () => {
      const given = answers(build(), data({ 'storage.tsdb.path': '/d' }));
      expect(lines([suspect], given)).toEqual(['prometheus = prometheus/m/foo 2.54.1 pod-proxy m foo-5b8bfffd9c-b2wmg http 9090']);
    });

    test('one that answers like nothing known stays unknown and is not asked again', () => {
      const given = answers(notFound, undefined, notFound);
      expect(lines([suspect], given)).toEqual([]);
      expect(asked(given)).toEqual([]);
    });

    test('a node-exporter of an unknown image is asked for its families alone', () => {
      const exporter = workload({
        name: 'foo',
        labels: { app: 'node-exporter' },
        containers: [{ name: 'c', image: 'registry.example/ne:1', ports: [{ containerPort: 9100 }] }],
      });
      const all = inventory(exporter);
      expect(candidatesToAsk(discover(all, NO_ANSWERS, []), NO_ANSWERS, all).map((request) => request.path)).toEqual(['/metrics']);
      const given = answers(undefined, undefined, at('node_exporter_build_info{version="1.8.2"} 1\n'));
      expect(only([exporter], 'node-exporter', given)).toMatchObject({ version: '1.8.2', confidence: 'proven' });
    });

    test('what answers 8 MiB of something else is no flood: at most 20 suspects are asked', () => {
      const many = Array.from({ length: 50 }, (_, i) =>
        workload({
          name: `s${i}`,
          labels: { app: 'prometheus' },
          containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 9090 }] }],
        }),
      );
      const all = inventory(...many);
      expect(candidatesToAsk([], NO_ANSWERS, all)).toHaveLength(20);
    });
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
