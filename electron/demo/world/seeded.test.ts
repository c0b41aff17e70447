import { describe, expect, it } from 'vitest';
import { between, fraction, hex, nameSuffix, uuid } from './seeded';

describe('seeded values', () => {
  it('are the same for the same seed and name, others for others', () => {
    expect(uuid(7, 'pod', 'web')).toBe(uuid(7, 'pod', 'web'));
    expect(uuid(7, 'pod', 'web')).not.toBe(uuid(8, 'pod', 'web'));
    expect(uuid(7, 'pod', 'web')).not.toBe(uuid(7, 'podw', 'eb'));
  });

  it('have the form of what they stand for', () => {
    expect(uuid(7, 'x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(hex(64, 7, 'x')).toMatch(/^[0-9a-f]{64}$/);
    expect(nameSuffix(5, 7, 'x')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('spread over their range: a thousand names fill every tenth of it', () => {
    const tenths = new Set(Array.from({ length: 1000 }, (_, i) => Math.floor(fraction(7, 'spread', i) * 10)));
    expect(tenths.size).toBe(10);
  });

  it('stay within both ends', () => {
    const values = Array.from({ length: 500 }, (_, i) => between(3, 5, 7, i));
    expect(new Set(values)).toEqual(new Set([3, 4, 5]));
  });

  it('give ten thousand pods ten thousand UIDs', () => {
    expect(new Set(Array.from({ length: 10_000 }, (_, i) => uuid(7, 'pod', 'team-01', `svc-${i}`))).size).toBe(10_000);
  });
});
