import { expect, it, test } from 'vitest';
import { familyOf, familySeries } from './families';
import { parseExposition } from './parse';

const text = `# HELP h about h
# TYPE h histogram
h_bucket{le="1"} 1
h_bucket{le="+Inf"} 1
h_sum 1
h_count 1
# TYPE h_count gauge
# TYPE s summary
s{quantile="0.5"} 1
s_sum 1
s_count 1
# TYPE g gauge
g_sum 1
# TYPE silent gauge
untyped{a="1"} 1
untyped{a="2"} 1
`;

it('counts the series of each family', () => {
  const exposition = parseExposition(text, 'text');
  expect(exposition.ok && familySeries(exposition.value)).toEqual([
    { name: 'h', type: 'histogram', help: 'about h', series: 3 },
    { name: 'h_count', type: 'gauge', series: 1 },
    { name: 's', type: 'summary', series: 3 },
    { name: 'g', type: 'gauge', series: 0 },
    { name: 'silent', type: 'gauge', series: 0 },
    { name: 'g_sum', series: 1 },
    { name: 'untyped', series: 2 },
  ]);
});

test.each([
  ['a counter of OpenMetrics', { type: 'counter' }, 'x_total', 'x'],
  ['its creation time', { type: 'counter' }, 'x_created', 'x'],
  ['info', { type: 'info' }, 'x_info', 'x'],
  ['a gauge has no suffixes', { type: 'gauge' }, 'x_total', 'x_total'],
  ['a family nobody typed has none', {}, 'x_count', 'x_count'],
])('%s', (_name, family, sample, expected) => {
  expect(familyOf(new Map([['x', family]]), sample)).toBe(expected);
});
