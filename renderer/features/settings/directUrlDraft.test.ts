import { describe, expect, it } from 'vitest';
import type { DirectUrl } from '../../../shared/contract/settings';
import { type Draft, directUrlOf, draftOf, needsSecret } from './directUrlDraft';

const draft = (more: Partial<Draft> = {}): Draft => ({ ...draftOf(undefined), url: 'https://p', ...more });

describe('the form of a direct URL', () => {
  it('makes what it was made of', () => {
    const whole: DirectUrl = {
      id: 'url-1',
      kind: 'kubelet',
      url: 'https://10.0.0.1:10250',
      context: 'prod',
      login: { kind: 'basic', username: 'me' },
      tenant: 'team-a',
      headers: { 'X-One': '1', 'X-Two': 'a: b' },
      caFile: '/ca.pem',
      tlsServerName: 'node',
      insecureSkipTlsVerify: true,
      node: 'n1',
    };
    expect(directUrlOf(draftOf(whole), 'url-1')).toEqual({ ok: true, value: whole });
  });

  it.each([
    ['no URL', { url: 'prometheus' }, 'url: must be an http or https URL'],
    ['a URL with a password', { url: 'https://me:pw@p' }, 'must not hold user and password'],
    ['a header that is none', { headers: 'X-One' }, '"X-One" is not "Name: value".'],
    ['a secret among the headers', { headers: 'authorization: Bearer x' }, 'must not hold Authorization'],
    ['no user', { login: 'basic' as const }, 'login.username'],
    ['no token file', { login: 'bearer-file' as const }, 'login.file'],
  ])('refuses %s', (_name, more, says) => {
    const made = directUrlOf(draft(more), 'url-1');
    expect(made.ok ? '' : made.error).toContain(says);
  });

  it('asks for a secret once, and again when the log-in changed', () => {
    const made = directUrlOf(draft({ login: 'bearer' }), 'url-1');
    const before = made.ok ? made.value : undefined;
    expect(needsSecret(draft({ login: 'bearer' }), undefined, 'none')).toBe(true);
    expect(needsSecret(draft({ login: 'bearer', secret: 's' }), undefined, 'none')).toBe(false);
    expect(needsSecret(draft({ login: 'bearer' }), before, 'keychain')).toBe(false);
    expect(needsSecret(draft({ login: 'basic' }), before, 'keychain')).toBe(true);
    expect(needsSecret(draft(), before, 'none')).toBe(false);
  });
});
