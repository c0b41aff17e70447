import { describe, expect, it } from 'vitest';
import { COMPONENT_KINDS } from '../../../shared/model/component';
import { parseQuery } from '../../../shared/promql/parse';
import { chartQueries } from './queries';
import { Writer } from './query';

const SCOPE = { matchers: ['job=~"kubelet|a\\\\.b"'], names: new Map(), scrapeSeconds: 15, members: 3 };
const ALL = COMPONENT_KINDS.flatMap((kind) => chartQueries(kind).map((chart) => [kind, chart] as const));

describe('the PromQL of each kind', () => {
  it.each(ALL.map(([kind, chart]) => [`${kind}: ${chart.head.title}`, chart] as const))(
    '%s is PromQL, whatever the scope and step',
    (_name, chart) => {
      const scopes = [SCOPE, { ...SCOPE, matchers: [] }, { ...SCOPE, members: 5_000 }];
      for (const scope of scopes)
        for (const step of [15, 1_200])
          for (const { query } of chart.lines(new Writer(scope, step))) {
            const parsed = parseQuery(query);
            expect(parsed.ok ? '' : `${query}: ${parsed.error.message}`).toBe('');
          }
    },
  );

  it.each(COMPONENT_KINDS.filter((kind) => chartQueries(kind).length > 0))('%s has each chart once', (kind) => {
    const keys = chartQueries(kind).map(({ head }) => head.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('asks nothing of what no Prometheus can know', () => expect(chartQueries('kubectl-top')).toEqual([]));
});

describe('the writer of queries', () => {
  const fine = new Writer(SCOPE, 15);
  const coarse = new Writer(SCOPE, 1_200);
  it('takes the values themselves while steps are as fine as scrapes', () => {
    expect(fine.high('up')).toBe('up{job=~"kubelet|a\\\\.b"}');
    expect(fine.rate('x_total')).toBe('rate(x_total{job=~"kubelet|a\\\\.b"}[60s])');
  });
  it('takes the highest or lowest of a long step, and rates over all of it', () => {
    expect(coarse.high('up')).toBe('max_over_time(up{job=~"kubelet|a\\\\.b"}[1200s])');
    expect(coarse.low('up')).toContain('min_over_time(');
    expect(coarse.window).toBe('[1215s]');
  });
  it('draws many members as highest, middle and lowest', () => {
    const lines = new Writer({ ...SCOPE, members: 5_000 }, 15).each('sum by (instance) (x)');
    expect(lines.map(({ line }) => line)).toEqual([{ name: 'highest' }, { name: 'middle' }, { name: 'lowest' }]);
  });
});
