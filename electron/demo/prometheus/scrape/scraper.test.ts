import { beforeEach, describe, expect, it } from 'vitest';
import { parseExposition } from '../../../../shared/exposition/parse';
import { queryInstant } from '../../../../shared/promql/evaluate';
import type { DemoAnswer, Dialled, Listener } from '../../network';
import { readConfig } from '../config/config';
import { emptyStore, exposing, put, testNetwork } from '../testCluster';
import { DEFAULT_LIMITS, Head } from '../tsdb/head';
import { Scraper } from './scraper';

const START = Date.UTC(2026, 10, 21, 12);
const USER = { name: 'system:serviceaccount:monitoring:prometheus', groups: [] };

class Bench {
  readonly head: Head;
  readonly store = emptyStore();
  readonly listeners: Record<string, Listener | Dialled> = {};
  readonly scraper: Scraper;
  nowMs = START;

  constructor(config: string, printedTargets = 1000, maxSeries = DEFAULT_LIMITS.maxSeries) {
    this.head = new Head({ ...DEFAULT_LIMITS, maxSeries });
    const network = testNetwork(this.listeners);
    const dial = (host: string, port: number) => {
      const dialled = network.dial('prometheus', host, port);
      return dialled.kind === 'refused' ? { kind: 'failed' as const, error: `dial tcp ${host}:${port}: ${dialled.error}` } : dialled;
    };
    this.scraper = new Scraper({ head: this.head, store: this.store, dial, user: USER, token: 'token', printedTargets });
    this.configure(config);
  }

  configure(config: string): void {
    const read = readConfig(config);
    if (!read.ok) throw new Error(read.error);
    this.scraper.configure(read.value.jobs);
  }

  /** Second by second, as the simulation ticks. */
  async run(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      this.nowMs += 1000;
      await this.scraper.tick(this.nowMs, false);
    }
  }

  value(query: string): number | undefined {
    const answer = queryInstant(this.head, query, this.nowMs);
    if (!answer.ok || answer.value.kind !== 'vector') throw new Error(`${query} gives no vector`);
    return answer.value.samples[0]?.value;
  }

  rows(query: string): Record<string, string>[] {
    const answer = queryInstant(this.head, query, this.nowMs);
    if (!answer.ok || answer.value.kind !== 'vector') throw new Error(`${query} gives no vector`);
    return answer.value.samples.map((sample) => ({ ...sample.labels }));
  }

  raw(query: string): [number, number][] {
    const answer = queryInstant(this.head, query, this.nowMs);
    if (!answer.ok || answer.value.kind !== 'matrix') throw new Error(`${query} gives no matrix`);
    return answer.value.series.flatMap((s) => Array.from(s.timesMs, (time, i): [number, number] => [time, s.values[i] ?? 0]));
  }
}

function job(extra = ''): string {
  return `scrape_configs: [{job_name: j, scrape_interval: 15s, static_configs: [{targets: ["10.0.0.1:80"]}]${extra === '' ? '' : `, ${extra}`}}]`;
}

async function scraped(config: string, body: string | DemoAnswer | Dialled): Promise<Bench> {
  const bench = new Bench(config);
  bench.listeners['10.0.0.1:80'] = typeof body === 'object' && 'kind' in body ? body : exposing(() => body);
  await bench.run(20);
  return bench;
}

function answer(status: number, headers: Record<string, string> = { 'content-type': 'text/plain' }, body = 'x 1\n'): DemoAnswer {
  return { status, headers, body };
}

describe('a target that hangs', () => {
  const goesOn = async (afterSeconds: number) => {
    const bench = new Bench(job());
    bench.listeners['10.0.0.1:80'] = { kind: 'hangs' };
    while (bench.scraper.active()[0]?.beganMs === undefined) await bench.run(1);
    await bench.run(afterSeconds);
    bench.listeners['10.0.0.1:80'] = exposing(() => 'a 1\n');
    await bench.run(11 - afterSeconds);
    return [bench.value('up'), Math.floor(bench.value('scrape_duration_seconds') ?? 0)];
  };
  it.each([
    ['goes on within the timeout: it answers late', 4, [1, 5]],
    ['goes on after it', 11, [0, 10]],
  ])('%s', async (_name, after, expected) => expect(await goesOn(after)).toEqual(expected));
});

