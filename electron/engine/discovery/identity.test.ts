import { describe, expect, test } from 'vitest';
import { discover } from './discover';
import { type Answers, type IdentificationAnswer, NO_ANSWERS } from './identification';
import { candidatesToAsk } from './identify';
import { inventory, lines, only, PROMETHEUS, workload } from './manifests.testSupport';

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
