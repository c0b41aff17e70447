import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/model/component';
import type { Clock } from '../clock';
import type { ClusterPort, PortAnswer, PortFailure, PortRequest, PortResult } from '../cluster/port';
import { readText } from '../probers/readAnswer';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { ClockOffset } from './clockOffset';
import { type AccessOracle, createLooker } from './looker';

const clock: Clock = { now: () => 1_000, monotonic: () => 0, sleep: () => Promise.resolve() };
const signal = new AbortController().signal;
const REQUEST: PortRequest = { route: { via: 'node-proxy', node: 'n1' }, path: '/metrics' };

function answered(status: number, text: string, contentType = 'text/plain'): PortAnswer {
  return {
    kind: 'answer',
    request: 'GET /api/v1/nodes/n1/proxy/metrics',
    route: REQUEST.route,
    status,
    headers: { 'content-type': contentType },
    body: new TextEncoder().encode(text),
    wireBytes: text.length,
    atMs: 900,
    timings: { total: 12 },
  };
}

/** The same by another way. */
function by(route: Route, answer: PortAnswer): PortAnswer {
  return { ...answer, route };
}

function lookerOver(result: PortResult, verdict: 'allowed' | 'denied' | 'unknown' = 'allowed') {
  const sent: PortRequest[] = [];
  const port: ClusterPort = {
    cluster: { context: 'test', server: 'https://127.0.0.1', warnings: [] },
    send: async (request) => {
      sent.push(request);
      return result;
    },
    stream: () => Promise.reject(new Error('not used')),
    load: () => ({ requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, waiting: 0, totalRequests: 0, totalBytes: 0 }),
    close: () => undefined,
  };
  const access: AccessOracle = { ask: async () => verdict, remedyFor: () => 'a smaller Role' };
  const parts = {
    port,
    access,
    answers: new AnswerStore(),
    readings: new Readings(),
    clock,
    offset: new ClockOffset(),
    inventory: () => {
      throw new Error('not used');
    },
    discovered: () => [],
    factsOf: () => undefined,
  };
  let cuts = 0;
  const cutOff = () => {
    cuts += 1;
  };
  return { sent, answers: parts.answers, look: createLooker({ ...parts, cutOff }, 'whole', 'screen'), cuts: () => cuts };
}

const NOBODY_LISTENS: PortFailure = {
  kind: 'failure',
  request: 'GET /x',
  route: { via: 'node-proxy', node: 'n1' },
  phase: 'connect',
  code: 'refused',
  message: 'connection refused',
  remedy: 'start the cluster',
  atMs: 1,
  timings: { total: 1 },
};

const asText = (answer: PortAnswer) => ({ ok: true as const, value: new TextDecoder().decode(answer.body) });

