import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import {
  type AdapterConfig,
  type AdapterMetric,
  type AdapterQuery,
  type AdapterRule,
  exposedName,
  listMetrics,
  parseAdapterConfig,
  renderQuery,
  renderTemplate,
  type Series,
} from './adapter/rules';
import { findGaps, type Gap, type GapCause, type SeriesTimes } from './analysis/gaps';
import { shardOf } from './analysis/ksmSharding';
import {
  type DropReason,
  decodeResourceMetrics,
  mergeBatches,
  type ResourceBatch,
  replayMetricsServer,
  type Served,
} from './analysis/metricsServer';
import { type CgroupId, parseCgroupId } from './cgroup/parseId';
import { parseExposition } from './exposition/parse';
import type { Result } from './model/result';
import { parseRelabelRules, type RelabelRule, relabel } from './relabel/evaluate';
import { buildTarget, type ClusterObjects, discoverTargets, type ScrapeConfig } from './relabel/target';
import { Report } from './report/schema';

// Other programs call these functions: names and shapes stay as they are. Each is assigned to its shape, and run once.

interface Located {
  readonly path: string;
  readonly message: string;
}

interface ParseError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Sample {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly value: number;
  readonly timestampMs?: number;
}

interface Exposition {
  readonly families: ReadonlyMap<string, { readonly type?: string; readonly help?: string; readonly unit?: string }>;
  samples(): Iterable<Sample>;
  readonly sampleCount: number;
}

type Labels = Record<string, string>;

interface Relabelled {
  readonly kept: boolean;
  readonly labels: Labels;
  readonly steps: readonly { readonly rule: number; readonly before: Labels; readonly after: Labels; readonly kept: boolean }[];
}

interface Target {
  readonly kept: boolean;
  readonly labels: Labels;
  readonly url?: string;
}

type Role = 'node' | 'pod' | 'endpoints' | 'endpointslice' | 'service' | 'ingress';

describe('exposition and relabelling', () => {
  it('parseExposition', () => {
    const entry: (input: string | Uint8Array, format: 'text' | 'openmetrics') => Result<Exposition, ParseError> = parseExposition;
    const read = entry(new TextEncoder().encode('# TYPE a gauge\na{b="c"} 1 2000\n'), 'text');
    expect(read.ok && [...read.value.samples()]).toEqual([{ name: 'a', labels: { b: 'c' }, value: 1, timestampMs: 2000 }]);
    expect(read.ok && [read.value.sampleCount, read.value.families.get('a')]).toEqual([1, { type: 'gauge' }]);
    expect(entry('a 1 -2\n', 'text')).toMatchObject({
      ok: false,
      error: { line: 1, column: expect.any(Number), message: expect.any(String) },
    });
    expect(entry('a 1\n# EOF\n', 'openmetrics')).toMatchObject({ ok: true });
  });

  it('parseRelabelRules and relabel', () => {
    const entry: (config: unknown, options?: { names?: 'utf8' | 'legacy' }) => Result<readonly RelabelRule[], Located> = parseRelabelRules;
    const run: (labels: Labels, rules: readonly RelabelRule[]) => Relabelled = relabel;
    const rules = entry([{ source_labels: ['a'], target_label: 'b' }], { names: 'legacy' });
    expect(rules.ok && run({ a: '1' }, rules.value)).toEqual({
      kept: true,
      labels: { a: '1', b: '1' },
      steps: [{ rule: 0, before: { a: '1' }, after: { a: '1', b: '1' }, kept: true }],
    });
    expect(entry({})).toMatchObject({ ok: false, error: { path: expect.any(String), message: expect.any(String) } });
  });

  it('buildTarget and discoverTargets', () => {
    const build: (discovered: Labels, scrape: ScrapeConfig) => Result<Target, Located> = buildTarget;
    const discover: (role: Role, objects: ClusterObjects) => readonly Labels[] = discoverTargets;
    const target = build({ __address__: 'a:1' }, { job_name: 'j' });
    expect(target).toMatchObject({ ok: true, value: { kept: true, url: 'http://a:1/metrics', labels: { __address__: 'a:1', job: 'j' } } });
    expect(discover('node', {})).toEqual([]);
  });
});

describe('cgroups', () => {
  it('parseCgroupId', () => {
    const entry: (id: string) => CgroupId = parseCgroupId;
    expect(entry('/kubepods/burstable/pod0e9f7a06-4d3f-4d8c-9f57-4d1e6f1f6a11')).toEqual({
      kind: 'pod',
      driver: 'cgroupfs',
      qos: 'burstable',
      podUid: '0e9f7a06-4d3f-4d8c-9f57-4d1e6f1f6a11',
    });
    expectTypeOf<CgroupId['kind']>().toEqualTypeOf<'root' | 'kubepods' | 'qos' | 'pod' | 'container' | 'other'>();
    expectTypeOf<CgroupId['driver']>().toEqualTypeOf<'cgroupfs' | 'systemd' | undefined>();
    expectTypeOf<CgroupId['runtime']>().toEqualTypeOf<'containerd' | 'cri-o' | 'docker' | undefined>();
  });
});

