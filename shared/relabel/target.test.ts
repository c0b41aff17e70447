import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { withinNamespaces } from './discovery/namespaces';
import { readScrape, type ScrapeConfig } from './scrapeConfig';
import { buildTarget, type ClusterObjects, type DiscoveryRole, discoverTargets } from './target';
import { poolTargets } from './targetPool';

type Labels = Record<string, string>;

interface SdConfig {
  readonly role: DiscoveryRole;
  readonly namespaces?: { readonly names: readonly string[] };
}

interface Recorded {
  readonly configYaml: string;
  readonly objects: ClusterObjects;
  readonly activeTargets: readonly { discoveredLabels: Labels; labels: Labels; scrapePool: string; scrapeUrl: string }[];
  readonly droppedTargets: readonly { discoveredLabels: Labels; scrapePool: string }[];
  readonly droppedTargetCounts: Record<string, number>;
}

interface Config {
  readonly scrape_configs: readonly (ScrapeConfig & {
    readonly job_name: string;
    readonly kubernetes_sd_configs?: readonly SdConfig[];
    readonly static_configs?: readonly { readonly targets: readonly string[] }[];
  })[];
}

const recorded: Recorded = JSON.parse(readFileSync(new URL('../../e2e/fixtures/relabel/cluster.json', import.meta.url), 'utf8'));
const config: Config = parse(recorded.configYaml);

function discovered(job: Config['scrape_configs'][number]): readonly Labels[] {
  return [
    ...(job.static_configs ?? []).flatMap(({ targets }) => targets.map((address) => ({ __address__: address }))),
    ...(job.kubernetes_sd_configs ?? []).flatMap((sd) =>
      discoverTargets(sd.role, withinNamespaces(recorded.objects, sd.namespaces?.names ?? [])),
    ),
  ];
}

function built(labels: Labels, job: ScrapeConfig) {
  const target = buildTarget(labels, job);
  if (!target.ok) throw new Error(`${target.error.path}: ${target.error.message}`);
  return target.value;
}

function visible(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
}

