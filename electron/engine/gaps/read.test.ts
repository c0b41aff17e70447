import { describe, expect, it } from 'vitest';
import { failed, ok } from '../../../shared/model/result';
import type { PortAnswer } from '../cluster/port';
import { GapMemory } from './gapMemory';
import { type RawSeries, readRaw } from './rawSeries';
import { MOST_SAMPLES, planRead } from './readPlan';
import { targetKey } from './scrapeStore';
import type { GapSource } from './source';

const SIGNAL = new AbortController().signal;
const HOUR = 3_600_000;
const answer: PortAnswer = {
  kind: 'answer',
  request: 'GET /api/v1/query',
  route: { via: 'apiserver' },
  status: 200,
  headers: {},
  body: new Uint8Array(),
  wireBytes: 0,
  atMs: 0,
  timings: { total: 0 },
};

const row = (labels: Record<string, string>, value: number): RawSeries => ({ labels, timesMs: [0], values: [value] });

/** A source with so many targets of a job, scraped so often; one of them lost 7 scrapes, one all but one. */
function sourceWith(targets: number, scrapes: number): { readonly source: GapSource; readonly asked: string[] } {
  const asked: string[] = [];
  const each = (value: (i: number) => number) => Array.from({ length: targets }, (_, i) => row({ job: 'j', instance: `i${i}` }, value(i)));
  const at: GapSource['at'] = async (query) => {
    asked.push(query);
    const rows = query.startsWith('sum by')
      ? [row({ job: 'j' }, targets * scrapes)]
      : query.startsWith('count_over_time')
        ? each((i) => (i === 9 ? 1 : scrapes))
        : each((i) => (i === 3 ? scrapes - 7 : i === 9 ? 1 : scrapes));
    return ok({ rows, answer });
  };
  const none = async () => failed({ says: 'not asked', remedy: '' });
  return { asked, source: { name: 's', at, raw: none, api: none } };
}

describe('what is read of a source', () => {
  const span = { fromMs: 0, toMs: HOUR };
  it('a small cluster: everything, one query a few jobs', async () => {
    const { source } = sourceWith(26, 240);
    const plan = await planRead(source, span, [], SIGNAL);
    expect(plan.ok && plan.value).toMatchObject({ selectors: [expect.stringContaining('job="j"')] });
    expect(plan.ok && plan.value.counts).toBeUndefined();
  });

  it('5,000 targets over 6 hours: three small queries, then the rows in sight and the worst within the limit', async () => {
    const { source, asked } = sourceWith(5_000, 1_440);
    const inSight = [targetKey({ job: 'j', instance: 'i42' })];
    const plan = await planRead(source, { fromMs: 0, toMs: 6 * HOUR }, inSight, SIGNAL);
    if (!plan.ok) throw new Error(plan.error.says);
    const { selectors, counts } = plan.value;
    expect(asked).toHaveLength(3);
    expect(counts).toHaveLength(5_000);
    const named = selectors.flatMap((selector) => /instance=~?"([^"]*)"/.exec(selector)?.[1]?.split('|') ?? []);
    expect(named).toEqual(expect.arrayContaining(['i42', 'i9', 'i3']));
    expect(named.length * 1_440 * 5).toBeLessThanOrEqual(MOST_SAMPLES + 1_440 * 5);
    expect(named.length).toBeGreaterThan(20);
  });

  it('a year of one target is more than may be read: nothing is named', async () => {
    const { source } = sourceWith(1, 2_102_400);
    const plan = await planRead(source, { fromMs: 0, toMs: 365 * 24 * HOUR }, [], SIGNAL);
    expect(plan.ok && plan.value.selectors).toEqual([]);
  });
});

describe('an answer with raw samples', () => {
  const read = (value: unknown) => readRaw(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)), 1_000);
  it('gives their own times, in local time', () => {
    const result = [{ metric: { job: 'j' }, values: [[1795267062.1, '1'], [1795267064.1, 'NaN'], ['x', '1'], null] }];
    const rows = read({ status: 'success', data: { resultType: 'matrix', result } });
    expect(rows).toEqual(ok([{ labels: { job: 'j' }, timesMs: [1795267061100, 1795267063100], values: [1, Number.NaN] }]));
  });
  it.each([
    ['no JSON', '<html>', 'the answer is not JSON'],
    ['an error of Prometheus', { status: 'error', error: 'too many samples' }, 'too many samples'],
    ['no series', { status: 'success', data: { resultType: 'scalar', result: [0, '1'] } }, 'the answer holds no series'],
  ])('%s', (_name, value, error) => {
    expect(read(value)).toEqual(failed(error));
  });
});

describe('errors of scrapes', () => {
  it('are kept by time, each text once, and only of the time asked for', () => {
    const memory = new GapMemory();
    const target = (lastError: string, second: number) => ({
      labels: { job: 'j', instance: 'i' },
      scrapeUrl: '',
      health: 'down',
      lastError,
      lastScrape: new Date(second * 1_000).toISOString(),
    });
    const look = (lastError: string, second: number) => {
      const targets = {
        state: 'ok',
        value: [target(lastError, second)],
        request: 'GET /t',
        route: 'r',
        atMs: 0,
        durationMs: 0,
        evidence: [],
      };
      memory.observe({
        looks: new Map([['p', { facts: { of: 'prometheus', slowAtMs: 0, targets } }]]),
        inventory: { leases: {} },
        clockOffsetMs: 0,
        discovered: [{ id: 'p', kind: 'prometheus' }],
      });
    };
    look('refused', 10);
    look('refused', 20);
    look('EOF', 30);
    look('', 40);
    const texts = (from: number, to: number) =>
      memory.errorsOf(targetKey({ job: 'j', instance: 'i' }), from * 1_000, to * 1_000).map(({ text }) => text);
    expect([texts(0, 25), texts(0, 35), texts(25, 35), texts(35, 99)]).toEqual([['refused'], ['refused', 'EOF'], ['EOF'], []]);
  });
});
