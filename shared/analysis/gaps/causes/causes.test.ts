import { describe, expect, it, test } from 'vitest';
import { type GapScene, PROVEN_CAUSES, type ProvenCause } from '../scene';
import { atSecond, failures, scene } from '../scene.testSupport';
import { CAUSES, proveCause } from './table';

const ALONE = { total: 5, scraped: 0 };
const scraper = (more: Partial<GapScene['scraper']>): GapScene['scraper'] => ({ name: 'Prometheus', startsMs: [], evidence: [], ...more });
const series = (more: Partial<NonNullable<GapScene['series']>>): GapScene['series'] => ({
  selector: 'requests_total{path="/"}',
  explicitTimestamps: false,
  others: [],
  ...more,
});
const cluster = (more: Partial<GapScene['cluster']>): GapScene['cluster'] => ({ events: [], askedMs: atSecond(100), ...more });
const error = (text: string): GapScene['errors'] => [
  { text, evidence: { request: 'GET /api/v1/targets', atMs: atSecond(60), says: text } },
];
const kubelet: GapScene['target'] = { job: 'kubelet', instance: 'n2:10250', name: 'n2', node: 'n2', isKubelet: true, timeoutMs: 10_000 };
const marker = { request: 'GET /api/v1/query', atMs: atSecond(100), says: 'empty 10 s after its last sample' };

/** Of each cause a gap that is proven to have it, and one that is nearly it, with what that one is. */
const CASES: readonly (readonly [ProvenCause, Partial<GapScene>, Partial<GapScene>, ProvenCause])[] = [
  [
    'producer-slower',
    { gone: 'samples', intervalMs: 5_000, toMs: atSecond(28), series: series({ explicitTimestamps: true, producerPeriodMs: 30_000 }) },
    { gone: 'samples', intervalMs: 5_000, toMs: atSecond(75), series: series({ explicitTimestamps: true, producerPeriodMs: 30_000 }) },
    'unknown',
  ],
  [
    'remote-behind',
    { gone: 'scrapes', openAfter: true, others: ALONE, scraper: scraper({ remoteBehindSeconds: 80 }) },
    { gone: 'scrapes', openAfter: true, others: ALONE, scraper: scraper({ remoteBehindSeconds: 5 }) },
    'unknown',
  ],
  [
    'scraper-restarted',
    { gone: 'scrapes', others: ALONE, scraper: scraper({ startsMs: [atSecond(50)] }) },
    { gone: 'scrapes', others: { total: 5, scraped: 5 }, scraper: scraper({ startsMs: [atSecond(50)] }) },
    'discovery-lost',
  ],
  [
    'clock-jumped',
    { gone: 'scrapes', others: ALONE, scraper: scraper({ lengths: { seconds: 15.1, count: 1 } }) },
    { gone: 'scrapes', others: ALONE, scraper: scraper({ lengths: { seconds: 75, count: 1 } }) },
    'scraper-starved',
  ],
  [
    'scraper-starved',
    { gone: 'scrapes', others: ALONE, scraper: scraper({ lengths: { seconds: 75, count: 1 } }) },
    { gone: 'scrapes', others: ALONE, scraper: scraper({ lengths: { seconds: 0, count: 0 } }) },
    'unknown',
  ],
  [
    'pod-replaced',
    { openAfter: true, cluster: cluster({ pod: { name: 'web-1', gone: true, successors: [{ name: 'web-2', createdMs: atSecond(5) }] } }) },
    { openAfter: true, cluster: cluster({ pod: { name: 'web-1', gone: false, successors: [] } }) },
    'target-down',
  ],
  [
    'node-not-ready',
    {
      target: kubelet,
      openAfter: true,
      cluster: cluster({ node: { name: 'n2', ready: 'Unknown', sinceMs: atSecond(55), reason: 'NodeStatusUnknown' } }),
    },
    { target: kubelet, openAfter: true, cluster: cluster({ node: { name: 'n2', ready: 'True', sinceMs: atSecond(-9_000) } }) },
    'target-down',
  ],
  [
    'kubelet-restarted',
    { target: kubelet, targetStartsMs: [atSecond(-900), atSecond(58)] },
    { target: kubelet, targetStartsMs: [atSecond(-900)] },
    'target-down',
  ],
  ['target-restarted', { targetStartsMs: [atSecond(58)] }, { targetStartsMs: [atSecond(78)] }, 'target-down'],
  [
    'limit-exceeded',
    { errors: error('sample limit exceeded'), failed: failures(4, { seconds: 0.1, scraped: 200, kept: 51 }) },
    { errors: error('server returned HTTP status 429 Too Many Requests') },
    'target-down',
  ],
  [
    'scrape-too-slow',
    { failed: failures(4, { seconds: 10.001 }), errors: error('Get "http://10.0.0.7:8080/metrics": context deadline exceeded') },
    { failed: failures(4, { seconds: 9.2 }) },
    'target-down',
  ],
  ['target-down', { errors: error('connection refused') }, { gone: 'scrapes', failed: [] }, 'discovery-lost'],
  ['discovery-lost', { gone: 'scrapes' }, { gone: 'scrapes', others: ALONE }, 'unknown'],
  [
    'series-flap',
    { gone: 'samples', series: series({ others: [{ differs: 'pod="b" for pod="a"', inside: 4, along: 0 }] }) },
    { gone: 'samples', series: series({ others: [{ differs: 'path="/x" for path="/"', inside: 4, along: 30 }] }) },
    'unknown',
  ],
  [
    'rejected',
    { gone: 'samples', series: series({}), scraper: scraper({ rejected: { sample_out_of_order: 4 } }) },
    { gone: 'samples', series: series({ marker }), scraper: scraper({ rejected: { sample_out_of_order: 4 } }) },
    'series-vanished',
  ],
  [
    'series-vanished',
    { gone: 'samples', series: series({ marker }) },
    { gone: 'samples', series: series({ explicitTimestamps: true, marker }) },
    'unknown',
  ],
];

