import fs from 'node:fs';
import zlib from 'node:zlib';
import { expect, it } from 'vitest';
import { component } from '../../../shared/diagnosis/facts.testSupport';
import { examineCadvisor } from './cadvisor';
import { type SeenText, sessionOf } from './session.testSupport';

const read = (path: string) => zlib.gunzipSync(fs.readFileSync(`e2e/fixtures/${path}`)).toString('utf8');

const STANDALONE = component('cadvisor', 'cadvisor', {
  id: 'cadvisor/monitoring/cadvisor',
  card: 'cadvisor-standalone',
  namespace: 'monitoring',
  workload: { kind: 'DaemonSet', namespace: 'monitoring', name: 'cadvisor' },
});

function verdictOf(text: string) {
  const seen: SeenText = { found: STANDALONE, name: 'exposition', request: 'GET /metrics', texts: [{ atMs: 1, text }] };
  return examineCadvisor({ session: sessionOf([seen]) }, undefined).verdict;
}

it('recorded with the socket of its runtime: every container has its names', () =>
  expect(verdictOf(read('cluster/healthy/cadvisor-standalone.txt.gz'))).toMatchObject({ state: 'ok' }));

it('recorded without it: none has', () =>
  expect(verdictOf(read('doctors/cadvisor-standalone-no-socket.txt.gz'))).toMatchObject({
    state: 'broken',
    says: expect.stringMatching(/^None of \d+ containers has a name/),
  }));

it('each row leads to its line in the answer', () => {
  const text = read('cluster/healthy/cadvisor-standalone.txt.gz');
  const seen: SeenText = { found: STANDALONE, name: 'exposition', request: 'GET /metrics', texts: [{ atMs: 1, text }] };
  const table = examineCadvisor({ session: sessionOf([seen]) }, undefined).parts.find(({ id }) => id === 'labels');
  const rows = table?.kind === 'table' ? table.rows : [];
  const lines = text.split('\n');
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ id, proof }) => !(lines[(proof?.line ?? 0) - 1] ?? '').includes(`id="${id}"`))).toEqual([]);
});

it('none is known', () => expect(examineCadvisor({ session: sessionOf([]) }, undefined).verdict.state).toBe('unknown'));
