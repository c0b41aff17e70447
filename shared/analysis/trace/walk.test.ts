import { describe, expect, it } from 'vitest';
import type { Trace as TraceOf } from '../../contract/trace';
import { Trace } from '../../contract/trace';
import { at, heard, RECORDED } from './recorded.testSupport';
import type { TraceScene } from './scene';
import { trace } from './walk';

function hop(traced: TraceOf, id: string) {
  const found = traced.hops.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no hop ${id} in ${traced.hops.map((each) => each.id).join(', ')}`);
  return found;
}

const identity = (traced: TraceOf, id: string) => traced.identities.find((each) => each.id === id)?.holds;

describe('a recorded pod, computed by hand', () => {
  const traced = trace(RECORDED);

  it('fits the contract', () => expect(Trace.parse(traced)).toEqual(traced));

  it.each([
    ['cgroup', 136.384900313, '136.38 s'],
    ['cadvisor', 136.776421801, '136.78 s'],
    ['resource', 136.776421801, '136.78 s'],
    ['metrics-server', 0.15475963, '154.8 m'],
    ['metrics-api', 0.15475963, '154.8 m'],
    ['kubectl-top', 0.155, '155m'],
    ['hpa demo/web-cpu', 211, '211 %'],
    ['prometheus', 136.615312408, '136.62 s'],
    ['rule', 0.21, '210.0 m'],
    ['dashboard', 0.21, '210.0 m'],
  ])('%s: %d', (id, amount, text) => {
    expect(hop(traced, id).value?.amount).toBeCloseTo(amount, 9);
    expect(hop(traced, id).value?.text).toBe(text);
  });

  it('differences to the hop before, with their signs', () => {
    expect(hop(traced, 'cadvisor').difference?.text).toBe('+392 ms');
    expect(hop(traced, 'resource').difference?.amount).toBe(0);
    expect(hop(traced, 'kubectl-top').difference?.text).toBe('+0.2 m');
    // 210 - 154.75963
    expect(hop(traced, 'dashboard').difference?.text).toBe('+55.2 m');
  });

  it('says why', () => {
    expect(hop(traced, 'cadvisor').says).toBe(
      "Sum of 2 containers. The pod's own cgroup says −392 ms: the pause container (0.04 s) and 1.4 s less of its life.",
    );
    expect(hop(traced, 'resource').says).toBe("Sum of 2 containers, no pause container: the same samples as cAdvisor's.");
    expect(hop(traced, 'metrics-server').changed).toBe('Counter to rate over its last two samples, 17.9 s apart.');
    expect(hop(traced, 'kubectl-top').changed).toBe('Rounding: the sum of 2 containers, rounded up to whole millicores.');
    expect(hop(traced, 'dashboard').changed).toBe('Other window: 5m against 17.9 s.');
    expect(hop(traced, 'hpa demo/web-cpu').says).toBe('The values that are served now give 211 % as well.');
  });

  it('times: a sum is as old as its oldest container; the served sample waited for housekeeping, scrape and sync', () => {
    expect(hop(traced, 'resource').trueMs).toBe(at(39.317));
    expect(hop(traced, 'metrics-api').trueMs).toBe(at(26));
    // Before it: 26 - 17.884. Scraped at the first of 51 - n * 15 not before 26: 36.
    expect(hop(traced, 'cadvisor').bar).toMatchObject({ fromMs: at(8.116), toMs: at(26), says: '17.9 s housekeeping', exact: true });
    expect(hop(traced, 'resource').bar).toMatchObject({ fromMs: at(26), toMs: at(36), says: '10 s scrape', exact: true });
    expect(hop(traced, 'hpa demo/web-cpu').bar).toMatchObject({ fromMs: at(36), toMs: at(51), says: 'up to 15 s HPA sync', exact: false });
    // The sample of 47.192 came with the scrape of 50.1.
    expect(hop(traced, 'prometheus').bar).toMatchObject({ fromMs: at(47.192), toMs: at(50.1), kind: 'waiting' });
    expect(hop(traced, 'rule').bar).toMatchObject({ fromMs: at(50.1), toMs: at(52.5), says: '2.4 s evaluation' });
  });

  it('identities hold: the same samples, the served rate in Prometheus, the average of the controller', () => {
    expect(traced.identities.map(({ id, holds }) => [id, holds])).toEqual([
      ['cadvisor-resource', 'yes'],
      ['summary-resource', 'yes'],
      ['served-rate', 'yes'],
      ['hpa-average demo/web-cpu', 'yes'],
    ]);
    expect(traced.identities[2]?.says).toBe(
      "metrics-server's 154.7 m of web is the rate of two samples that Prometheus kept too, 15.9 s apart.",
    );
  });

  it('a series that is younger than the window of its rate', () => {
    const { prometheus } = RECORDED;
    if (prometheus.state !== 'heard') throw new Error('it was heard');
    const series = prometheus.value.series.map((each) => ({ ...each, timesMs: each.timesMs.slice(1), values: each.values.slice(1) }));
    const traced = trace({ ...RECORDED, prometheus: { ...prometheus, value: { ...prometheus.value, series } } });
    expect(hop(traced, 'dashboard').changed).toContain(
      'Prometheus has it for 1 min 39 s alone: a rate over 5m counts the rest as nothing.',
    );
    expect(traced.verdict.says).toBe('kubectl top says 155m, the dashboard says 210.0 m.');
  });

  it('answers the question', () =>
    expect(traced.verdict).toEqual({
      state: 'ok',
      says: 'kubectl top says 155m, the dashboard says 210.0 m: both are right.',
      more: 'The dashboard averages 5m, metrics-server 17.9 s.',
    }));
});

const changed = (change: Partial<TraceScene>): TraceOf => trace({ ...RECORDED, ...change });
const resourceOf = (web: number) =>
  heard({ containers: [{ who: 'web', amount: web, atMs: at(47.192) }] }, 'GET /api/v1/nodes/hop-1/proxy/metrics/resource');

describe('what can be wrong', () => {
  it('one sample with two values is a finding', () => {
    const traced = changed({ resource: resourceOf(130) });
    expect(identity(traced, 'cadvisor-resource')).toBe('no');
    expect(traced.verdict.state).toBe('broken');
    expect(traced.verdict.more).toContain('differ by −6.62 s in web');
  });

  it('a summary of the kubelet that differs from its metrics is one, whole seconds apart or not', () => {
    const { summary } = RECORDED;
    if (summary.state !== 'heard') throw new Error('it was heard');
    const containers = summary.value.containers.map((each) => (each.who === 'sidecar' ? { ...each, amount: 0.3 } : each));
    const traced = changed({ summary: { ...summary, value: { ...summary.value, containers } } });
    expect(identity(traced, 'summary-resource')).toBe('no');
    expect(traced.verdict).toMatchObject({ state: 'broken', more: expect.stringContaining('differ by −139 ms in sidecar') });
  });

  it('a rate that the Metrics API serves and the samples of its window do not give is one', () => {
    // (130 - 129.741687893) / (30.586 - 14.709), as Prometheus kept them: 16.3 millicores; 154.7 m are served.
    const { prometheus, metricsApi } = RECORDED;
    if (prometheus.state !== 'heard' || metricsApi.state !== 'heard') throw new Error('both were heard');
    const every = prometheus.value.every.map((each) => ({ ...each, values: each.values.map((value, at) => (at === 6 ? 130 : value)) }));
    const [web] = metricsApi.value.containers;
    if (web === undefined) throw new Error('it is served');
    const served = { containers: [web], timestampMs: at(30), windowMs: 15_877 };
    const traced = changed({
      prometheus: { ...prometheus, value: { ...prometheus.value, every } },
      metricsApi: { ...metricsApi, value: served },
      hpas: [],
    });
    expect(traced.identities.find(({ id }) => id === 'served-rate')).toEqual({
      id: 'served-rate',
      holds: 'no',
      says: "Prometheus' own samples, over the same 15.9 s, give 16.3 m; the Metrics API says 154.7 m.",
    });
    expect(traced.verdict).toMatchObject({ state: 'broken', says: 'Two hops say different things of one sample.' });
  });

  it('a denied hop is gone around, and said', () => {
    const traced = changed({ cadvisor: { state: 'denied', because: 'you may not get nodes/proxy' } });
    expect(hop(traced, 'cadvisor')).toMatchObject({ state: 'denied', says: 'You may not get nodes/proxy.' });
    expect(hop(traced, 'resource').difference).toBeUndefined();
    expect(hop(traced, 'prometheus').difference).toMatchObject({ from: 'resource' });
    expect(traced.verdict).toMatchObject({ state: 'degraded', more: expect.stringContaining('goes around cAdvisor sample.') });
  });

  it('no Metrics API: the three hops behind it have nothing, the other lane goes on', () => {
    const traced = changed({
      metricsApi: { state: 'failed', because: '503: the server is currently unable to handle the request' },
      hpas: [],
    });
    expect(['metrics-server', 'metrics-api', 'kubectl-top'].map((id) => hop(traced, id).state)).toEqual(['failed', 'failed', 'failed']);
    expect(hop(traced, 'dashboard').value?.amount).toBe(0.21);
    expect(traced.verdict).toEqual({
      state: 'degraded',
      says: 'The trace goes around metrics-server, Metrics API and kubectl top.',
      more: 'Metrics API: 503: the server is currently unable to handle the request. The dashboard says 210.0 m.',
    });
  });

  it('a Prometheus of which a part does not answer: its number lacks something, and the hop says so', () => {
    const { prometheus, dashboard } = RECORDED;
    if (prometheus.state !== 'heard' || dashboard.state !== 'heard') throw new Error('not heard');
    const partial = 'its answer is partial: a store is down';
    const traced = changed({ prometheus: { ...prometheus, partial }, dashboard: { ...dashboard, partial } });
    expect(hop(traced, 'prometheus').says).toMatch(/\. Its answer is partial: a store is down\.$/);
    expect(hop(traced, 'dashboard').says).toContain('Its answer is partial: a store is down.');
    expect(hop(trace(RECORDED), 'prometheus').says).not.toContain('partial');
  });

  it('a pod that is gone', () => {
    const traced = changed({ gone: { when: 'meanwhile', says: 'It was deleted while it was traced.' } });
    expect(traced.verdict).toEqual({
      state: 'unknown',
      says: 'Pod demo/web-56c757448c-wfkx6 is gone.',
      more: 'It was deleted while it was traced.',
    });
  });

  it('nothing answers', () => {
    const no = { state: 'failed', because: 'connection refused' } as const;
    const traced = changed({
      summary: no,
      cadvisor: no,
      resource: no,
      metricsApi: no,
      prometheus: no,
      recorded: [],
      dashboard: no,
      hpas: [],
    });
    expect(traced.verdict).toMatchObject({ state: 'broken', says: 'No hop has the number.' });
  });

  it('an HPA that synced before the newest values', () => {
    const hpas = RECORDED.hpas.map((hpa) => ({ ...hpa, current: 180 }));
    const traced = changed({ hpas });
    expect(hop(traced, 'hpa demo/web-cpu').says).toBe('It read older values: those that are served now give 211 % at its next sync.');
    expect(identity(traced, 'hpa-average demo/web-cpu')).toBe('cannot-tell');
  });

  it('an HPA without a value says why', () => {
    const hpas = RECORDED.hpas.map(({ current: _, ...hpa }) => ({ ...hpa, because: 'missing request for cpu' }));
    expect(hop(changed({ hpas }), 'hpa demo/web-cpu')).toMatchObject({ state: 'failed', says: 'Missing request for cpu.' });
  });

  it('the node clock ahead: ages are corrected by it', () => {
    const clocks = { ...RECORDED.clocks, node: { who: 'node hop-1', offsetMs: 120_000, withinMs: 500 } };
    expect(hop(changed({ clocks }), 'metrics-api').trueMs).toBe(at(26) - 120_000);
  });
});

describe('memory', () => {
  const bytes = { question: { ...RECORDED.question, metric: 'memory' } };
  const web = { who: 'web', amount: 58_560_512, atMs: at(47.192) };
  const sidecar = { who: 'sidecar', amount: 512_000, atMs: at(39.317) };
  const traced = changed({
    ...bytes,
    summary: heard({ containers: [web, sidecar] }, 'GET summary'),
    cadvisor: heard({ containers: [web, sidecar], usageBytes: 60_000_000, rssBytes: 57_593_856 }, 'GET cadvisor'),
    resource: heard({ containers: [web, sidecar] }, 'GET resource'),
    metricsApi: heard(
      {
        containers: [
          { who: 'web', amount: 36_241_408, text: '35392Ki' },
          { who: 'sidecar', amount: 376_832, text: '368Ki' },
        ],
        timestampMs: at(26),
        windowMs: 17_884,
      },
      'GET pods',
    ),
    hpas: [],
    dashboard: heard({ query: 'sum(container_memory_working_set_bytes{container!=""})', amount: 59_072_512 }, 'GET query'),
    recorded: [],
  });

  it('kubectl cuts to whole Mi: 36,618,240 bytes are 34.9 Mi', () => {
    expect(hop(traced, 'kubectl-top').value).toMatchObject({ text: '34Mi', amount: 34 * 2 ** 20 });
    expect(hop(traced, 'kubectl-top').changed).toContain('cut to whole Mi');
  });

  it('tells working set, usage and RSS apart', () =>
    expect(hop(traced, 'cadvisor').says).toContain(
      'Working set is usage (57.2 MiB) without 905.8 KiB of file cache that can be given back. RSS is 54.9 MiB.',
    ));

  it('no rate is compared', () => expect(identity(traced, 'served-rate')).toBeUndefined());
});

describe('a state of an object', () => {
  const phase = (value: number, of: string) => ({
    labels: { __name__: 'kube_pod_status_phase', job: 'ksm', phase: of },
    timesMs: [at(50.1)],
    values: [value],
  });
  const kept = [phase(0, 'Pending'), phase(1, 'Running')];
  const shown = [
    { who: 'phase="Pending"', amount: 0 },
    { who: 'phase="Running"', amount: 1 },
  ];
  const stateOf = (amounts: readonly { readonly who: string; readonly amount: number }[]): TraceOf => {
    if (RECORDED.prometheus.state !== 'heard') throw new Error('it was heard');
    const { value } = RECORDED.prometheus;
    return changed({
      question: { ...RECORDED.question, metric: 'kube_pod_status_phase' },
      exposed: heard(amounts, 'GET /metrics', at(44)),
      prometheus: { ...RECORDED.prometheus, value: { ...value, job: 'ksm', series: kept, every: kept } },
      hpas: [],
      recorded: [],
    });
  };

  it('begins at kube-state-metrics, and goes to Prometheus from there; series are told apart by what differs', () => {
    const traced = stateOf(shown);
    expect(traced.hops.map(({ id, value, over }) => [id, value?.text, over?.from])).toEqual([
      ['exposed', '1', 'api-objects'],
      ['prometheus', '1', 'kube-state-metrics'],
    ]);
    expect(hop(traced, 'prometheus').parts.map(({ label }) => label)).toEqual(['phase="Pending"', 'phase="Running"']);
    expect(hop(traced, 'exposed').trueMs).toBe(at(44));
    expect(identity(traced, 'exposed-sample')).toBe('yes');
    expect(traced.verdict).toMatchObject({ state: 'ok', says: 'Prometheus says 1.' });
  });

  it('that changed between look and scrape is no fault', () => {
    const traced = stateOf(shown.map((each) => ({ ...each, amount: 0 })));
    expect(hop(traced, 'prometheus').difference).toMatchObject({ from: 'exposed', text: '+1' });
    expect(identity(traced, 'exposed-sample')).toBe('cannot-tell');
  });
});

describe('what an adapter serves against its own query, asked before and after', () => {
  it.each<[string, number | undefined, number, string]>([
    ['the same', undefined, 2.67, 'yes'],
    ['between the two: the rate of a young series grows with each second', 2.75, 2.71, 'yes'],
    ['before both', 2.75, 2.6, 'cannot-tell'],
    ['after the only one', undefined, 2.71, 'cannot-tell'],
  ])('%s', (_name, amountAfter, served, holds) => {
    const traced = trace({
      ...RECORDED,
      adapter: heard({ query: 'q', amount: 2.67, ...(amountAfter === undefined ? {} : { amountAfter }) }, 'GET query'),
      customMetric: heard({ metric: 'm', amount: served, text: `${served}` }, 'GET metric'),
    });
    expect(identity(traced, 'adapter-query')).toBe(holds);
  });
});
