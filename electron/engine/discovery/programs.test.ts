import { describe, expect, test } from 'vitest';
import { discover } from './discover';
import { NO_ANSWERS } from './identification';
import { inventory, lines, only, PROMETHEUS, service, workload } from './manifests.testSupport';

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
