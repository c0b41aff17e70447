import http from 'node:http';

/** A server that answers as a Prometheus with thousands of targets, out of a rule instead of samples; it counts what it is asked. */
export interface ManyTargets {
  readonly url: string;
  /** Instances whose samples were read one by one, and over how long, by query in the order asked. */
  readonly rawReads: readonly RawRead[];
  /** Queries over all targets at once. */
  readonly overviews: readonly string[];
  close(): Promise<void>;
}

interface RawRead {
  readonly seconds: number;
  readonly instances: readonly string[];
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

const INTERVAL_S = 15;
const REPORT = ['up', 'scrape_duration_seconds', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling'];

export async function serveManyTargets(count: number, jobs: number): Promise<ManyTargets> {
  const targets = Array.from({ length: count }, (_, i) => ({
    i,
    labels: { job: `job-${i % jobs}`, instance: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}:9100` },
  }));
  const rawReads: RawRead[] = [];
  const overviews: string[] = [];
  /** Target i fails i % 13 scrapes in a row, ten minutes before the end. */
  const isUp = (i: number, agoS: number) => agoS < 600 || agoS >= 600 + (i % 13) * INTERVAL_S;

  function query(text: string, endS: number): readonly Series[] {
    const range = Number(/\[(\d+)ms\]/.exec(text)?.[1] ?? 0) / 1_000;
    const scrapes = Math.floor(range / INTERVAL_S);
    const at = (value: number) => [endS, String(value)] as const;
    if (text.startsWith('sum by (job) (count_over_time(up[')) {
      overviews.push(text);
      return Array.from({ length: jobs }, (_, j) => ({ metric: { job: `job-${j}` }, value: at(Math.ceil((count - j) / jobs) * scrapes) }));
    }
    if (/^(count|sum)_over_time\(up/.test(text)) {
      overviews.push(text);
      const lost = (i: number) => (text.startsWith('sum') ? i % 13 : 0);
      return targets.map(({ i, labels }) => ({ metric: labels, value: at(scrapes - lost(i)) }));
    }
    if (!text.startsWith('{__name__=~"up|')) return [];
    const instances = new Set((/instance=~?"([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('\\\\', '\\').replace(/\\\\?/g, '').split('|'));
    const read = targets.filter(({ labels }) => instances.has(labels.instance));
    rawReads.push({ seconds: range, instances: read.map(({ labels }) => labels.instance) });
    return read.flatMap(({ i, labels }) =>
      REPORT.map((name) => ({ metric: { __name__: name, ...labels }, values: samples(name, i, endS, scrapes) })),
    );
  }

  function samples(name: string, i: number, endS: number, scrapes: number): NonNullable<Series['values']> {
    const phase = (i % 149) / 10;
    return Array.from({ length: scrapes }, (_, tick) => {
      const agoS = (scrapes - 1 - tick) * INTERVAL_S + phase;
      const up = isUp(i, agoS - phase);
      const value = name === 'up' ? Number(up) : name === 'scrape_duration_seconds' ? (up ? 0.02 : 0.001) : up ? 500 : 0;
      return [Math.round((endS - agoS) * 1_000) / 1_000, String(value)] as const;
    });
  }

  const server = http.createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const data = answerOf(url);
    answer.statusCode = data === undefined ? 404 : 200;
    answer.setHeader('Content-Type', 'application/json');
    answer.end(JSON.stringify({ status: data === undefined ? 'error' : 'success', data }));
  });

  function answerOf({ pathname, searchParams }: URL): unknown {
    switch (pathname) {
      case '/api/v1/status/buildinfo':
        return { version: '3.10.0' };
      case '/api/v1/targets':
        return {
          activeTargets: targets.map(({ labels }) => ({
            labels,
            discoveredLabels: {},
            scrapePool: labels.job,
            scrapeUrl: `http://${labels.instance}/metrics`,
            health: 'up',
            scrapeInterval: `${INTERVAL_S}s`,
            scrapeTimeout: '10s',
          })),
        };
      case '/api/v1/rules':
        return { groups: [] };
      case '/api/v1/query': {
        const result = query(searchParams.get('query') ?? '', Number(searchParams.get('time') ?? Date.now() / 1_000));
        return { resultType: result[0]?.values === undefined ? 'vector' : 'matrix', result };
      }
      case '/api/v1/query_range':
        return { resultType: 'matrix', result: [] };
      default:
        return undefined;
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    rawReads,
    overviews,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
