import { describe, expect, it } from 'vitest';
import { readReview } from './reviewBody';

function field(number: number, content: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

function body(...spec: readonly Uint8Array[]): Uint8Array {
  const typeMeta = field(1, Buffer.concat([field(1, 'authorization.k8s.io/v1'), field(2, 'X')]));
  const object = Buffer.concat([field(1, ''), field(2, Buffer.concat(spec))]);
  return Buffer.concat([Buffer.from('k8s\0'), typeMeta, field(2, object)]);
}

describe('bodies of reviews', () => {
  const resource = field(1, Buffer.concat([field(1, 'demo'), field(2, 'get'), field(5, 'nodes'), field(6, 'proxy'), field(7, '')]));

  it.each([
    [
      'a resource',
      'SelfSubjectAccessReview',
      body(resource),
      { resourceAttributes: { namespace: 'demo', verb: 'get', resource: 'nodes', subresource: 'proxy' } },
    ],
    [
      'a path',
      'SelfSubjectAccessReview',
      body(field(2, Buffer.concat([field(1, '/metrics'), field(2, 'get')]))),
      { nonResourceAttributes: { path: '/metrics', verb: 'get' } },
    ],
    [
      'somebody else',
      'SubjectAccessReview',
      body(resource, field(3, 'dora'), field(4, 'a'), field(4, 'b')),
      { resourceAttributes: { namespace: 'demo', verb: 'get', resource: 'nodes', subresource: 'proxy' }, user: 'dora', groups: ['a', 'b'] },
    ],
    ['rules in a namespace', 'SelfSubjectRulesReview', body(field(1, 'demo')), { namespace: 'demo' }],
  ])('reads protobuf about %s', (_name, kind, bytes, spec) => {
    expect(readReview(kind, bytes)).toEqual({ spec });
  });

  it('passes over numbers and fixed fields', () => {
    const number = Buffer.from([(9 << 3) | 0, 0xac, 0x02]);
    const fixed = Buffer.from([(10 << 3) | 5, 1, 2, 3, 4]);
    expect(readReview('SelfSubjectRulesReview', body(number, fixed, field(1, 'demo')))).toEqual({ spec: { namespace: 'demo' } });
  });

  it('reads JSON', () => {
    expect(readReview('SelfSubjectRulesReview', Buffer.from('{"spec":{"namespace":"demo"}}'))).toEqual({ spec: { namespace: 'demo' } });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a JSON list', Buffer.from('[]')],
    ['half a protobuf message', body(resource).subarray(0, 40)],
  ])('knows no review in %s', (_name, bytes) => {
    expect(readReview('SelfSubjectAccessReview', bytes)).toBeUndefined();
  });
});
