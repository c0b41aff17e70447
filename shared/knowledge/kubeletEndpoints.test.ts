import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fineGrainedAuthz } from './fineGrainedAuthz';
import { isAskable, KUBELET_ENDPOINTS, requestBucket } from './kubeletEndpoints';

/** Cases of kubernetes' own tests (pkg/kubelet/server/server_test.go and auth_test.go). */
const Upstream = z.object({
  metric_buckets: z.array(z.object({ path: z.string(), bucket: z.string() })),
  derived_buckets: z.array(z.object({ path: z.string(), bucket: z.string() })),
  authz: z.array(
    z.object({
      path: z.string(),
      subresources_without_fine_grained: z.array(z.string()),
      subresources_with_fine_grained: z.array(z.string()),
    }),
  ),
});
const UPSTREAM = Upstream.parse(JSON.parse(readFileSync(new URL('../../e2e/fixtures/kubelet-endpoints.json', import.meta.url), 'utf8')));

/** Registered by newer kubelets, behind gates; the cases are of one that did not have them. */
const NEWER = new Set(['/checkpoint/ns/p/c', '/flagz', '/statusz']);

describe('the bucket of a request', () => {
  test.each(
    [...UPSTREAM.metric_buckets, ...UPSTREAM.derived_buckets]
      .filter(({ path }) => !NEWER.has(path))
      .map((each) => [each.path, each.bucket]),
  )('"%s" is %s', (path, bucket) => expect(requestBucket(path)).toBe(bucket));

  test.each([
    ['/flagz', 'flagz'],
    ['/statusz', 'statusz'],
    ['/checkpoint/ns/p/c', 'checkpoint'],
  ])('of a newer kubelet: "%s" is %s', (path, bucket) => expect(requestBucket(path)).toBe(bucket));

  test.each(KUBELET_ENDPOINTS.map(({ path, bucket }) => [path, bucket]))('the row of %s says %s', (path, bucket) =>
    expect(requestBucket(path)).toBe(bucket),
  );
});

/** "/exec" of "/exec/{podNamespace}/{podID}/{containerName}". */
const stem = (path: string) => path.split('/{')[0]?.replace(/\/$/, '');

describe('what guards a path', () => {
  test.each(UPSTREAM.authz.map((each) => [each.path, each] as const))('%s', (path, each) => {
    const rows = KUBELET_ENDPOINTS.filter((endpoint) => stem(endpoint.path) === stem(path));
    for (const row of rows)
      expect([row.plain, row.fine], row.path).toEqual([each.subresources_without_fine_grained, each.subresources_with_fine_grained]);
  });

  test('every row has a case', () => {
    const known = new Set(UPSTREAM.authz.map(({ path }) => stem(path)));
    expect(KUBELET_ENDPOINTS.map(({ path }) => stem(path)).filter((path) => !known.has(path))).toEqual(WITHOUT_CASE);
  });
});

/** Of server.go and auth.go, not among the cases. */
const WITHOUT_CASE: readonly string[] = ['/flagz'];

describe('what is asked', () => {
  const ACTIONS = ['exec', 'run', 'attach', 'portForward', 'checkpoint'];

  test.each(ACTIONS)('%s never', (bucket) => {
    const rows = KUBELET_ENDPOINTS.filter((each) => each.bucket === bucket);
    expect(rows.map(({ risk, note }) => [risk, note?.startsWith('Never called')])).toEqual(rows.map(() => ['acts', true]));
    expect(rows).toHaveLength(1);
  });

  test('whatever is asked is a plain GET of a fixed path', () => {
    for (const endpoint of KUBELET_ENDPOINTS.filter(isAskable)) {
      expect(endpoint.verb, endpoint.path).toBe('get');
      expect(endpoint.path, endpoint.path).not.toContain('{');
    }
  });

  test('what is not asked says why', () => {
    for (const endpoint of KUBELET_ENDPOINTS.filter((each) => !isAskable(each)))
      expect(endpoint.note, endpoint.path).toMatch(/^N(ever called|ot asked)/);
  });
});

describe('fine-grained authorization', () => {
  test.each([
    ['v1.31.4', undefined, 'off'],
    ['v1.32.0', undefined, 'off'],
    ['v1.32.0', true, 'on'],
    ['v1.33.1+k3s1', undefined, 'on'],
    ['v1.35.0', false, 'off'],
    ['v1.36.0', undefined, 'on'],
    ['v2.0.0', undefined, 'unknown'],
    ['', undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ] as const)('%s, gate %s: %s', (version, gate, state) => expect(fineGrainedAuthz(version, gate).state).toBe(state));
});
