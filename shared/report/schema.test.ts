import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Report } from './schema';

const FILE = new URL('../../docs/report.schema.json', import.meta.url);

const SMALLEST: Report = {
  version: 1,
  cluster: { context: 'demo' },
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-01T00:01:00.000Z',
  components: [{ id: 'kubelet', kind: 'kubelet', name: 'kubelet', health: 'ok', evidence: [] }],
  edges: [{ from: 'kubelet', to: 'metrics-server', pipeline: 'core', carries: '/metrics/resource', health: 'unknown', evidence: [] }],
  findings: [],
  gaps: [],
  blindSpots: [],
  cannotTell: [],
  access: [{ verb: 'get', resource: 'nodes', subresource: 'proxy', allowed: false }],
};

describe('Report', () => {
  it('is described by docs/report.schema.json (WRITE_SCHEMA=1 writes it anew)', () => {
    const text = `${JSON.stringify(z.toJSONSchema(Report), null, 2)}\n`;
    if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('takes the smallest report', () => {
    expect(Report.parse(SMALLEST)).toEqual(SMALLEST);
  });

  it.each([
    ['another version', { ...SMALLEST, version: 2 }],
    ['a health that is none', { ...SMALLEST, components: [{ ...SMALLEST.components[0], health: 'fine' }] }],
    ['a kind that is none', { ...SMALLEST, components: [{ ...SMALLEST.components[0], kind: 'heapster' }] }],
  ])('refuses %s', (_name, value) => {
    expect(Report.safeParse(value).success).toBe(false);
  });
});
