import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits, limited } from './limited';
import { type ManualClock, manualClock } from './manualClock.testSupport';
import type { ClusterPort, PortAnswer, PortFailure, PortRequest, PortResult } from './port';

const SIGNAL = new AbortController().signal;
const NODE = (node: string): PortRequest => ({ route: { via: 'node-proxy', node }, path: '/metrics' });
const API = (path: string): PortRequest => ({ route: { via: 'apiserver' }, path });

interface Inner extends ClusterPort {
  readonly sent: { readonly path: string; readonly atMs: number }[];
  readonly open: ((result: PortResult) => void)[];
}

function answer(request: PortRequest, status = 200, headers: Record<string, string> = {}, wireBytes = 10): PortAnswer {
  const { route } = request;
  return { kind: 'answer', request: '', route, status, headers, body: new Uint8Array(), wireBytes, atMs: 0, timings: { total: 1 } };
}

function refused(request: PortRequest): PortFailure {
  return {
    kind: 'failure',
    request: '',
    route: request.route,
    phase: 'connect',
    code: 'refused',
    message: '',
    remedy: '',
    atMs: 0,
    timings: { total: 1 },
  };
}

/** Answers at once with `reply`, or holds requests open when there is none. */
function inner(clock: ManualClock, reply?: (request: PortRequest) => PortResult): Inner {
  const sent: Inner['sent'] = [];
  const open: Inner['open'] = [];
  return {
    cluster: { context: 'test', server: 'https://test', warnings: [] },
    sent,
    open,
    send(request) {
      sent.push({ path: request.path, atMs: clock.monotonic() });
      return reply ? Promise.resolve(reply(request)) : new Promise((resolve) => open.push(resolve));
    },
    stream: () => Promise.reject(new Error('not here')),
    load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
    close: () => {},
  };
}

const FREE: Limits = {
  ...DEFAULT_LIMITS,
  requestsPerSecond: 1e6,
  burst: 1e6,
  bytesPerSecond: 1e12,
  concurrency: 1e6,
  concurrencyPerHost: 1e6,
  jitterMs: 0,
};
const make = (clock: ManualClock, port: Inner, limits: Partial<Limits>): ClusterPort =>
  limited(port, clock, { limits: { ...FREE, ...limits }, random: () => 0.5 });