describe('analysis', () => {
  it('decodeResourceMetrics, mergeBatches and replayMetricsServer', () => {
    const decode: (text: string, node: string, defaultTimeMs: number) => Result<ResourceBatch, ParseError> = decodeResourceMetrics;
    const merge: (parts: readonly ResourceBatch[]) => ResourceBatch = mergeBatches;
    const replay: (batches: readonly ResourceBatch[], resolutionMs: number) => Served = replayMetricsServer;
    const cycle = (cpu: number, atMs: number) => {
      const batch = decode(`node_cpu_usage_seconds_total ${cpu} ${atMs}\nnode_memory_working_set_bytes 5 ${atMs}\n`, 'n', 0);
      return merge(batch.ok ? [batch.value] : []);
    };
    expect(replay([cycle(1, 1000), cycle(2, 11_000)], 15_000)).toEqual({
      nodes: [{ name: 'n', timestampMs: 11_000, windowMs: 10_000, cpuCores: 0.1, memoryBytes: 5 }],
      pods: [],
      dropped: [],
    });
    expect(cycle(0, 1000)).toEqual({ nodes: {}, pods: [], dropped: [{ subject: 'node/n', reason: 'zero-cpu' }] });
    expectTypeOf<DropReason>().toEqualTypeOf<
      | 'zero-cpu'
      | 'zero-memory'
      | 'missing-value'
      | 'negative-timestamp'
      | 'one-point'
      | 'not-newer'
      | 'restarted'
      | 'decreased'
      | 'young'
      | 'container-incomplete'
    >();
  });

  it('findGaps', () => {
    const entry: (series: SeriesTimes) => readonly Gap[] = findGaps;
    expect(entry({ samplesMs: [0, 10, 40, 50], intervalMs: 10, startMs: 0, endMs: 50 })).toEqual([
      { lastBeforeMs: 10, firstAfterMs: 40, missed: 2, cause: 'unknown' },
    ]);
    expectTypeOf<GapCause>().toEqualTypeOf<'target-down' | 'series-vanished' | 'scraper-stopped' | 'late' | 'rejected' | 'unknown'>();
  });

  it('shardOf', () => {
    const entry: (uid: string, totalShards: number) => number = shardOf;
    expect(entry('foobar', 16)).toBe(5);
  });
});

describe('the adapter', () => {
  it('parseAdapterConfig, exposedName, listMetrics, renderQuery and renderTemplate', () => {
    type Resources = Record<string, readonly string[]>;
    type BySeries = readonly (readonly Series[])[];
    const read: (config: unknown) => Result<AdapterConfig, Located> = parseAdapterConfig;
    const named: (rule: AdapterRule, seriesName: string) => Result<string, Located> = exposedName;
    const listed: (config: AdapterConfig, series: BySeries, resources: Resources) => readonly AdapterMetric[] = listMetrics;
    const asked: (config: AdapterConfig, series: BySeries, resources: Resources, ask: AdapterQuery) => Result<string, Located> =
      renderQuery;
    const config = read({ rules: [{ resources: { template: '<<.Resource>>' }, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}' }] });
    if (!config.ok) throw new Error(config.error.message);
    const series = [[{ name: 'm', labels: { pod: 'p' } }]];
    const metric = { group: '', resource: 'pods', namespaced: true, metric: 'm' };
    expect(config.value.rules.map((rule) => named(rule, 'm'))).toEqual([{ ok: true, value: 'm' }]);
    expect(listed(config.value, series, { '': ['pods'] })).toEqual([metric]);
    const selector = [{ key: 'a', operator: 'In', values: ['b'] }];
    expect(asked(config.value, series, { '': ['pods'] }, { ...metric, namespace: '', names: ['p'], selector })).toEqual({
      ok: true,
      value: 'm{a=~"b",pod="p"}',
    });
    const args = { Series: 's', LabelMatchers: '', LabelValuesByName: {}, GroupBy: 'g', GroupBySlice: ['g'] };
    expect(renderTemplate('<<.Series>> by <<.GroupBySlice>>', args)).toEqual({ ok: true, value: 's by [g]' });
  });
});

describe('the report', () => {
  it('is a zod schema with a version, of which JSON Schema can be made', () => {
    expect(Report).toBeInstanceOf(z.ZodType);
    expect(Report.safeParse({}).success).toBe(false);
    expect(JSON.stringify(z.toJSONSchema(Report))).toContain('"version"');
  });
});
