import { describe, expect, it } from 'vitest';
import { type AdapterConfig, listMetrics, parseAdapterConfig, type Series } from '../adapter/rules';
import { DoctorSheet } from '../contract/doctors';
import type { AdapterAsk, AdapterScene } from './adapterScene';
import { adapterSheet } from './adapterSheet';

const RULE = {
  seriesQuery: 'http_requests_total{pod!=""}',
  resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
  name: { matches: '^(.*)_total$', as: '$1' },
  metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)',
};
const RESOURCES = { '': ['pods', 'namespaces'] };

function configOf(...rules: readonly object[]): AdapterConfig {
  const read = parseAdapterConfig({ rules });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const series = (labels: Record<string, string> = { namespace: 'demo', pod: 'web-0' }): Series => ({ name: 'http_requests_total', labels });
const ASK: AdapterAsk = {
  hpa: 'demo/web',
  namespace: 'demo',
  metric: 'http_requests',
  type: 'Pods',
  names: ['web-0'],
  query: { ok: true, value: 'sum(rate(http_requests_total[2m])) by (pod)' },
  answer: { state: 'seen', value: [{ labels: { pod: 'web-0' }, value: 9 }] },
  api: { state: 'seen', value: 1 },
};
const EMPTY = { answer: { state: 'seen', value: [] } } as const;

function sheetOf({
  found = [series()],
  config = configOf(RULE),
  ...given
}: Partial<AdapterScene> & { readonly found?: readonly Series[] } = {}) {
  return DoctorSheet.parse(
    adapterSheet({
      name: 'monitoring/adapter',
      configFrom: 'GET /api/v1/namespaces/monitoring/configmaps/adapter',
      config,
      series: [{ state: 'seen', value: found }],
      resourcesFrom: 'discovery',
      would: listMetrics(config, [found], RESOURCES),
      listed: ['pods/http_requests', 'namespaces/http_requests'],
      asks: [ASK],
      ...given,
    }),
  );
}

function cellsOf(sheet: ReturnType<typeof sheetOf>, id: string): readonly string[] {
  const part = sheet.parts.find((each) => each.id === id);
  return part?.kind === 'table' ? (part.rows[0]?.cells.map(({ text }) => text) ?? []) : [];
}

describe('what an HPA asks for', () => {
  it.each<[string, Parameters<typeof sheetOf>[0], RegExp, string?]>([
    ['comes back', {}, /^$/, 'ok'],
    [
      'has no rule',
      { found: [], asks: [{ ...ASK, query: { ok: false, error: 'the server could not find the metric' } }] },
      /could not find the metric: 1 rule found 0 series/,
    ],
    [
      'cannot be asked of Prometheus',
      { asks: [{ ...ASK, answer: { state: 'unseen', because: 'connection refused' } }] },
      /Prometheus: connection refused/,
      'unknown',
    ],
    ['has no series', { found: [], asks: [{ ...ASK, ...EMPTY }] }, /no series of it/],
    [
      'is of another namespace',
      { found: [series({ namespace: 'shop', pod: 'web-0' })], asks: [{ ...ASK, ...EMPTY }] },
      /has the namespace demo in a label/,
    ],
    ['is of other pods', { found: [series({ namespace: 'demo', pod: 'api-0' })], asks: [{ ...ASK, ...EMPTY }] }, /names one of web-0/],
    ['is there, and the query finds nothing', { asks: [{ ...ASK, ...EMPTY }] }, /range is too short/],
  ])('%s', (_name, given, why, state = 'broken') => {
    const sheet = sheetOf(given);
    expect(cellsOf(sheet, 'asks')[6]).toMatch(why);
    expect(sheet.verdict.state).toBe(state);
  });

  it('is not said to expose nothing where Prometheus answered for no rule', () => {
    const { verdict } = sheetOf({ series: [{ state: 'unseen', because: '403' }], would: [], asks: [] });
    expect(verdict).toMatchObject({ state: 'unknown', says: 'What 1 rule would expose cannot be told.' });
  });
});

describe('a rule', () => {
  it.each<[string, Parameters<typeof sheetOf>[0], string, RegExp]>([
    ['exposes', {}, 'exposes', /^$/],
    ['finds nothing', { found: [] }, 'nothing', /no series for its seriesQuery/],
    ['filters all', { config: configOf({ ...RULE, seriesFilters: [{ isNot: 'http' }] }) }, 'nothing', /seriesFilters/],
    ['does not match the name', { config: configOf({ ...RULE, name: { matches: '^(.*)_sum$', as: '$1' } }) }, 'nothing', /matches none/],
  ])('that %s', (_name, given, state, why) => {
    const cells = cellsOf(sheetOf(given), 'rules');
    expect(cells[0]).toBe(state);
    expect(cells[6]).toMatch(why);
  });
});

it('metrics by the rules stand beside those that are listed', () => {
  const part = sheetOf({ listed: ['pods/http_requests', 'pods/gone'] }).parts.find(({ id }) => id === 'metrics');
  const rows = part?.kind === 'table' ? part.rows.map(({ cells }) => cells.slice(0, 3).map(({ text }) => text)) : [];
  expect(rows).toEqual([
    ['namespaces/http_requests', 'yes', 'not yet'],
    ['pods/gone', 'no more', 'yes'],
    ['pods/http_requests', 'yes', 'yes'],
  ]);
});