describe('limited', () => {
  it('lets a burst through and then so many a second', async () => {
    const clock = manualClock();
    const port = inner(clock, answer.bind(undefined, API('/')) as () => PortAnswer);
    const limit = make(clock, port, { requestsPerSecond: 2, burst: 3 });
    for (let at = 0; at < 7; at++) void limit.send(API(`/${at}`), SIGNAL);
    await clock.advance(2_000);
    expect(port.sent.map(({ atMs }) => Math.round(atMs / 100) * 100)).toEqual([0, 0, 0, 500, 1000, 1500, 2000]);
    expect(limit.load()).toMatchObject({ totalRequests: 7, waiting: 0, inFlight: 0, requestsPerSecondLimit: 2 });
  });

  it('keeps to another budget from the moment it is set, also for what waits', async () => {
    const clock = manualClock();
    const port = inner(clock, (request) => answer(request));
    const limit = limited(port, clock, { limits: { ...FREE, requestsPerSecond: 1, burst: 1 }, random: () => 0.5 });
    for (let at = 0; at < 5; at++) void limit.send(API(`/${at}`), SIGNAL);
    await clock.advance(1_000);
    expect(port.sent).toHaveLength(2);
    limit.setBudget(100);
    await clock.advance(100);
    expect(port.sent).toHaveLength(5);
    expect(limit.load().requestsPerSecondLimit).toBe(100);
    limit.setBudget(1);
    for (let at = 0; at < 20; at++) void limit.send(API(`/more-${at}`), SIGNAL);
    await clock.advance(2_000);
    expect(port.sent.length).toBeLessThanOrEqual(5 + 6 + 2);
  });

  it('holds back after an answer that used up the bytes', async () => {
    const clock = manualClock();
    const port = inner(clock, (request) => answer(request, 200, {}, 5000));
    const limit = make(clock, port, { bytesPerSecond: 1000 });
    await limit.send(API('/big'), SIGNAL);
    void limit.send(API('/next'), SIGNAL);
    await clock.advance(2_900);
    expect(port.sent).toHaveLength(1);
    await clock.advance(200);
    expect(port.sent).toHaveLength(2);
  });

  it('has no more under way than allowed, for one listener and over all', async () => {
    const clock = manualClock();
    const port = inner(clock);
    const limit = make(clock, port, { concurrency: 3, concurrencyPerHost: 2 });
    for (const node of ['a', 'a', 'a', 'b', 'b', 'b']) void limit.send({ ...NODE(node), path: `/${node}` }, SIGNAL);
    await clock.advance(0);
    expect(port.sent.map(({ path }) => path)).toEqual(['/a', '/a', '/b']);
    expect(limit.load()).toMatchObject({ inFlight: 3, waiting: 3 });
    port.open[2]?.(answer(NODE('b')));
    await clock.advance(0);
    expect(port.sent.map(({ path }) => path)).toEqual(['/a', '/a', '/b', '/b']);
  });

  it('sends first what is on the screen', async () => {
    const clock = manualClock();
    const port = inner(clock);
    const limit = make(clock, port, { concurrency: 1 });
    void limit.send(API('/first'), SIGNAL);
    void limit.send(API('/background'), SIGNAL);
    void limit.send({ ...API('/screen'), priority: 'screen' }, SIGNAL);
    await clock.advance(0);
    port.open[0]?.(answer(API('/')));
    await clock.advance(0);
    expect(port.sent.map(({ path }) => path)).toEqual(['/first', '/screen']);
  });

  it('sends pages of lists before the looks that wait, in their order', async () => {
    const clock = manualClock();
    const limit = make(clock, inner(clock, answer), { concurrency: 1, requestsPerSecond: 1, burst: 1 });
    const went: string[] = [];
    const send = (path: string, priority: 'list' | 'background') =>
      void limit.send({ ...API(path), priority }, SIGNAL).then(() => went.push(path));
    for (const look of ['/look', '/other-look']) send(look, 'background');
    for (const page of ['/pods', '/leases']) send(page, 'list');
    await clock.advance(5_000);
    expect(went).toEqual(['/look', '/pods', '/leases', '/other-look']);
  });

  it.each([
    { name: '429 with seconds', status: 429, header: '3', waits: 3000 },
    { name: '503 with seconds', status: 503, header: '2', waits: 2000 },
    { name: '429 with a date', status: 429, header: new Date(Date.UTC(2026, 10, 21, 12, 0, 4)).toUTCString(), waits: 4000 },
  ])('$name is waited out, then asked again', async ({ status, header, waits }) => {
    const clock = manualClock();
    let asked = 0;
    const port = inner(clock, (request) => (asked++ === 0 ? answer(request, status, { 'retry-after': header }) : answer(request)));
    const limit = make(clock, port, {});
    const result = limit.send({ ...API('/'), priority: 'screen' }, SIGNAL);
    await clock.advance(waits - 10);
    expect(port.sent).toHaveLength(1);
    await clock.advance(20);
    const got = await result;
    expect(got.kind === 'answer' && got.status).toBe(200);
    expect(got.timings.queue).toBeGreaterThanOrEqual(waits);
  });

  it('hands 429 on when it does not stop', async () => {
    const clock = manualClock();
    const port = inner(clock, (request) => answer(request, 429, { 'retry-after': '1' }));
    const result = make(clock, port, { retries: 2 }).send(API('/'), SIGNAL);
    await clock.advance(10_000);
    expect(port.sent).toHaveLength(3);
    expect(await result).toMatchObject({ status: 429 });
  });

  it('while held sends what the screen needs alone, and the rest when the hold ends or is over', async () => {
    const clock = manualClock();
    const port = inner(clock, (request) => answer(request));
    const limit = limited(port, clock, { limits: FREE, random: () => 0.5 });
    const send = (path: string, priority?: 'screen') => void limit.send({ ...API(path), ...(priority && { priority }) }, SIGNAL);
    limit.hold(5_000);
    send('/background');
    send('/screen', 'screen');
    await clock.advance(1_000);
    expect(port.sent.map(({ path }) => path)).toEqual(['/screen']);
    limit.hold(0);
    await clock.advance(0);
    expect(port.sent.map(({ path }) => path)).toEqual(['/screen', '/background']);
    limit.hold(5_000);
    send('/later');
    await clock.advance(4_999);
    expect(port.sent).toHaveLength(2);
    await clock.advance(1);
    expect(port.sent[2]).toMatchObject({ path: '/later' });
  });

  it('leaves a host that refuses alone, twice as long each time; the screen may ask all the same', async () => {
    const clock = manualClock();
    const port = inner(clock, refused);
    const limit = make(clock, port, {});
    for (let round = 0; round < 4; round++) {
      const sent = limit.send(API('/'), SIGNAL);
      await clock.advance(60_000);
      await sent;
    }
    void limit.send(API('/'), SIGNAL);
    void limit.send(API('/'), SIGNAL);
    await clock.advance(0);
    const before = port.sent.length;
    void limit.send({ ...API('/now'), priority: 'screen' }, SIGNAL);
    await clock.advance(0);
    expect(port.sent.slice(before).map(({ path }) => path)).toEqual(['/now']);
  });

  it('waits 0.5, 1, 2 and 4 s after failures in a row', async () => {
    const clock = manualClock();
    const port = inner(clock, refused);
    const limit = make(clock, port, {});
    const run = async (): Promise<void> => {
      for (let round = 0; round < 5; round++) await limit.send(API('/'), SIGNAL);
    };
    void run();
    await clock.advance(20_000);
    expect(port.sent.map(({ atMs }) => Math.round(atMs))).toEqual([0, 500, 1500, 3500, 7500]);
  });

  it('a kubelet that does not answer holds up no other listener', async () => {
    const clock = manualClock();
    const slow = (request: PortRequest): PortResult => ({ ...refused(request), phase: 'first-byte', code: 'timeout' });
    const port = inner(clock, (request) => (request.path === '/metrics' ? slow(request) : answer(request)));
    const limit = make(clock, port, {});
    await limit.send(NODE('a'), SIGNAL);
    void limit.send(NODE('a'), SIGNAL);
    await limit.send({ ...NODE('b'), path: '/healthz' }, SIGNAL);
    expect(port.sent.map(({ path }) => path)).toEqual(['/metrics', '/healthz']);
  });

  it('an API of the apiserver that answers 503 holds up no other', async () => {
    const clock = manualClock();
    const port = inner(clock, (request) => answer(request, request.path === '/a' ? 503 : 200));
    const limit = make(clock, port, {});
    await limit.send(API('/a'), SIGNAL);
    expect(await limit.send(API('/b'), SIGNAL)).toMatchObject({ status: 200 });
    expect(clock.monotonic()).toBe(0);
  });

  it('an aborted request leaves the queue and is never sent', async () => {
    const clock = manualClock();
    const port = inner(clock);
    const limit = make(clock, port, { concurrency: 1 });
    const abort = new AbortController();
    void limit.send(API('/first'), SIGNAL);
    const second = limit.send(API('/second'), abort.signal);
    abort.abort();
    expect(await second).toMatchObject({ kind: 'failure', code: 'aborted', phase: 'queue' });
    port.open[0]?.(answer(API('/')));
    await clock.advance(1000);
    expect(port.sent).toHaveLength(1);
    expect(limit.load().waiting).toBe(0);
  });

  it('spreads background requests by its jitter', async () => {
    const clock = manualClock();
    const port = inner(clock, answer.bind(undefined, API('/')) as () => PortAnswer);
    const limit = make(clock, port, { jitterMs: 200 });
    void limit.send(API('/'), SIGNAL);
    void limit.send({ ...API('/'), priority: 'screen' }, SIGNAL);
    await clock.advance(300);
    expect(port.sent.map(({ atMs }) => atMs)).toEqual([0, 100]);
  });

  it('lets 5,000 waiting requests go, each once', async () => {
    const clock = manualClock();
    const port = inner(clock, answer.bind(undefined, API('/')) as () => PortAnswer);
    const limit = make(clock, port, { concurrency: 50 });
    await Promise.all(Array.from({ length: 5000 }, (_, at) => limit.send(NODE(`n${at}`), SIGNAL)));
    expect(port.sent).toHaveLength(5000);
  });
});
