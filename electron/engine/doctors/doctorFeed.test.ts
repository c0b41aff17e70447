import { expect, it } from 'vitest';
import type { DoctorProgress } from '../../../shared/contract/doctors';
import { FromEngine } from '../../../shared/contract/engine';
import { component } from '../../../shared/diagnosis/facts.testSupport';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { manualClock } from '../cluster/manualClock.testSupport';
import { DoctorFeed } from './doctorFeed';
import { NO_ACCESS, sessionOf } from './session.testSupport';

const REQUEST = 'GET /api/v1/nodes/n1/proxy/metrics/resource';
const KUBELET = component('kubelet', 'n1', { id: 'kubelet/n1', card: 'kubelet', node: 'n1', endpoints: [] });

const textAt = (atMs: number) =>
  [
    '# TYPE node_cpu_usage_seconds_total counter',
    `node_cpu_usage_seconds_total ${100 + atMs / 1000} ${atMs}`,
    '# TYPE node_memory_working_set_bytes gauge',
    `node_memory_working_set_bytes 1048576 ${atMs}`,
    '',
  ].join('\n');

/** A kubelet that was scraped twice, the last time `ago` ms before now; the port answers what it would say now. */
function scene({ looked = true, ago = 5_000, answers = true } = {}) {
  const clock = manualClock();
  const nowMs = clock.now();
  const texts = [nowMs - ago - 15_000, nowMs - ago].map((atMs) => ({ atMs, text: textAt(atMs) }));
  const session = sessionOf([{ found: KUBELET, name: 'resource', request: REQUEST, texts }], {}, looked);
  const port = fakeCluster(() => (answers ? { status: 200, body: textAt(clock.now()) } : { status: 503, body: 'no' }));
  const told: { readonly ask: number; readonly told: DoctorProgress }[] = [];
  const feed = new DoctorFeed({ session, port, access: NO_ACCESS, clock }, (message) => {
    const parsed = FromEngine.parse(message);
    if (parsed.type === 'doctor') told.push(parsed);
  });
  const ask = (number: number) => feed.receive({ type: 'ask-doctor', ask: number, doctor: 'metrics-server' });
  return { clock, session, port, feed, told, ask };
}

const statesOf = (told: ReturnType<typeof scene>['told']) => told.map((each) => `${each.ask} ${each.told.state}`);

function stateOfNode(told: ReturnType<typeof scene>['told']): string | undefined {
  const last = told.at(-1)?.told;
  const table = last?.state === 'answered' ? last.sheet.parts.find(({ kind }) => kind === 'table') : undefined;
  return table?.kind === 'table' ? table.rows[0]?.cells.map(({ text }) => text).join('|') : undefined;
}

it('what was looked at a moment ago is not asked for again', async () => {
  const { clock, port, told, ask } = scene();
  ask(1);
  await clock.advance(0);
  expect(port.asked).toEqual([]);
  expect(stateOfNode(told)).toMatch(/^would be served\|n1\|\|1 cores/);
});

it('what is older is asked for, and counted', async () => {
  const { clock, port, told, ask } = scene({ ago: 60_000 });
  ask(1);
  await clock.advance(0);
  expect(port.asked.map(({ path }) => path)).toEqual(['/metrics/resource']);
  expect(statesOf(told)).toContain('1 asking');
  expect(told.at(-1)?.told).toMatchObject({ state: 'answered', requests: 1 });
});

it('a kubelet that does not answer now is said to', async () => {
  const { clock, told, ask } = scene({ ago: 60_000, answers: false });
  ask(1);
  await clock.advance(0);
  expect(stateOfNode(told)).toMatch(/cannot be served.*could not be read: 503/);
});

it('while the screen is open it is examined again and again, and no more once it is left', async () => {
  const { clock, feed, told, ask } = scene();
  ask(1);
  await clock.advance(31_000);
  const answered = () => statesOf(told).filter((state) => state === '1 answered').length;
  expect(answered()).toBe(3);
  feed.receive({ type: 'stop-doctor' });
  await clock.advance(60_000);
  expect(answered()).toBe(3);
});

it('paused, it is examined once and not again', async () => {
  const { clock, session, told, ask } = scene();
  Object.assign(session, { isPaused: true });
  ask(1);
  await clock.advance(60_000);
  expect(statesOf(told).filter((state) => state === '1 answered')).toHaveLength(1);
});

it('before everything was looked at it waits, but not for good', async () => {
  const { clock, told, ask } = scene({ looked: false });
  ask(1);
  await clock.advance(1_000);
  expect(statesOf(told)).toEqual(['1 waiting']);
  await clock.advance(40_000);
  expect(statesOf(told)).toContain('1 answered');
});

it('of two questions the newer is answered', async () => {
  const { clock, told, ask } = scene({ looked: false });
  ask(1);
  ask(2);
  await clock.advance(40_000);
  expect(statesOf(told)).toContain('2 answered');
  expect(statesOf(told)).not.toContain('1 answered');
});