describe('causes of gaps', () => {
  test.each(CASES.map(([cause, proves]) => [cause, proves] as const))('%s is proven', (cause, proves) => {
    const proven = proveCause(scene(proves));
    expect(proven.cause).toBe(cause);
    expect(proven.evidence.length + Number(proven.cause.startsWith('scraper') || proven.cause === 'clock-jumped')).toBeGreaterThan(0);
    expect(proven.because).toMatch(/^[A-Z].*\.$/);
  });

  test.each(CASES.map(([cause, , nearly, instead]) => [cause, nearly, instead] as const))(
    'what is nearly %s',
    (_cause, nearly, instead) => {
      expect(proveCause(scene(nearly)).cause).toBe(instead);
    },
  );

  it('every cause has its cases, and a rule in the table', () => {
    const named = PROVEN_CAUSES.filter((cause) => cause !== 'unknown');
    expect(CASES.map(([cause]) => cause)).toEqual(named);
    expect(CAUSES.map(({ cause }) => cause)).toEqual(named);
  });

  it('a first scrape that met a new pod before it listened: by when it was made, and not where the pod is old', () => {
    const first = (createdMs: number) =>
      proveCause(scene({ openBefore: true, cluster: cluster({ pod: { name: 'web-2', createdMs, gone: false, successors: [] } }) }));
    const born = first(atSecond(55));
    expect(born).toMatchObject({ cause: 'pod-replaced', because: 'The pod is younger than this: it was made at 12:00:55 UTC.' });
    expect(born.evidence.map(({ says }) => says)).toEqual(['pod web-2: creationTimestamp 12:00:55']);
    expect(first(atSecond(-900)).cause).toBe('target-down');
  });

  it('a whole target that exposes far less: vanished, with both counts', () => {
    const proven = proveCause(
      scene({ gone: 'samples', failed: failures(4, { up: 1, kept: 3 }), before: { atMs: atSecond(0), up: 1, kept: 40 } }),
    );
    expect(proven).toMatchObject({ cause: 'series-vanished', because: 'The target was up and exposed 3 samples instead of 40.' });
  });

  it('a whole target of which rules keep far less than before: vanished, and not by the target', () => {
    const before = { atMs: atSecond(0), up: 1, kept: 40, scraped: 50 } as const;
    const proven = proveCause(scene({ gone: 'samples', failed: failures(4, { up: 1, kept: 3, scraped: 50 }), before }));
    expect(proven).toMatchObject({
      cause: 'series-vanished',
      because: 'The target was up and exposed 50 samples; metric_relabel_configs kept 3 of them, and 40 before.',
      remedy: 'See what changed in metric_relabel_configs of job apps.',
    });
  });

  describe('a scrape that waited in vain: slow, or did everything there stand still?', () => {
    const waited = { gone: 'answers', failed: failures(2, { seconds: 10.001 }), target: kubelet } as const;
    const silent = [{ atMs: atSecond(19), up: 0, seconds: 10.002 }] as const;
    const renewed = (...seconds: readonly number[]): GapScene['cluster'] => ({
      events: [],
      askedMs: atSecond(100),
      node: { name: 'n2', ready: 'True', renewalsMs: seconds.map(atSecond) },
    });
    it.each<[string, Partial<GapScene>, ProvenCause]>([
      ['nobody else asks there', {}, 'scrape-too-slow'],
      ['another one waited in vain too', { beside: silent }, 'target-down'],
      [
        'another one was answered meanwhile, slowly',
        { beside: [...silent, { atMs: atSecond(22), up: 1, seconds: 5.5 }] },
        'scrape-too-slow',
      ],
      ['another one was answered after that', { beside: [...silent, { atMs: atSecond(34), up: 1, seconds: 7.5 }] }, 'target-down'],
      ['another one was refused, at once', { beside: [{ atMs: atSecond(19), up: 0, seconds: 0.001 }] }, 'scrape-too-slow'],
      ['another one waited in vain later', { beside: [{ atMs: atSecond(60), up: 0, seconds: 10 }] }, 'target-down'],
      [
        'and was answered in between',
        {
          beside: [
            { atMs: atSecond(60), up: 0, seconds: 10 },
            { atMs: atSecond(45), up: 1, seconds: 0.1 },
          ],
        },
        'scrape-too-slow',
      ],
      ['the last answer was slow', { beside: silent, before: { atMs: atSecond(0), up: 1, seconds: 5.5 } }, 'scrape-too-slow'],
      ['the kubelet renewed its lease meanwhile', { beside: silent, cluster: renewed(25) }, 'scrape-too-slow'],
      ['it renewed its lease before, and after', { beside: silent, cluster: renewed(10, 42) }, 'target-down'],
      [
        'another node has leases, this is no kubelet',
        { beside: silent, cluster: renewed(25), target: { ...kubelet, isKubelet: false } },
        'target-down',
      ],
      ['the last answer was quick', { beside: silent, before: { atMs: atSecond(0), up: 1, seconds: 0.05 } }, 'target-down'],
    ])('%s', (_name, change, cause) => {
      expect(proveCause(scene({ ...waited, ...change })).cause).toBe(cause);
    });

    it('says that the kubelet ran, and shows its lease', () => {
      const { because, evidence } = proveCause(scene({ ...waited, beside: silent, cluster: renewed(25) }));
      expect(because).toContain('The kubelet ran: it renewed its lease at 12:00:25 UTC.');
      expect(evidence.map(({ says }) => says)).toContain('lease kube-node-lease/n2 renewed at 12:00:25 UTC');
    });

    it('says that nothing there answered', () => {
      expect(proveCause(scene({ ...waited, beside: silent })).because).toBe(
        'No answer within scrape_timeout 10 s. Nothing else at n2:10250 answered then: one scrape of its other targets waited in vain too.',
      );
    });
  });

  it.each<[string, { readonly seconds: number; readonly count: number }, ProvenCause]>([
    ['one long interval among twenty: it stood still', { seconds: 75 + 20 * 15, count: 21 }, 'scraper-starved'],
    ['each a little late: it did not', { seconds: 21 * 15.2, count: 21 }, 'clock-jumped'],
    ['five thousand of them, each some milliseconds late', { seconds: 5_000 * 15.008, count: 5_000 }, 'clock-jumped'],
  ])('intervals that the scraper measured over a gap of 75 s: %s', (_name, lengths, cause) => {
    expect(proveCause(scene({ gone: 'scrapes', others: ALONE, scraper: scraper({ lengths }) })).cause).toBe(cause);
  });

  describe('what starved the scraper, over a gap of 75 s', () => {
    const lengths = { seconds: 75, count: 1 };
    const starved = (load: GapScene['scraper']['load']) =>
      proveCause(scene({ gone: 'scrapes', others: ALONE, scraper: scraper({ lengths, ...(load && { load }) }) }));
    it.each<[string, GapScene['scraper']['load'], string, string]>([
      [
        'throttled',
        { throttled: { count: 600, of: 750 }, gcSeconds: 30, cpuSeconds: 15, cpus: 4 },
        'its container was at its CPU limit in 80 % of the time slices.',
        'container_cpu_cfs_throttled_periods_total rose by 600, container_cpu_cfs_periods_total by 750',
      ],
      [
        'garbage collection',
        { throttled: { count: 40, of: 750 }, gcSeconds: 12.4, cpuSeconds: 150, cpus: 4 },
        'garbage collection stopped it for 12 s of 1 min 15 s.',
        'go_gc_duration_seconds_sum rose by 12 s',
      ],
      [
        'busy',
        { gcSeconds: 0.2, cpuSeconds: 145, cpus: 2 },
        'it had all of its 2 CPUs busy.',
        'process_cpu_seconds_total rose by 2 min 25 s in 1 min 15 s',
      ],
      [
        'stopped',
        { gcSeconds: 0, cpuSeconds: 0.3, cpus: 2 },
        'it ran on no CPU (4 m): its process was stopped, or its node asleep or out of CPU.',
        'process_cpu_seconds_total rose by 300 ms in 1 min 15 s',
      ],
    ])('%s', (_name, load, says, proof) => {
      const proven = starved(load);
      expect(proven.cause).toBe('scraper-starved');
      expect(proven.because).toContain(`and it did not restart; ${says}`);
      expect(proven.evidence.map((evidence) => evidence.says)).toEqual([proof]);
    });
    it.each<[string, GapScene['scraper']['load']]>([
      ['nothing is known of it', undefined],
      ['little of each', { throttled: { count: 180, of: 750 }, gcSeconds: 7.4, cpuSeconds: 134, cpus: 2 }],
      ['how many CPUs it may use is not known', { cpuSeconds: 300 }],
      ['its container has no limit', { throttled: { count: 0, of: 0 } }],
    ])('%s: starved, and not said by what', (_name, load) => {
      expect(starved(load)).toMatchObject({
        cause: 'scraper-starved',
        because: expect.stringMatching(/it did not restart\.$/),
        evidence: [],
      });
    });
  });

  it('unknown says what would have to be known', () => {
    expect(proveCause(scene({ gone: 'scrapes', others: { total: 0, scraped: 0 } }))).toEqual({
      cause: 'unknown',
      because: 'Nothing that was read proves why: Prometheus has no other target to tell whether it scraped at all.',
      evidence: [],
    });
  });
});
