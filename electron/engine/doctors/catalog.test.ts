import { expect, it } from 'vitest';
import { DoctorSheet } from '../../../shared/contract/doctors';
import { component, pod } from '../../../shared/diagnosis/facts.testSupport';
import { examineCatalog } from './catalog';
import { sessionOf } from './session.testSupport';

const CLOCK = { now: () => 1, sleep: async () => undefined };
const SERVER = component('metrics-server', 'ms', { namespace: 'kube-system', pods: ['ms-0'], args: ['--metric-resolution=15s'] });

async function rows(listed: readonly string[]) {
  const because = 'pods is forbidden';
  const inventory = {
    pods: [pod('demo', 'a', { reason: 'Evicted' })],
    listed: listed.map((resource) => ({ resource, have: 1, state: 'denied', because }) as const),
  };
  const seen = { found: SERVER, name: 'metrics', request: 'GET /metrics', texts: [] };
  const node = { found: component('kubelet', 'n1', { pods: [] }), name: 'metrics', request: 'GET /metrics', texts: [] };
  const inside = { ...node, found: component('cadvisor', 'n1', { pods: [] }) };
  const sheet = await examineCatalog({ session: sessionOf([seen, node, inside], inventory), clock: CLOCK }, new AbortController().signal);
  const { parts } = DoctorSheet.parse(sheet);
  return (part: string, id: string) => {
    const table = parts.find((each) => each.id === part);
    return table?.kind === 'table' ? table.rows.find((row) => row.id === id)?.cells.map(({ text }) => text) : undefined;
  };
}

it('has the reasons and the flags that this cluster has', async () => {
  const of = await rows([]);
  expect(of('reasons', 'pod Evicted')?.slice(0, 4)).toEqual(['yes', 'pod', 'Evicted', '1']);
  expect(of('reasons', 'container waiting CrashLoopBackOff')?.[0]).toBe('no');
  expect(of('flags', 'kubelet housekeeping-interval')?.[0]).toBe('not told');
  expect(of('flags', 'cadvisor docker_only')?.[0]).toBe('no such program');
  expect(of('flags', 'metrics-server metric-resolution')?.slice(0, 4)).toEqual(['given', 'metrics-server', '--metric-resolution', '15s']);
});

it('where pods may not be listed their reasons are not told', async () => {
  const of = await rows(['pods']);
  expect(of('reasons', 'container waiting CrashLoopBackOff')?.[0]).toBe('not told');
  expect(of('reasons', 'APIService Passed')?.[0]).toBe('no');
});
