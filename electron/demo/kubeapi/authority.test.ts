import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority } from './authority';

const NOW = Date.parse('2026-11-21T13:00:00Z');

describe('certificates of the demo cluster', () => {
  it('signs a server certificate for loopback with its own CA', async () => {
    const { caPem, certPem, keyPem } = await createAuthority(NOW);
    const ca = new X509Certificate(caPem);
    const server = new X509Certificate(certPem);
    expect(ca.ca).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.checkIssued(ca)).toBe(true);
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkIP('10.0.0.1')).toBeUndefined();
    expect(server.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
    expect(Date.parse(server.validFrom)).toBeLessThan(NOW);
    expect(Date.parse(server.validTo)).toBeGreaterThan(NOW);
  });

  it('makes another CA for each run', async () => {
    const [one, other] = await Promise.all([createAuthority(NOW), createAuthority(NOW)]);
    expect(new X509Certificate(one.certPem).verify(new X509Certificate(other.caPem).publicKey)).toBe(false);
  });
});
