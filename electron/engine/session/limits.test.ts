import { expect, it } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import { component, endpoints, lookOnce, NOW } from '../probers/oneLook.testSupport';
import type { PrometheusFacts } from '../probers/prometheus/facts';
import { readScrapeJobs } from '../probers/prometheus/scrapeJobs';
import { proberOf } from '../probers/table';

const EXPORTER: Partial<Discovered> = {
  id: 'ne',
  namespace: 'mon',
  pods: ['ne-x'],
  node: 'n1',
  endpoints: endpoints(['metrics']).slice(0, 1),
};
const ROUTE = { via: 'apiserver' } as const;
const TEXT = 'up 1\nlong{name="value",other="x"} 1\nlong{name="v"} 2\n';

interface Scraper {
  /** YAML of the scrape_config, after its job_name. */
  readonly config: string;
  readonly global?: string;
  readonly url?: string;
  readonly pod?: string;
  readonly pool?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

function factsOf({
  config,
  global = '',
  url = 'http://10.0.0.1:9100/metrics',
  pod = 'ne-x',
  pool = 'ne',
  labels = {},
}: Scraper): PrometheusFacts {
  const yaml = `${global}scrape_configs:\n- job_name: ne\n${config.replace(/^/gm, '  ')}\n`;
  const body = Buffer.from(JSON.stringify({ status: 'success', data: { yaml } }));
  const jobs = readScrapeJobs({
    kind: 'answer',
    status: 200,
    headers: {},
    body,
    wireBytes: 0,
    request: 'GET /',
    route: ROUTE,
    atMs: NOW,
    timings: { total: 1 },
  });
  if (!jobs.ok) throw new Error(jobs.error);
  const seen = { request: 'GET /', route: 'api', atMs: NOW, durationMs: 1, evidence: [] } as const;
  const discoveredLabels = { __meta_kubernetes_namespace: 'mon', __meta_kubernetes_pod_name: pod };
  const target = { discoveredLabels, labels: { job: 'ne', ...labels }, scrapePool: pool, scrapeUrl: url, health: 'up' };
  return {
    of: 'prometheus',
    slowAtMs: NOW,
    targets: { ...seen, state: 'ok', value: [target] },
    config: { ...seen, state: 'ok', value: jobs.value },
  };
}

/** What the exporter's facts say of its scrapes, with this Prometheus beside it. */
async function said(scraper: Scraper, label = 'scrape of /metrics'): Promise<readonly string[]> {
  const prober = proberOf('node-exporter');
  if (prober === undefined) throw new Error('nobody looks at node-exporters');
  const found = component({ kind: 'node-exporter', ...EXPORTER });
  const look = await lookOnce(prober, {
    found: EXPORTER,
    discovered: [found, component({ id: 'p', kind: 'prometheus' })],
    facts: { p: factsOf(scraper) },
    replies: { '/metrics': TEXT },
  });
  expect(look.judgement.health).toBe('ok');
  return look.judgement.facts.filter((fact) => fact.label === label).map(({ value }) => value);
}

const rejects = (why: string) => [`Prometheus would reject this scrape: ${why} (job ne)`];

it.each<[string, Scraper, readonly string[]]>([
  ['no limit', { config: 'scrape_interval: 15s' }, []],
  ['as many samples as allowed', { config: 'sample_limit: 3' }, []],
  ['one more', { config: 'sample_limit: 2' }, rejects('3 samples, sample_limit 2')],
  [
    'as many as its rules leave',
    { config: 'sample_limit: 2\nmetric_relabel_configs:\n- source_labels: [__name__]\n  regex: up\n  action: drop' },
    [],
  ],
  [
    'more than its rules leave',
    { config: 'sample_limit: 1\nmetric_relabel_configs:\n- source_labels: [__name__]\n  regex: up\n  action: drop' },
    rejects('2 samples, sample_limit 1'),
  ],
  ['rules that cannot be read: nothing is claimed', { config: 'sample_limit: 1\nmetric_relabel_configs:\n- regex: "("' }, []],
  [
    'the limit of all jobs',
    { config: 'scrape_interval: 15s', global: 'global:\n  sample_limit: 1\n' },
    rejects('3 samples, sample_limit 1'),
  ],
  ['its own instead of that of all jobs', { config: 'sample_limit: 5', global: 'global:\n  sample_limit: 1\n' }, []],
  ['a body as long as its limit', { config: 'body_size_limit: 53B' }, rejects('53 bytes, body_size_limit 53')],
  ['a body of less', { config: 'body_size_limit: 1KB' }, []],
  ['a size in two units', { config: 'body_size_limit: 0KiB52B' }, rejects('53 bytes, body_size_limit 52')],
  [
    'labels: name, job and two of its own',
    { config: 'label_limit: 3' },
    rejects('label_limit exceeded (metric: long, number of labels: 4, limit: 3)'),
  ],
  [
    "labels that collide are kept beside the target's",
    { config: 'label_limit: 4', labels: { name: 'n' } },
    rejects('label_limit exceeded (metric: long, number of labels: 5, limit: 4)'),
  ],
  ['honor_labels: they are not', { config: 'label_limit: 4\nhonor_labels: true', labels: { name: 'n' } }, []],
  [
    'a long value',
    { config: 'label_value_length_limit: 4' },
    rejects('label_value_length_limit exceeded (metric: long, label name: name, value: "value", length: 5, limit: 4)'),
  ],
  ['another path of the pod', { config: 'sample_limit: 1', url: 'http://10.0.0.1:9100/probe' }, []],
  ['another pod', { config: 'sample_limit: 1', pod: 'ne-y' }, []],
  ['another job', { config: 'sample_limit: 1', pool: 'other' }, []],
])('what the limits of who scrapes it say of a scrape: %s', async (_name, scraper, expected) => {
  expect(await said(scraper)).toEqual(expected);
});

it.each<[string, Scraper, readonly string[]]>([
  ['none is set', { config: 'scrape_interval: 15s' }, []],
  ['samples', { config: 'sample_limit: 4' }, ['3 of 4 samples (75 %), sample_limit of job ne']],
  [
    'so few samples that they need not be counted',
    { config: 'sample_limit: 60' },
    ['at most 3 of 60 samples (5 %), sample_limit of job ne'],
  ],
  [
    'samples that its rules leave',
    { config: 'sample_limit: 4\nmetric_relabel_configs:\n- source_labels: [__name__]\n  regex: up\n  action: drop' },
    ['2 of 4 samples (50 %), sample_limit of job ne'],
  ],
  ['bytes', { config: 'body_size_limit: 106B' }, ['53 of 106 bytes (50 %), body_size_limit of job ne']],
  [
    "labels, the target's among them",
    { config: 'label_limit: 10\nlabel_name_length_limit: 16\nlabel_value_length_limit: 20', labels: { rack: 'r-17' } },
    [
      '5 of 10 labels on one sample (50 %), label_limit of job ne',
      '8 of 16 bytes in the longest name of a label (50 %), label_name_length_limit of job ne',
      '5 of 20 bytes in the longest value of a label (25 %), label_value_length_limit of job ne',
    ],
  ],
  ['one of two is exceeded: that is what counts', { config: 'sample_limit: 2\nlabel_limit: 9' }, []],
])('how near a scrape is to the limits: %s', async (_name, scraper, expected) => {
  expect(await said(scraper, 'limits on /metrics')).toEqual(expected);
});
