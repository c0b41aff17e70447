import { describe, expect, it } from 'vitest';
import { BY_NAME, findFamilies, nextSort, type ShownFamily, sortFamilies } from './familyOrder';
import { promSelector } from './promSelector';

const family = (name: string, more: Partial<ShownFamily> = {}): ShownFamily => ({
  name,
  series: 1,
  answerId: 'a1',
  path: '/metrics',
  request: 'GET /metrics',
  at: '2026-01-01T00:00:00Z',
  ...more,
});

describe('families', () => {
  const rows = [
    family('b', { series: 5, type: 'gauge' }),
    family('a', { series: 9, type: 'counter', unit: 'bytes', stability: 'ALPHA' }),
    family('c', { series: 5, help: 'Of צבע and 🦊' }),
  ];
  const names = (found: readonly ShownFamily[]) => found.map(({ name }) => name).join('');

  it.each([
    ['by name', BY_NAME, 'abc'],
    ['by name, downwards', { column: 'name', direction: 'down' }, 'cba'],
    ['by series, the largest first, then by name', { column: 'series', direction: 'down' }, 'abc'],
    ['by series, the smallest first', { column: 'series', direction: 'up' }, 'bca'],
    ['by type, those without one last', { column: 'type', direction: 'up' }, 'abc'],
  ] as const)('are sorted %s', (_name, sort, order) => expect(names(sortFamilies(rows, sort))).toBe(order));

  it.each([
    ['alpha', 'a'],
    ['BYTES counter', 'a'],
    ['צבע', 'c'],
    ['🦊', 'c'],
    ['counter gauge', ''],
    ['  ', 'bac'],
  ])('are found by "%s"', (search, found) => expect(names(findFamilies(rows, search))).toBe(found));

  it('a click on another column begins with what is wanted most, a second turns it round', () => {
    const bySeries = nextSort(BY_NAME, 'series');
    expect(bySeries).toEqual({ column: 'series', direction: 'down' });
    expect(nextSort(bySeries, 'series')).toEqual({ column: 'series', direction: 'up' });
    expect(nextSort(bySeries, 'help')).toEqual({ column: 'help', direction: 'up' });
  });
});

describe('a PromQL selector', () => {
  it.each([
    ['without labels', 'up', [], 'up'],
    ['with labels', 'up', [['job', 'a']], 'up{job="a"}'],
    ['with quotes, backslashes and line ends', 'up', [['a', 'x"y\\z\nw']], 'up{a="x\\"y\\\\z\\nw"}'],
    ['with a name outside the old letters', 'my.metric', [['a', '1']], '{"my.metric", a="1"}'],
    ['with a label outside the old letters', 'up', [['my.label', '1']], 'up{"my.label"="1"}'],
    ['with emoji and right-to-left', 'up', [['a', 'דוד 🦊']], 'up{a="דוד 🦊"}'],
  ] as const)('%s', (_name, name, labels, selector) =>
    expect(promSelector({ name, labels: labels.map(([label, value]) => [label, value]) })).toBe(selector),
  );
});