function sorted<T>(list: readonly T[]): readonly string[] {
  return list
    .map((one) => JSON.stringify(one, (_key, value) => (isPlain(value) ? Object.fromEntries(Object.entries(value).sort()) : value)))
    .sort();
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe.each(config.scrape_configs.map((job) => ({ name: job.job_name, job })))(
  'job $name of a recorded Prometheus 3.10',
  ({ name, job }) => {
    const scrape = readScrape(job);
    const pool = scrape.ok ? poolTargets(discovered(job), scrape.value) : undefined;

    it('has the recorded active targets', () => {
      const active = (pool?.active ?? []).map((one) => ({
        discoveredLabels: one.discovered,
        labels: visible(one.labels),
        scrapeUrl: one.url,
      }));
      const expected = recorded.activeTargets
        .filter(({ scrapePool }) => scrapePool === name)
        .map(({ discoveredLabels, labels, scrapeUrl }) => ({ discoveredLabels, labels, scrapeUrl }));
      expect(expected.length).toBeGreaterThan(0);
      expect(sorted(active)).toEqual(sorted(expected));
    });

    it('drops what was dropped, and nothing fails', () => {
      const expected = recorded.droppedTargets.filter(({ scrapePool }) => scrapePool === name);
      expect(expected).toHaveLength(recorded.droppedTargetCounts[name] ?? 0);
      expect(sorted(pool?.dropped ?? [])).toEqual(sorted(expected.map((one) => one.discoveredLabels)));
      expect(pool?.failed).toEqual([]);
    });
  },
);

describe('discovery beyond the recording', () => {
  const META = '__meta_kubernetes_';
  const pod = {
    metadata: {
      name: 'p',
      namespace: 'n',
      uid: 'u',
      ownerReferences: [
        { kind: 'Job', name: 'j' },
        { kind: 'ReplicaSet', name: 'r', controller: true },
      ],
    },
    spec: {
      nodeName: 'gone',
      containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 1 }, { containerPort: 2, name: 'two', protocol: 'UDP' }] }],
      initContainers: [{ name: 'init', image: 'ii', ports: [{ containerPort: 2, name: 'init-two', protocol: 'TCP' }] }],
    },
    status: { podIP: 'fd00::1', conditions: [{ type: 'Ready', status: 'True' }] },
  };
  const endpointSlice = {
    metadata: { name: 's-1', namespace: 'n', labels: { 'kubernetes.io/service-name': 's' } },
    addressType: 'IPv6',
    ports: [{ name: 'a', port: 2, protocol: 'TCP', appProtocol: 'h2c' }, { name: 'none' }],
    endpoints: [{ addresses: ['fd00::1'], conditions: { ready: false }, zone: 'z', targetRef: { kind: 'Pod', namespace: 'n', name: 'p' } }],
  };
  const service = {
    metadata: { name: 's', namespace: 'n', annotations: { 'a.b/c': '' } },
    spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1', loadBalancerIP: '1.2.3.4', ports: [{ name: 'w', port: 80, protocol: 'TCP' }] },
  };

  it('gives a pod an address for each port, IPv6 in brackets, and its controller', () => {
    const targets = discoverTargets('pod', { pods: [pod] });
    expect(
      targets.map((labels) => [labels['__address__'], labels[`${META}pod_container_name`], labels[`${META}pod_container_init`]]),
    ).toEqual([
      ['[fd00::1]:1', 'c', 'false'],
      ['[fd00::1]:2', 'c', 'false'],
      ['[fd00::1]:2', 'init', 'true'],
    ]);
    expect(targets[0]).toMatchObject({
      [`${META}pod_controller_kind`]: 'ReplicaSet',
      [`${META}pod_controller_name`]: 'r',
      [`${META}pod_ready`]: 'true',
    });
    expect(targets[0]).not.toHaveProperty(`${META}pod_phase`);
  });

  it('knows no pod without an IP, and with nodes attached none on an unknown node', () => {
    expect(discoverTargets('pod', { pods: [{ ...pod, status: {} }] })).toEqual([]);
    expect(discoverTargets('pod', { pods: [pod], nodes: [] }, { node: true })).toEqual([]);
  });

  it('attaches the labels of node and namespace where it is asked to', () => {
    const objects = {
      pods: [pod],
      nodes: [{ metadata: { name: 'gone', labels: { zone: 'a' } } }],
      namespaces: [{ metadata: { name: 'n', annotations: { team: 't' } } }],
    };
    expect(discoverTargets('pod', objects, { node: true, namespace: true })[0]).toMatchObject({
      [`${META}node_name`]: 'gone',
      [`${META}node_label_zone`]: 'a',
      [`${META}namespace_annotation_team`]: 't',
    });
    expect(discoverTargets('pod', objects)[0]).not.toHaveProperty(`${META}node_name`);
  });

  it('gives a slice its endpoint labels, its pod, and the ports of the pod that it does not cover', () => {
    const targets = discoverTargets('endpointslice', { endpointSlices: [endpointSlice], pods: [pod], services: [service] });
    expect(targets.map((labels) => labels['__address__'])).toEqual(['[fd00::1]:2', 'fd00::1', '[fd00::1]:1']);
    expect(targets[0]).toMatchObject({
      [`${META}endpointslice_port_app_protocol`]: 'h2c',
      [`${META}endpointslice_endpoint_conditions_ready`]: 'false',
      [`${META}endpointslice_endpoint_zone`]: 'z',
      [`${META}service_name`]: 's',
      [`${META}service_annotationpresent_a_b_c`]: 'true',
      // The last container that has the port.
      [`${META}pod_container_name`]: 'init',
    });
    expect(targets[2]).not.toHaveProperty(`${META}endpointslice_endpoint_zone`);
  });

  it('gives a service its DNS name and its addresses by type', () => {
    expect(discoverTargets('service', { services: [service] })).toEqual([
      {
        __address__: 's.n.svc:80',
        [`${META}namespace`]: 'n',
        [`${META}service_name`]: 's',
        [`${META}service_annotationpresent_a_b_c`]: 'true',
        [`${META}service_type`]: 'LoadBalancer',
        [`${META}service_cluster_ip`]: '10.0.0.1',
        [`${META}service_loadbalancer_ip`]: '1.2.3.4',
        [`${META}service_port_name`]: 'w',
        [`${META}service_port_number`]: '80',
        [`${META}service_port_protocol`]: 'TCP',
      },
    ]);
  });

  it('gives an ingress a target for each path, https where a TLS host matches', () => {
    const spec = {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['*.example.org'] }],
      rules: [
        { host: 'a.example.org', http: { paths: [{ path: '/x' }, { path: '' }] } },
        { host: 'a.b.example.org' },
        { host: 'no-paths', http: { paths: [] } },
      ],
    };
    const targets = discoverTargets('ingress', { ingresses: [{ metadata: { name: 'i', namespace: 'n' }, spec }] });
    expect(targets.map((labels) => [labels[`${META}ingress_scheme`], labels['__address__'], labels[`${META}ingress_path`]])).toEqual([
      ['https', 'a.example.org', '/x'],
      ['https', 'a.example.org', '/'],
      ['http', 'a.b.example.org', '/'],
    ]);
    expect(targets[0]).toMatchObject({ [`${META}ingress_class_name`]: 'nginx' });
  });

  it('reads objects that are not what they should be as empty ones', () => {
    const strange = [{}, { metadata: 'x', spec: 3, status: [], subsets: {}, endpoints: 'y', ports: null }];
    const objects = { nodes: strange, pods: strange, services: strange, endpoints: strange, endpointSlices: strange, ingresses: strange };
    for (const role of ['node', 'pod', 'endpoints', 'endpointslice', 'service', 'ingress'] as const)
      expect(discoverTargets(role, objects)).toEqual([]);
  });
});