describe('the synthetic series of a scrape (facts.md 7.2)', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await scraped(job('metric_relabel_configs: [{source_labels: [__name__], regex: b, action: drop}]'), 'a 1\nb 2\nc{x="y"} 3\n');
  });
  const cases: [string, number][] = [
    ['up', 1],
    ['scrape_samples_scraped', 3],
    ['scrape_samples_post_metric_relabeling', 2],
    ['scrape_series_added', 2],
    ['a', 1],
    ['c', 3],
  ];
  it.each(cases)('%s is %d', (query, value) => expect(bench.value(query)).toBe(value));

  it('scrape_series_added is 0 the second time', async () => {
    await bench.run(15);
    expect(bench.value('scrape_series_added')).toBe(0);
  });

  it('scrapes on an even grid of its own inside the interval', async () => {
    await bench.run(60);
    const times = bench.raw('up[2m]').map(([time]) => time);
    expect(new Set(times.slice(1).map((time, i) => time - (times[i] ?? 0)))).toEqual(new Set([15_000]));
    expect((times[0] ?? 0) % 15_000).not.toBe(0);
  });
});

describe('lastError (recorded in prometheus_target_errors.json)', () => {
  const get = 'Get "http://10.0.0.1:80/metrics": ';
  const cases: [string, string, string | DemoAnswer | Dialled, string][] = [
    [
      'refused',
      job(),
      { kind: 'refused', error: 'connect: connection refused' },
      `${get}dial tcp 10.0.0.1:80: connect: connection refused`,
    ],
    ['hangs', job(), { kind: 'hangs' }, `${get}context deadline exceeded`],
    [
      'slower than the timeout',
      job(),
      { kind: 'listener', listener: exposing(() => 'a 1\n'), delayMs: 10_000 },
      `${get}context deadline exceeded`,
    ],
    ['401', job(), answer(401), 'server returned HTTP status 401 Unauthorized'],
    ['403', job(), answer(403), 'server returned HTTP status 403 Forbidden'],
    ['404', job(), answer(404), 'server returned HTTP status 404 Not Found'],
    ['503', job(), answer(503), 'server returned HTTP status 503 Service Unavailable'],
    [
      'a web page',
      job(),
      answer(200, { 'content-type': 'text/html' }),
      'received unsupported Content-Type "text/html" and no fallback_scrape_protocol specified for target',
    ],
    [
      'no content type',
      job(),
      answer(200, {}),
      'non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target',
    ],
    ['sample limit', job('sample_limit: 2'), 'a 1\nb 2\nc 3\n', 'sample limit exceeded'],
    ['label limit', job('label_limit: 3'), 'l{a="1",b="2"} 1\n', 'label_limit exceeded (metric: l, number of labels: 5, limit: 3)'],
    [
      'label name length',
      job('label_name_length_limit: 8'),
      'l{a_long_name="1"} 1\n',
      'label_name_length_limit exceeded (metric: l, label name: a_long_name, length: 11, limit: 8)',
    ],
    [
      'label value length',
      job('label_value_length_limit: 12'),
      'l{a="a rather long value"} 1\n',
      'label_value_length_limit exceeded (metric: l, label name: a, value: "a rather long value", length: 19, limit: 12)',
    ],
    ['body size limit', job('body_size_limit: 3B'), 'a 1\n', 'body size limit exceeded'],
    [
      'TLS client, plain server',
      job('scheme: https'),
      'a 1\n',
      'Get "https://10.0.0.1:80/metrics": http: server gave HTTP response to HTTPS client',
    ],
  ];
  it.each(cases)('%s', async (_name, config, body, error) => {
    const bench = await scraped(config, body);
    // As long as a scrape may take.
    await bench.run(10);
    expect(bench.scraper.active()[0]?.lastError).toBe(error);
    expect(bench.scraper.active()[0]?.health).toBe('down');
    expect(bench.value('up')).toBe(0);
    expect(bench.rows('{__name__=~"a|b|c|l"}')).toEqual([]);
  });

  it('a body that is no exposition is all or nothing', async () => {
    const bench = await scraped(job(), 'a 1\nbroken\n');
    expect(bench.value('up')).toBe(0);
    expect(bench.scraper.active()[0]?.lastError).not.toBe('');
    expect(bench.rows('a')).toEqual([]);
  });

  it('counts what a limit refused', async () => {
    expect((await scraped(job('sample_limit: 1'), 'a 1\nb 1\n')).scraper.counters.sampleLimit).toBe(1);
    expect((await scraped(job('sample_limit: 1'), 'a 1\nb 1\n')).value('scrape_samples_scraped')).toBe(2);
  });

  it('takes a nameless type with fallback_scrape_protocol', async () => {
    const bench = await scraped(job('fallback_scrape_protocol: PrometheusText0.0.4'), answer(200, {}, 'a 1\n'));
    expect(bench.value('a')).toBe(1);
  });
});

