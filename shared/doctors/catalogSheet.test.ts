import { expect, it } from 'vitest';
import { DoctorSheet } from '../contract/doctors';
import { catalogSheet, type SeenFamily } from './catalogSheet';

const SEEN = new Map<string, SeenFamily>([
  ['container_cpu_usage_seconds_total', { series: 42, by: ['cAdvisor'] }],
  ['shop_orders_total', { series: 3, type: 'counter', by: ['Applications'] }],
  ['node_cpu', { series: 8, by: ['node-exporter'] }],
]);

function rowsFor(seen: ReadonlyMap<string, SeenFamily>, family: string): readonly string[][] {
  const [table] = DoctorSheet.parse(catalogSheet(seen, 3)).parts;
  const rows = table?.kind === 'table' ? table.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];
  return rows.filter(([, name]) => name === family);
}

it.each<[string, string, RegExp]>([
  ['one that is here', 'container_cpu_usage_seconds_total', /^yes\|.*\|counter\|.*\|cpu\|42\|cAdvisor\|/],
  ['one that is not', 'container_network_tcp_usage_total', /^no\|/],
  ['one of an application', 'shop_orders_total', /^yes\|.*\|not in the catalogue\|$/],
  ['an old name that is still here', 'node_cpu', /^yes, old\|.*is node_cpu_seconds_total since node-exporter 0.16/],
])('%s', (_name, family, expected) =>
  expect(rowsFor(SEEN, family).map((row) => row.join('|'))).toContainEqual(expect.stringMatching(expected)),
);

it('every row has a key of its own', () => {
  const [table] = catalogSheet(SEEN, 3).parts;
  const ids = table?.kind === 'table' ? table.rows.map(({ id }) => id) : [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(1000);
});

it('nothing was read: it does not say that nothing is here', () =>
  expect(catalogSheet(new Map(), 0).verdict).toMatchObject({ state: 'unknown', says: 'No exposition could be read yet.' }));
