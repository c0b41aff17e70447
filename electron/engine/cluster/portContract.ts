import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterPort, PortAnswer, PortRequest, PortResult } from './port';

/** A port to be held against the contract, and what must be known of the server behind it. */
export interface PortUnderTest {
  readonly port: ClusterPort;
  /** Name of a node whose kubelet answers /healthz through the node proxy; absent: that is left out. */
  readonly node?: string;
  /** A text that must never be seen: the bearer token. */
  readonly secret?: string;
  /** Whether it speaks over a connection of its own (live), so that certificates and phases are there. */
  readonly connected: boolean;
  stop(): Promise<void> | void;
}

const NEVER = new AbortController().signal;
const api = (path: string, more: Partial<PortRequest> = {}): PortRequest => ({ route: { via: 'apiserver' }, path, ...more });

/** What every ClusterPort keeps, live or replayed, whatever server stands behind it. To be called in a test file. */
export function describePortContract(name: string, begin: () => Promise<PortUnderTest>): void {
  describe(`the contract of ClusterPort, kept by ${name}`, () => {
    let tested: PortUnderTest;
    beforeAll(async () => {
      tested = await begin();
    });
    afterAll(async () => {
      tested.port.close();
      await tested.stop();
    });
    const ask = async (request: PortRequest): Promise<PortAnswer> => answered(await tested.port.send(request, NEVER));

    it('says which cluster it is, without credentials', () => {
      const { cluster } = tested.port;
      expect(cluster.server).toMatch(/^https?:\/\/[^@]+$/);
      if (tested.secret !== undefined) expect(JSON.stringify(cluster)).not.toContain(tested.secret);
    });

    it('answers GET /version: status, lower-case headers, body, bytes, when, how long', async () => {
      const answer = await ask(api('/version'));
      expect(answer).toMatchObject({ kind: 'answer', request: 'GET /version', route: { via: 'apiserver' }, status: 200 });
      expect(jsonOf(answer)).toMatchObject({ gitVersion: expect.stringMatching(/^v\d+\.\d+/) });
      expect(Object.keys(answer.headers).every((header) => header === header.toLowerCase())).toBe(true);
      expect(answer.headers['content-type']).toContain('application/json');
      expect(answer.wireBytes).toBeGreaterThan(0);
      expect(answer.atMs).toBeGreaterThan(0);
      expect(answer.timings.total).toBeGreaterThanOrEqual(0);
      if (tested.secret !== undefined) expect(JSON.stringify({ ...answer, body: '' })).not.toContain(tested.secret);
    });

    it('shows certificate, Date and phases of a connection, and uses it again', async () => {
      if (!tested.connected) return;
      const [first, second] = [await ask(api('/version')), await ask(api('/version'))];
      expect(Math.abs((first.serverDateMs ?? 0) - Date.now())).toBeLessThan(3_600_000 * 24 * 3650);
      expect(second.timings.connect).toBeUndefined();
      expect(second.timings.firstByte).toBeGreaterThanOrEqual(0);
      if (!tested.port.cluster.server.startsWith('https:')) return;
      expect(second.peer).toMatchObject({
        trusted: true,
        issuer: expect.stringMatching(/./),
        sans: expect.arrayContaining([expect.any(String)]),
      });
      expect(second.peer?.notAfterMs).toBeGreaterThan(second.peer?.notBeforeMs ?? Number.POSITIVE_INFINITY);
    });

    it('lists nodes, in pages when asked', async () => {
      const list = jsonOf(await ask(api('/api/v1/nodes?limit=1')));
      expect(list).toMatchObject({ kind: 'NodeList', metadata: { resourceVersion: expect.stringMatching(/./) } });
      expect(list['items']).toHaveLength(1);
    });

    it('a 404 is an answer with a Status', async () => {
      const answer = await ask(api('/api/v1/nodes/there-is-no-such-node'));
      expect(answer.status).toBe(404);
      expect(jsonOf(answer)).toMatchObject({ kind: 'Status', code: 404, reason: 'NotFound' });
    });

    it('asks the three reviews by POST', async () => {
      const spec = { resourceAttributes: { verb: 'list', group: '', resource: 'pods' } };
      const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec };
      const answer = await ask(api('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { method: 'POST', body }));
      expect(answer.request).toBe('POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews');
      expect(answer.status).toBe(201);
      expect(jsonOf(answer)).toMatchObject({ kind: 'SelfSubjectAccessReview', status: { allowed: expect.any(Boolean) } });
    });

    it.each<{ readonly what: string; readonly request: PortRequest }>([
      { what: 'a pod that would be made', request: api('/api/v1/namespaces/default/pods', { method: 'POST', body: {} }) },
      {
        what: 'a token that would be made',
        request: api('/api/v1/namespaces/default/serviceaccounts/default/token', { method: 'POST', body: {} }),
      },
      { what: 'exec through the kubelet', request: { route: { via: 'node-proxy', node: 'n1' }, path: '/exec/ns/pod/c?command=ls' } },
    ])('throws before sending: $what', async ({ request }) => {
      await expect(tested.port.send(request, NEVER)).rejects.toMatchObject({ name: 'ReadOnlyViolation' });
      await expect(tested.port.stream(request, NEVER)).rejects.toMatchObject({ name: 'ReadOnlyViolation' });
    });

    it('reaches a kubelet through the node proxy and says so', async () => {
      if (tested.node === undefined) return;
      const answer = await ask({ route: { via: 'node-proxy', node: tested.node }, path: '/healthz' });
      expect(answer).toMatchObject({ request: `GET /api/v1/nodes/${tested.node}/proxy/healthz`, status: 200 });
      expect(new TextDecoder().decode(answer.body)).toBe('ok');
    });

    it('a direct endpoint that nobody gave is a failure of the configuration', async () => {
      const result = await tested.port.send({ route: { via: 'direct', endpoint: 'nobody-gave-it' }, path: '/metrics' }, NEVER);
      expect(result).toMatchObject({
        kind: 'failure',
        code: 'configuration',
        message: expect.stringMatching(/\.$/),
        remedy: expect.stringMatching(/\.$/),
      });
    });

    it('reads no more than it was told to', async () => {
      expect(await tested.port.send(api('/api/v1/nodes', { maxBytes: 16 }), NEVER)).toMatchObject({
        kind: 'failure',
        code: 'too-large',
        phase: 'body',
      });
    });

    it('an aborted request is a failure, not a rejection', async () => {
      const abort = new AbortController();
      const result = tested.port.send(api('/api/v1/nodes'), abort.signal);
      abort.abort();
      expect(await result).toMatchObject({ kind: 'failure', code: 'aborted' });
      expect(await tested.port.send(api('/version'), abort.signal)).toMatchObject({ kind: 'failure', code: 'aborted' });
    });

    it('a watch gives its head at once, and ends with the server', async () => {
      const list = jsonOf(await ask(api('/api/v1/nodes')));
      const version = Object(list['metadata']).resourceVersion;
      const path = `/api/v1/nodes?watch=1&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${String(version)}`;
      const stream = await tested.port.stream(api(path), NEVER);
      if (stream.kind === 'failure') throw new Error(stream.message);
      expect(stream.status).toBe(200);
      for await (const chunk of stream.chunks) expect(chunk).toBeInstanceOf(Uint8Array);
    });

    it('a watch that is aborted throws a PortStreamError in its chunks, or ends', async () => {
      const abort = new AbortController();
      const stream = await tested.port.stream(api('/api/v1/nodes?watch=1&timeoutSeconds=60'), abort.signal);
      if (stream.kind === 'failure') throw new Error(stream.message);
      setTimeout(() => abort.abort(), 50);
      const drain = async (): Promise<string> => {
        for await (const _ of stream.chunks);
        return 'ended';
      };
      expect(await drain().catch((error: unknown) => Object(error).name)).toMatch(/^(PortStreamError|ended)$/);
    });

    it('counts what it does', async () => {
      const before = tested.port.load();
      await ask(api('/version'));
      const after = tested.port.load();
      expect(after.totalRequests).toBe(before.totalRequests + 1);
      expect(after.totalBytes).toBeGreaterThan(before.totalBytes);
      expect(after.inFlight).toBe(0);
    });
  });
}

function answered(result: PortResult): PortAnswer {
  if (result.kind === 'failure') throw new Error(`${result.code}: ${result.message} ${result.remedy}`);
  return result;
}

function jsonOf(answer: PortAnswer): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(new TextDecoder().decode(answer.body));
  if (typeof value !== 'object' || value === null) throw new Error(`${answer.request} answered no object`);
  return Object.fromEntries(Object.entries(value));
}