describe('credentials', () => {
  it.each([
    ['with', 'authorization: {credentials_file: /token}', 'Bearer token', USER.name],
    ['without', '', undefined, undefined],
  ])('%s a token', async (_name, config, header, name) => {
    const bench = new Bench(job(config));
    let seen: { header?: string; name?: string } = {};
    bench.listeners['10.0.0.1:80'] = exposing((request) => {
      seen = { header: request.headers['authorization'], name: request.user?.name };
      return 'a 1\n';
    });
    await bench.run(20);
    expect(seen).toEqual({ header, name });
  });

  const certificates: [string, 'self-signed' | 'cluster-ca', string, string][] = [
    [
      'self-signed, checked',
      'self-signed',
      'tls_config: {ca_file: /ca}',
      "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
    ],
    ['self-signed, not checked', 'self-signed', 'tls_config: {insecure_skip_verify: true}', ''],
    ['of the cluster, with its CA', 'cluster-ca', 'tls_config: {ca_file: /ca}', ''],
    ['of the cluster, without its CA', 'cluster-ca', '', 'x509: certificate signed by unknown authority'],
  ];
  it.each(certificates)('a certificate %s', async (_name, certificate, tls, error) => {
    const bench = new Bench(job(`scheme: https${tls === '' ? '' : `, ${tls}`}`));
    bench.listeners['10.0.0.1:80'] = { ...exposing(() => 'a 1\n', 'https'), certificate };
    await bench.run(20);
    expect(bench.scraper.active()[0]?.lastError.replace(/^Get .*failed to verify certificate: /, '')).toBe(error);
  });
});

describe('labels', () => {
  const colliding = 'm{instance="i",job="own",exported_job="e",pod="p"} 1\n';
  it('the target wins, the exposed label is renamed exported_', async () => {
    const bench = await scraped(job(), colliding);
    expect(bench.rows('m')).toEqual([
      {
        __name__: 'm',
        instance: '10.0.0.1:80',
        job: 'j',
        exported_instance: 'i',
        exported_job: 'e',
        exported_exported_job: 'own',
        pod: 'p',
      },
    ]);
  });
  it('honor_labels keeps the exposed ones', async () => {
    const bench = await scraped(job('honor_labels: true'), colliding);
    expect(bench.rows('m')).toEqual([{ __name__: 'm', instance: 'i', job: 'own', exported_job: 'e', pod: 'p' }]);
  });
  it('le and quantile are stored as floats, of histograms and summaries alone', async () => {
    const body =
      '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 1\n# TYPE s summary\ns{quantile="1"} 2\n# TYPE g gauge\ng{le="1"} 3\n';
    const bench = await scraped(job(), body);
    expect(bench.rows('h_bucket').map((row) => row['le'])).toEqual(['1.0', '+Inf']);
    expect(bench.rows('s').map((row) => row['quantile'])).toEqual(['1.0']);
    expect(bench.rows('g').map((row) => row['le'])).toEqual(['1']);
  });
});

