import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock';
import type { ClusterPort, PortAnswer, PortFailure, PortResult } from '../cluster/port';
import { type Connection, Heartbeat } from './connection';

const route = { via: 'apiserver' } as const;

function answer(status: number, text: string): PortAnswer {
  return {
    kind: 'answer',
    request: 'GET /version',
    route,
    status,
    headers: {},
    body: new TextEncoder().encode(text),
    wireBytes: 0,
    atMs: 0,
    timings: { total: 0 },
  };
}

const VERSION = answer(200, '{"gitVersion":"v1.34.4"}');
const REFUSED: PortFailure = {
  kind: 'failure',
  request: 'GET /version',
  route,
  phase: 'connect',
  code: 'refused',
  message: 'connection refused',
  remedy: 'start it',
  atMs: 0,
  timings: { total: 0 },
};

/** Plays the results one a beat and gives the states it went through. */
async function play(results: readonly PortResult[]): Promise<Connection[]> {
  const end = new AbortController();
  const states: Connection[] = [];
  let at = 0;
  const advance = (ms: number): void => {
    at += ms;
  };
  const clock: Clock = { now: () => at, monotonic: () => at, sleep: (ms) => Promise.resolve(void advance(ms)) };
  const port: ClusterPort = {
    cluster: { context: 'c', server: 's', warnings: [] },
    send: async () => {
      const next = results[sent];
      sent += 1;
      if (sent >= results.length) queueMicrotask(() => end.abort());
      return next ?? VERSION;
    },
    stream: () => Promise.reject(new Error('not used')),
    load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
    close: () => undefined,
  };
  let sent = 0;
  await new Heartbeat(port, clock, (state) => states.push(state)).run(end.signal);
  return states;
}

describe('Heartbeat', () => {
  it.each([
    ['comes up', [VERSION, VERSION, VERSION], ['up']],
    ['one failure is no lost cluster', [VERSION, REFUSED, VERSION, VERSION], ['up']],
    ['two in a row are, and it comes back', [VERSION, REFUSED, REFUSED, VERSION, VERSION], ['up', 'lost', 'up']],
    ['never there', [REFUSED, REFUSED, VERSION], ['lost', 'lost']],
    ['401 is refused', [answer(401, '{"message":"Unauthorized"}'), VERSION, VERSION], ['refused', 'up']],
    ['403 proves a server', [answer(403, 'x'), VERSION, VERSION], ['up']],
    ['a page instead of an API', [answer(200, '<html></html>'), VERSION, VERSION], ['lost', 'up']],
  ])('%s', async (_name, results, expected) => {
    const states = (await play(results)).map(({ state }) => state);
    expect(states.slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ['401', answer(401, '{"message":"Unauthorized"}'), /refuses these credentials \(401: Unauthorized\)/, /^Log in again/],
    ['404', answer(404, 'not here'), /answered 404: not here/, /^Check the server address/],
    ['429', answer(429, 'slow down'), /answered 429: slow down/, /^It is asked again/],
    ['500', answer(500, 'oops'), /answered 500: oops/, /^It is asked again/],
    ['503', answer(503, 'no server'), /answered 503: no server/, /look at its pods/],
    ['a page', answer(200, '<html></html>'), /no Kubernetes API server: an HTML page/, /proxy stands before it/],
    ['no connection', REFUSED, /connection refused/, /start it/],
  ])('%s: a sentence, and what to do', async (_name, result, says, remedy) => {
    const [first] = await play([result, result]);
    expect(first).toMatchObject({ says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) });
  });
});
