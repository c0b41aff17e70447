import { expect, it, vi } from 'vitest';
import type { TraceMessage, TraceSubjects } from '../../../shared/contract/trace';
import { EMPTY_INVENTORY, type PodObject } from '../../../shared/model/inventory';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { PortAnswer, PortRequest } from '../cluster/port';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { TraceFeed } from './traceFeed';

const POD: PodObject = {
  name: 'web-1',
  namespace: 'shop',
  uid: 'u1',
  resourceVersion: '1',
  createdMs: 0,
  labels: {},
  annotations: {},
  node: 'n1',
  phase: 'Running',
  hostNetwork: false,
  conditions: [],
  containers: [],
  statuses: [],
};
const QUESTION = { subject: { kind: 'pod', namespace: 'shop', name: 'web-1' }, metric: 'cpu' } as const;
const LISTED = [{ resource: 'pods', have: 1, state: 'watching' }] as const;

/** A cluster that refuses everything; `onAsk` may change what is watched meanwhile. */
function feedOf(onAsk: (session: { pods: readonly PodObject[] }) => void = () => undefined) {
  const clock = manualClock();
  const watched = { pods: [POD] as readonly PodObject[] };
  const said: (TraceMessage | TraceSubjects)[] = [];
  const asked: string[] = [];
  const session = {
    discovered: [],
    get inventory() {
      return { ...EMPTY_INVENTORY, pods: watched.pods, listed: [...LISTED] };
    },
    looks: new Map(),
    answers: new AnswerStore(),
    readings: new Readings(),
    clockOffsetMs: 0,
    isPaused: false,
    firstWholeLookMs: 1,
    listsWholeMs: 1,
  };
  const send = async (request: PortRequest): Promise<PortAnswer> => {
    asked.push(request.path);
    onAsk(watched);
    const body = new TextEncoder().encode(JSON.stringify({ message: `may not get ${request.path}` }));
    const head = { kind: 'answer', request: `GET ${request.path}`, route: request.route, status: 403, wireBytes: 1, body } as const;
    return { ...head, headers: { 'content-type': 'application/json' }, atMs: clock.now(), timings: { total: 5 } };
  };
  const feed = new TraceFeed({ session, port: { send }, clock }, (message) => said.push(message));
  const answered = () => said.flatMap((message) => (message.type === 'trace' && message.told.state === 'answered' ? [message.told] : []));
  return { feed, said, asked, answered, clock };
}

it('denied everywhere: every hop says so, none is invented, and only GETs are sent', async () => {
  const { feed, asked, answered } = feedOf();
  feed.receive({ type: 'ask-trace', ask: 1, question: QUESTION });
  await vi.waitFor(() => expect(answered()).toHaveLength(1));
  feed.close();
  const [first] = answered();
  expect(first?.trace.hops.map(({ hop, state }) => `${hop} ${state}`)).toEqual([
    ...['cgroup denied', 'cadvisor denied', 'resource denied', 'metrics-server denied', 'metrics-api denied', 'kubectl-top denied'],
    ...['prometheus absent', 'dashboard absent'],
  ]);
  expect(first?.trace.verdict).toMatchObject({ state: 'unknown', says: 'No hop that may be read has the number.' });
  expect(first?.lag.because).toBe('no change was seen to arrive yet; two are needed');
  expect(asked).toContain('/metrics/cadvisor');
});

it.each<[string, (watched: { pods: readonly PodObject[] }) => void, RegExp]>([
  ['a pod that is deleted while it is traced', (watched) => Object.assign(watched, { pods: [] }), /^It was deleted while it was traced/],
  [
    'a pod that another of its name takes the place of',
    (watched) => Object.assign(watched, { pods: [{ ...POD, uid: 'u2' }] }),
    /^Another pod of that name took its place/,
  ],
])('%s', async (_name, onAsk, says) => {
  let asked = 0;
  // The first request is the watch for arrivals: the trace has begun with the next.
  const { feed, answered } = feedOf((watched) => {
    asked += 1;
    if (asked > 2) onAsk(watched);
  });
  feed.receive({ type: 'ask-trace', ask: 1, question: QUESTION });
  await vi.waitFor(() => expect(answered()).toHaveLength(1));
  feed.close();
  expect(answered()[0]?.trace.verdict.more).toMatch(says);
});

it('given up: nothing more is said or asked', async () => {
  const { feed, said, asked, clock } = feedOf();
  feed.receive({ type: 'ask-trace', ask: 1, question: QUESTION });
  feed.receive({ type: 'stop-trace' });
  const before = asked.length;
  await clock.advance(60_000);
  expect(asked.length).toBe(before);
  expect(said.filter((message) => message.type === 'trace' && message.told.state === 'answered')).toEqual([]);
});

it('finds pods and nodes by any words', () => {
  const { feed, said } = feedOf();
  feed.receive({ type: 'find-trace-subjects', query: 'shop n1' });
  expect(said).toEqual([
    {
      type: 'trace-subjects',
      query: 'shop n1',
      total: 1,
      subjects: [{ subject: { kind: 'pod', namespace: 'shop', name: 'web-1' }, says: '0 containers on n1', metrics: [] }],
    },
  ]);
});