describe('staleness (facts.md 7.3)', () => {
  it('a series that is gone from a good scrape goes stale at once', async () => {
    const bench = new Bench(job());
    let body = 'a 1\nb 1\n';
    bench.listeners['10.0.0.1:80'] = exposing(() => body);
    await bench.run(20);
    expect(bench.value('b')).toBe(1);
    body = 'a 1\n';
    await bench.run(15);
    expect(bench.value('b')).toBeUndefined();
    expect(bench.value('a')).toBe(1);
  });

  it('a failed scrape makes all of them stale, up stays', async () => {
    const bench = new Bench(job());
    bench.listeners['10.0.0.1:80'] = exposing(() => 'a 1\n');
    await bench.run(20);
    bench.listeners['10.0.0.1:80'] = { kind: 'refused', error: 'connect: connection refused' };
    await bench.run(15);
    expect(bench.value('a')).toBeUndefined();
    expect(bench.value('up')).toBe(0);
  });

  it('a series with explicit timestamps lingers for five minutes', async () => {
    const bench = new Bench(job());
    let body = `a 1 ${START}\n`;
    bench.listeners['10.0.0.1:80'] = exposing(() => body);
    await bench.run(20);
    body = '';
    await bench.run(240);
    expect(bench.value('a')).toBe(1);
    await bench.run(60);
    expect(bench.value('a')).toBeUndefined();
  });

  it('track_timestamps_staleness makes those go stale too', async () => {
    const bench = new Bench(job('track_timestamps_staleness: true'));
    let body = `a 1 ${START}\n`;
    bench.listeners['10.0.0.1:80'] = exposing(() => body);
    await bench.run(20);
    body = '';
    await bench.run(15);
    expect(bench.value('a')).toBeUndefined();
  });

  it('a target that vanishes goes stale two intervals later, dated one interval after its last scrape', async () => {
    const bench = new Bench('scrape_configs: [{job_name: n, scrape_interval: 15s, kubernetes_sd_configs: [{role: node}]}]');
    put(bench.store, 'nodes', 'Node', 'n1', {
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }], daemonEndpoints: { kubeletEndpoint: { Port: 80 } } },
    });
    bench.listeners['10.0.0.1:80'] = exposing(() => 'a 1\n');
    await bench.run(31);
    bench.store.remove('nodes', undefined, 'n1');
    await bench.run(10);
    expect(bench.scraper.active()).toEqual([]);
    expect(bench.value('a')).toBe(1);
    await bench.run(35);
    expect(bench.value('a')).toBeUndefined();
    expect(bench.value('up')).toBeUndefined();
  });
});

