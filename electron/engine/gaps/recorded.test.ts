import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failed, ok } from '../../../shared/model/result';
import { AT, answered } from '../charts/chartFeed.testSupport';
import { type RawSeries, readRaw } from './rawSeries';
import { scanTargets } from './scan';
import { ScrapeStore } from './scrapeStore';
import { seriesGaps } from './seriesGaps';
import type { GapSource } from './source';
import { listedTargets } from './targets';

/** Answers that a real Prometheus 2.42 gave, scraping each 2 s. */
function recorded(name: string): readonly RawSeries[] {
  const rows = readRaw(gunzipSync(readFileSync(new URL(`../../../e2e/fixtures/gaps/${name}.json.gz`, import.meta.url))), 0);
  if (!rows.ok) throw new Error(rows.error);
  return rows.value;
}

const spanOf = (rows: readonly RawSeries[]) => {
  const times = rows.flatMap(({ timesMs }) => timesMs);
  return { fromMs: Math.min(...times), toMs: Math.max(...times) };
};

/** Those rows as a source whose target was up at every tick; at one time nothing is found (a stale marker), or the series is. */
function sourceOf(rows: readonly RawSeries[], marker: boolean, scrapedAfterMs: number): GapSource {
  const span = spanOf(rows);
  const [fromMs, toMs] = [span.fromMs + scrapedAfterMs, span.toMs];
  const count = Math.floor((toMs - fromMs) / 2_000) + 1;
  const timesMs = Array.from({ length: count }, (_, i) => fromMs + i * 2_000);
  const answer = answered(200, {});
  const up = rows.slice(0, 1).map(({ labels }) => ({ labels, timesMs, values: timesMs.map(() => 1) }));
  return {
    name: 'Prometheus',
    raw: async (selector) => ok({ rows: selector.startsWith('up{') ? up : rows, answer }),
    at: async (query) => ok({ rows: marker || query === 'prometheus_build_info' ? [] : rows.slice(0, 1), answer }),
    api: async () => failed({ says: 'not asked', remedy: '' }),
  };
}

/** `scrapedAfterMs`: the producer's own times are that much before the scrapes. */
async function causesOf(rows: readonly RawSeries[], marker: boolean, scrapedAfterMs = 0) {
  const ask = {
    source: sourceOf(rows, marker, scrapedAfterMs),
    selector: 'x',
    span: spanOf(rows),
    intervalOf: () => 2_000,
    offsetMs: 0,
    nowMs: () => AT,
  };
  const looks = await seriesGaps(ask, new AbortController().signal);
  if (!looks.ok) throw new Error(looks.error.says);
  return looks.value.looks.map(({ gaps }) => gaps.map(({ cause, missed }) => [cause, missed]));
}

describe('recorded answers of Prometheus 2.42', () => {
  it('a target that went down again and again', () => {
    const rows = recorded('raw-up-flaky');
    const store = new ScrapeStore();
    store.add(rows);
    const [{ labels: { __name__: _, ...labels } = {} } = {}] = rows;
    const targets = [{ labels, scrapeUrl: 'http://127.0.0.1:19101/flaky', health: 'up', scrapeInterval: '2s', scrapeTimeout: '1s' }];
    const scan = scanTargets({
      store,
      listed: listedTargets(targets, []),
      span: spanOf(rows),
      partial: false,
      errors: { errorsOf: () => [] },
      scraper: { name: 'Prometheus', series: [], evidence: [], startsMs: [], offsetMs: 0 },
      cluster: () => ({ events: [], askedMs: AT }),
      request: () => 'GET /api/v1/query',
      askedMs: AT,
    });
    const [target] = scan.targets;
    expect(target?.gaps.map(({ cause, gone }) => [cause, gone])).toEqual(target?.gaps.map(() => ['target-down', 'answers']));
    const downs = rows[0]?.values.filter((value) => value === 0).length;
    expect(target?.ticks).toMatchObject({ failed: downs, missed: 0, late: 0, expected: rows[0]?.values.length });
    expect(target?.gaps.length).toBeGreaterThan(2);
  });

  it('a series that came and went, and its neighbour that stayed', async () => {
    const [always, sometimes] = await causesOf(recorded('raw-vanish'), true);
    expect(always).toEqual([]);
    expect(sometimes?.length).toBeGreaterThan(2);
    // It was not there when what was looked at began: whether it ended or never was cannot be told.
    const [first, ...later] = (sometimes ?? []).map(([cause]) => cause);
    expect(first).toBe('unknown');
    expect(new Set(later)).toEqual(new Set(['series-vanished']));
  });

  it('the same without a marker is unknown', async () => {
    const [, sometimes] = await causesOf(recorded('raw-vanish'), false);
    expect(new Set(sometimes?.map(([cause]) => cause))).toEqual(new Set(['unknown']));
  });

  it('cAdvisor, whose samples are 10 s apart and are scraped each 2 s: said to be no gap', async () => {
    const [series] = await causesOf(recorded('raw-cadvisor'), false, 700);
    expect(series?.length).toBeGreaterThan(5);
    expect(new Set(series?.map(([cause]) => cause))).toEqual(new Set(['producer-slower']));
  });

  it.each(['raw-duplicate', 'raw-ooo'])('%s: of what is kept nothing is missing where every second sample was refused', async (name) => {
    const rows = recorded(name);
    expect(rows[0]?.timesMs.length).toBeGreaterThan(10);
    const all = await causesOf(rows.slice(0, 1), false);
    for (const gaps of all) for (const [cause] of gaps) expect(['unknown', 'producer-slower']).toContain(cause);
  });
});