describe('buildTarget', () => {
  test.each<[string, Labels, ScrapeConfig, string]>([
    ['defaults', { __address__: 'h:1' }, { job_name: 'j' }, 'http://h:1/metrics'],
    ['no port is added since 3.0', { __address__: 'h' }, { job_name: 'j', scheme: 'https' }, 'https://h/metrics'],
    ['parameters by name', { __address__: 'h:1' }, { params: { z: ['1', '2'], a: ['x y&'] } }, 'http://h:1/metrics?a=x+y%26&z=1&z=2'],
    [
      'a label changes the first value',
      { __address__: 'h:1', __param_z: '9' },
      { params: { z: ['1', '2'] } },
      'http://h:1/metrics?z=9&z=2',
    ],
    ['a label adds a parameter', { __address__: 'h:1', __param_new: 'v' }, {}, 'http://h:1/metrics?new=v'],
    ['the path is escaped, with a slash before it', { __address__: 'h:1', __metrics_path__: 'a b?é' }, {}, 'http://h:1/a%20b%3F%C3%A9'],
    ['IPv6', { __address__: '[::1]:9100' }, {}, 'http://[::1]:9100/metrics'],
  ])('url: %s', (_name, discoveredLabels, scrape, url) => {
    expect(built(discoveredLabels, scrape).url).toBe(url);
  });

  it('keeps the labels that begin with __ but __meta_, and sets instance', () => {
    expect(built({ __address__: 'h:1', __meta_x: 'y', __tmp: 't' }, { job_name: 'j', scrape_interval: '90s' })).toEqual({
      kept: true,
      url: 'http://h:1/metrics',
      labels: {
        __address__: 'h:1',
        __metrics_path__: '/metrics',
        __scheme__: 'http',
        __scrape_interval__: '1m30s',
        __scrape_timeout__: '10s',
        __tmp: 't',
        instance: 'h:1',
        job: 'j',
      },
    });
  });

  it('lets the timeout default to the interval where that is shorter', () => {
    expect(built({ __address__: 'h' }, { scrape_interval: '5s' }).labels).toMatchObject({ __scrape_timeout__: '5s' });
  });

  it('says that a rule dropped the target', () => {
    expect(built({ __address__: 'h' }, { relabel_configs: [{ source_labels: ['x'], regex: '.+', action: 'keep' }] })).toMatchObject({
      kept: false,
    });
  });

  test.each<[string, Labels, ScrapeConfig, string, RegExp]>([
    ['no address', {}, {}, '__address__', /^no address$/],
    [
      'an address rules took away',
      { __address__: 'h' },
      { relabel_configs: [{ action: 'labelkeep', regex: 'job' }] },
      '__address__',
      /no address/,
    ],
    ['a URL as address', { __address__: 'http://h' }, {}, '__address__', /"http:\/\/h" is not a valid hostname/],
    [
      'an interval that is none',
      { __address__: 'h', __scrape_interval__: '15' },
      {},
      '__scrape_interval__',
      /error parsing scrape interval/,
    ],
    ['an interval of 0', { __address__: 'h', __scrape_interval__: '0s' }, {}, '__scrape_interval__', /cannot be 0/],
    ['a timeout longer than the interval', { __address__: 'h', __scrape_timeout__: '2m' }, {}, '__scrape_timeout__', /\("2m" > "1m"\)/],
    [
      'a configured timeout longer than the interval',
      { __address__: 'h' },
      { job_name: 'j', scrape_interval: '5s', scrape_timeout: '6s' },
      'scrape_timeout',
      /job name "j"/,
    ],
    ['a broken duration', { __address__: 'h' }, { scrape_interval: '5 s' }, 'scrape_interval', /not a valid duration/],
    ['a broken rule', { __address__: 'h' }, { relabel_configs: [{ action: 'keep', regex: '(' }] }, 'relabel_configs[0].regex', /missing/],
    ['parameters that are no list', { __address__: 'h' }, JSON.parse('{"params": {"a": "b"}}'), 'params.a', /list of texts/],
    [
      'a name scheme nobody knows',
      { __address__: 'h' },
      { metric_name_validation_scheme: 'latin1' },
      'metric_name_validation_scheme',
      /"latin1"/,
    ],
    ['a label value that is not UTF-8', { __address__: 'h', l: '\ud800' }, {}, 'l', /not UTF-8/],
  ])('fails: %s', (_name, discoveredLabels, scrape, path, message) => {
    expect(buildTarget(discoveredLabels, scrape)).toMatchObject({ ok: false, error: { path, message: expect.stringMatching(message) } });
  });
});
