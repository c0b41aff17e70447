import { describe, expect, it } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import type { PortRequest, PortResult } from '../cluster/port';
import { describeRequest } from '../cluster/routes';
import { lookAtRecording } from './recordedCluster.testSupport';

const NOW = Date.parse('2026-11-21T13:17:30Z');

function head(request: PortRequest) {
  return { request: describeRequest(request), route: request.route, atMs: NOW, timings: { total: 5 } };
}

function answered(status: number, text: string, type: string): (request: PortRequest) => PortResult {
  const body = new TextEncoder().encode(text);
  return (request) => ({ ...head(request), kind: 'answer', status, headers: { 'content-type': type }, body, wireBytes: body.byteLength });
}

const NOTHING_COMES: (request: PortRequest) => PortResult = (request) => ({
  ...head(request),
  kind: 'failure',
  phase: 'first-byte',
  code: 'timeout',
  message: 'no first byte in 15 s',
  remedy: 'Look there.',
});

/** Judged by objects that are watched; what they say was seen. */
const BY_OBJECTS: ReadonlySet<Discovered['kind']> = new Set(['hpa', 'container-runtime', 'dashboard', 'vpa', 'other']);

/** Its APIService is Available: that is the kube-apiserver's own probe, which the denied user may still read. */
const SEEN_BY_THE_APISERVER = 'metrics-server>metrics-api';

describe('what was not seen is never healthy', () => {
  it.each([
    ['no request is answered', NOTHING_COMES],
    ['everything is 401', answered(401, 'Unauthorized', 'text/plain')],
    ['everything is 403', answered(403, '{"kind":"Status","message":"nodes is forbidden"}', 'application/json')],
    ['everything is 404', answered(404, '404 page not found', 'text/plain')],
    ['everything is 429', answered(429, 'too many requests', 'text/plain')],
    ['everything is 500', answered(500, 'Internal Server Error', 'text/plain')],
    ['everything is 503', answered(503, 'service unavailable', 'text/plain')],
    ['a login page answers everything', answered(200, '<html><title>Sign in</title></html>', 'text/html')],
    ['everything redirects', answered(302, '', 'text/html')],
    ['everything is rubbish', answered(200, '\u0000{]', 'application/json')],
  ])('%s', async (_name, instead) => {
    const { discovered, looks, graph } = await lookAtRecording('healthy', instead);
    const healthy = discovered.filter((found) => !BY_OBJECTS.has(found.kind) && looks.get(found.id)?.judgement.health === 'ok');
    expect(healthy.map((found) => found.id)).toEqual([]);
    const silent = graph.components.filter((each) => each.health !== 'ok' && !each.because).map((each) => each.id);
    expect(silent).toEqual([]);
    // HPAs say in their own status what their metrics were; container runtimes are seen through their nodes.
    const hops = graph.edges.filter((edge) => edge.health === 'ok' && edge.to !== 'hpa').map((edge) => `${edge.from}>${edge.to}`);
    expect(hops.filter((hop) => hop !== SEEN_BY_THE_APISERVER)).toEqual([]);
  });
});