describe('times and order', () => {
  it('the same explicit timestamp is stored once', async () => {
    const bench = new Bench(job());
    bench.listeners['10.0.0.1:80'] = exposing(() => `a 1 ${START}\n`);
    await bench.run(60);
    expect(bench.raw('a[10m]')).toEqual([[START, 1]]);
    expect(bench.scraper.counters).toMatchObject({ outOfOrder: 0, duplicates: 0 });
  });

  it('older and contradicting explicit timestamps are dropped one by one, the scrape stays up', async () => {
    const bench = new Bench(job());
    let at = START;
    let value = 1;
    bench.listeners['10.0.0.1:80'] = exposing(() => `a ${value} ${at}\nb 1\n`);
    await bench.run(20);
    at -= 5000;
    await bench.run(15);
    at = START;
    value = 2;
    await bench.run(15);
    expect(bench.scraper.counters).toMatchObject({ outOfOrder: 1, duplicates: 1 });
    expect(bench.raw('a[10m]')).toEqual([[START, 1]]);
    expect(bench.value('up')).toBe(1);
  });

  it('a series twice in one scrape counts as a duplicate, the first one stands', async () => {
    const bench = await scraped(job(), 'a 1\na 2\n');
    expect(bench.value('a')).toBe(1);
    expect(bench.scraper.counters.duplicates).toBe(1);
    expect(bench.value('scrape_samples_post_metric_relabeling')).toBe(2);
  });

  it('timestamps more than ten minutes ahead are refused', async () => {
    const bench = await scraped(job(), `a 1 ${START + 900_000}\n`);
    expect(bench.rows('a')).toEqual([]);
    expect(bench.scraper.counters.outOfBounds).toBe(1);
  });

  it('honor_timestamps: false takes the time of the scrape', async () => {
    const bench = await scraped(job('honor_timestamps: false'), `a 1 ${START - 100_000}\n`);
    expect(bench.raw('a[1m]').length).toBe(1);
  });
});

describe('reloads', () => {
  it('a job that changed starts anew without stale markers; others go on', async () => {
    const bench = new Bench(job());
    bench.listeners['10.0.0.1:80'] = exposing(() => 'a 1\n');
    await bench.run(20);
    bench.configure(job('metric_relabel_configs: [{source_labels: [__name__], regex: a, action: drop}]'));
    await bench.run(20);
    expect(bench.value('a')).toBe(1);
    expect(bench.value('scrape_samples_post_metric_relabeling')).toBe(0);
    await bench.run(300);
    expect(bench.value('a')).toBeUndefined();
  });
});

describe('samples without their text', () => {
  const body = '# HELP h Help.\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_sum 2\nh_count 1\nc{pod="p",instance="x"} 5 1795262400000\ng 3\n';
  async function stored(printedTargets: number): Promise<[string, [number, number][]][]> {
    const bench = new Bench(job(), printedTargets);
    let printed = 0;
    bench.listeners['10.0.0.1:80'] = {
      ...exposing(() => {
        printed++;
        return body;
      }),
      samplesOf: () => {
        const parsed = parseExposition(body, 'text');
        return parsed.ok ? parsed.value : undefined;
      },
    };
    await bench.run(65);
    expect(printed > 0).toBe(printedTargets > 0);
    const names = bench.rows('{__name__!="",__name__!~"scrape_duration_seconds"}').map((row) => JSON.stringify(row));
    return names.map((labels) => [labels, bench.raw(`{__name__="${JSON.parse(labels).__name__}"}[5m]`)]);
  }

  it('give what the text gives', async () => {
    const printed = await stored(1000);
    expect(printed.length).toBeGreaterThan(8);
    expect(await stored(0)).toEqual(printed);
  });
});

describe('a full head', () => {
  it('keeps the health and counts of every target, and the series it had', async () => {
    const config = 'scrape_configs: [{job_name: j, scrape_interval: 15s, static_configs: [{targets: ["10.0.0.1:80", "10.0.0.2:80"]}]}]';
    const bench = new Bench(config, 1000, 8);
    for (const host of ['10.0.0.1:80', '10.0.0.2:80']) bench.listeners[host] = exposing(() => 'a 1\nb 2\nc 3\nd 4\n');
    await bench.run(60);
    expect(bench.rows('up').length).toBe(2);
    expect(bench.rows('a').length).toBe(1);
    expect(bench.rows('scrape_samples_scraped == 4').length).toBe(2);
    expect(bench.rows('scrape_samples_post_metric_relabeling == 4').length).toBe(2);
    expect(bench.head.counts.refusedSeries).toBeGreaterThan(0);
    expect(bench.head.seriesCount).toBeLessThanOrEqual(8 + 2 * 5);
  });
});