describe('Looker.get', () => {
  it('gives the parsed value with a proof that leads to the kept answer', async () => {
    const { look, answers, sent } = lookerOver(answered(200, 'up 1'));
    const seen = await look.get(REQUEST, asText, signal);
    expect(seen).toMatchObject({ state: 'ok', value: 'up 1', route: 'node proxy', status: 200, durationMs: 12 });
    expect(answers.get(seen.evidence[0]?.answerId ?? '')?.request).toBe('GET /api/v1/nodes/n1/proxy/metrics');
    expect(sent[0]?.priority).toBe('screen');
  });

  it('does not send what the user may not read', async () => {
    const { look, sent } = lookerOver(answered(200, 'x'), 'denied');
    const seen = await look.get(REQUEST, asText, signal);
    expect(seen).toMatchObject({ state: 'denied', because: 'you may not get nodes/proxy', remedy: 'a smaller Role' });
    expect(sent).toEqual([]);
  });

  const REFUSED: readonly (readonly [string, PortAnswer, object])[] = [
    ['404 is absent', answered(404, '404 page not found'), { state: 'absent', because: '404: 404 page not found' }],
    [
      '403 is denied, with the message of the Status',
      answered(403, '{"kind":"Status","message":"nodes is forbidden"}'),
      { state: 'denied', because: '403: nodes is forbidden' },
    ],
    ['401 is denied', answered(401, 'Unauthorized'), { state: 'denied' }],
    ['503 is unreachable', answered(503, 'service unavailable'), { state: 'unreachable', because: '503: service unavailable' }],
    [
      'a page of a proxy is named',
      answered(502, '<html><title>Bad gateway</title></html>', 'text/html'),
      { state: 'unreachable', because: expect.stringContaining('"Bad gateway"') },
    ],
  ];
  it.each(REFUSED)('%s', async (_name, answer, expected) => {
    expect(await lookerOver(answer).look.get(REQUEST, asText, signal)).toMatchObject(expected);
  });

  const NODE: Route = { via: 'node-proxy', node: 'n1' };
  const SERVICE: Route = { via: 'service-proxy', namespace: 'ns', service: 's', scheme: 'https', port: 'https' };
  const API: Route = { via: 'apiserver' };
  const DIRECT: Route = { via: 'direct', endpoint: 'prom' };
  const WHAT_TO_DO: readonly (readonly [string, PortAnswer, 'allowed' | 'unknown', RegExp])[] = [
    ['a right that is missing', by(SERVICE, answered(403, 'forbidden')), 'unknown', /^a smaller Role$/],
    ['a kubelet that refuses the kube-apiserver', by(NODE, answered(403, 'Forbidden')), 'allowed', /--kubelet-client-certificate/],
    [
      'a program behind the service proxy that knows nobody',
      by(SERVICE, answered(403, 'Forbidden')),
      'allowed',
      /passes no credentials on/,
    ],
    ['401 of the kube-apiserver itself', by(API, answered(401, 'Unauthorized')), 'unknown', /log in again/],
    ['401 of a direct URL', by(DIRECT, answered(401, 'no')), 'unknown', /^Give this direct URL credentials/],
    ['403 of a direct URL', by(DIRECT, answered(403, 'no')), 'unknown', /^Give this direct URL credentials/],
    ['429', answered(429, 'slow down'), 'allowed', /tries again/],
    ['500', answered(500, 'oops'), 'allowed', /look at the log of what answered/],
    ['503', answered(503, 'no endpoints'), 'allowed', /look at its pods and endpoints/],
    ['a redirect to a login page', answered(302, ''), 'allowed', /login page/],
  ];
  it.each(WHAT_TO_DO)('%s: says what to do', async (_name, answer, verdict, remedy) => {
    const request = { ...REQUEST, route: answer.route };
    const seen = await lookerOver(answer, verdict).look.get(request, asText, signal);
    expect('remedy' in seen ? seen.remedy : '').toMatch(remedy);
  });

  it('bytes that are not UTF-8 are malformed, and the raw answer is to be opened', async () => {
    const answer = { ...answered(200, ''), body: new Uint8Array([0x7b, 0xff, 0x7d]) };
    const seen = await lookerOver(answer).look.get(REQUEST, readText, signal);
    expect(seen).toMatchObject({
      state: 'malformed',
      because: expect.stringContaining('not UTF-8'),
      remedy: expect.stringContaining('Open the raw answer'),
    });
  });

  it('a parser that refuses makes it malformed, with the line', async () => {
    const seen = await lookerOver(answered(200, 'x')).look.get(REQUEST, () => ({ ok: false, error: 'expected a value', line: 3 }), signal);
    expect(seen).toMatchObject({ state: 'malformed', evidence: [{ line: 3, says: 'expected a value' }] });
  });

  it.each<[string, Partial<PortFailure>, number]>([
    ['nothing listens where the API server was', {}, 1],
    ['the API server went away before it answered for a kubelet', { phase: 'first-byte', code: 'reset' }, 1],
    ['the API server waits for a kubelet', { phase: 'first-byte', code: 'timeout' }, 0],
    ['an answer is too large', { phase: 'body', code: 'too-large' }, 0],
    ['nothing listens at a direct address', { route: { via: 'direct', endpoint: 'http://127.0.0.1:9090' } }, 0],
  ])('%s: that the way was cut is told or not', async (_says, changed, times) => {
    const { look, cuts } = lookerOver({ ...NOBODY_LISTENS, ...changed });
    await look.get(REQUEST, asText, signal);
    expect(cuts()).toBe(times);
  });

  it('a failure keeps its remedy', async () => {
    expect(await lookerOver(NOBODY_LISTENS).look.get(REQUEST, asText, signal)).toMatchObject({
      state: 'unreachable',
      because: 'connection refused',
      remedy: 'start the cluster',
    });
  });
});

describe('ClockOffset', () => {
  it('is the median of what Date headers say, and 0 within their resolution', () => {
    const offset = new ClockOffset();
    for (const at of [10_000, 20_000, 30_000]) offset.measured(at + 3_600_000, at, { total: 0 });
    expect(offset.ms()).toBe(3_600_500);
    const exact = new ClockOffset();
    exact.measured(10_000, 10_400, { total: 0 });
    expect(exact.ms()).toBe(0);
  });
});
