import { expect, it } from 'vitest';
import type { DoctorSheet } from '../../../shared/contract/doctors';
import { component, pod } from '../../../shared/diagnosis/facts.testSupport';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { examineKsm } from './ksm';
import { NO_ACCESS, sessionOf } from './session.testSupport';

const KSM = component('kube-state-metrics', 'ksm', { id: 'ksm/monitoring/ksm', namespace: 'monitoring' });
const SEEN = { request: 'GET /metrics', route: 'service proxy', atMs: 1, durationMs: 1, evidence: [], answerId: 'a1' } as const;
const TEXT = ['# TYPE kube_namespace_created gauge', 'kube_namespace_created{namespace="demo"} 1', '# TYPE kube_job_info gauge', ''].join(
  '\n',
);

const CLOCK = { now: () => 1, sleep: async () => undefined };

/** The API has two namespaces and one job; configmaps may not be listed; there is nothing else. */
const port = fakeCluster((path) => {
  if (path === '/api/v1/namespaces') return { status: 200, body: { items: [{}], metadata: { remainingItemCount: 1 } } };
  if (path === '/apis/batch/v1/jobs') return { status: 200, body: { items: [{}], metadata: {} } };
  if (path === '/api/v1/configmaps') return { status: 403, body: { kind: 'Status', message: 'configmaps is forbidden' } };
  return { status: 200, body: { items: [], metadata: {} } };
});

function examine(): Promise<DoctorSheet> {
  const facts = { of: 'kube-state-metrics', metrics: { ...SEEN, state: 'ok', value: {} } };
  const session = sessionOf([{ found: KSM, name: 'metrics', request: 'GET /metrics', texts: [{ atMs: 1, text: TEXT }], facts }]);
  return examineKsm({ session, port, access: NO_ACCESS, clock: CLOCK }, undefined, new AbortController().signal);
}

it('counts what is not watched by the heads of one object and how many remain, and never asks for secrets', async () => {
  const table = (await examine()).parts.find(({ id }) => id === 'resources');
  const rows = table?.kind === 'table' ? table.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];
  const of = (resource: string) => rows.find(([, name]) => name === resource);
  expect(of('namespaces')?.slice(0, 4)).toEqual(['fewer', 'namespaces', '2', '1']);
  expect(of('jobs')?.slice(0, 4)).toEqual(['none exposed', 'jobs', '1', '0']);
  expect(of('configmaps')?.at(-1)).toBe('403: configmaps is forbidden');
  expect(port.asked.some(({ path }) => path.includes('secrets'))).toBe(false);
  expect(port.asked.every(({ request }) => request.accept?.includes('PartialObjectMetadataList'))).toBe(true);
});

it('says how fresh it is by the last change of a pod that it shows', async () => {
  const atMs = 1_700_000_000_000;
  const text = '# TYPE kube_pod_status_ready gauge\nkube_pod_status_ready{namespace="demo",pod="web",uid="uid-web",condition="true"} 1\n';
  const facts = { of: 'kube-state-metrics', metrics: { ...SEEN, state: 'ok', value: {}, atMs } };
  const seen = { found: KSM, name: 'metrics', request: 'GET /metrics', texts: [{ atMs, text }], facts };
  const pods = [pod('demo', 'web', { conditions: [{ type: 'Ready', status: 'True', sinceMs: atMs - 7_000 }] })];
  const parts = { session: sessionOf([seen], { pods }), port, access: NO_ACCESS, clock: CLOCK };
  const sheet = await examineKsm(parts, undefined, new AbortController().signal);
  const rows = sheet.parts.flatMap((part) => (part.kind === 'facts' ? part.rows : []));
  expect(rows.find(({ label }) => label === 'freshness')?.value).toBe('it shows a change within 7 s: pod demo/web is Ready');
});

it('none was found: what that means', async () => {
  const parts = { session: sessionOf([]), port, access: NO_ACCESS, clock: CLOCK };
  expect((await examineKsm(parts, undefined, new AbortController().signal)).verdict.state).toBe('absent');
});
