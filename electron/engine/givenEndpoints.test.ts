import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { correctionsFor, endpointFromWords, endpointsFromFile } from './givenEndpoints';

const folder = mkdtempSync(path.join(os.tmpdir(), 'hopscope-endpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const name = path.join(folder, 'endpoints.yaml');
  writeFileSync(name, text);
  return name;
}

describe('endpoints that the user gives', () => {
  it('reads KIND=URL, also with = in the URL', () => {
    expect(endpointFromWords('prometheus=http://127.0.0.1:9090/?a=b')).toMatchObject({
      ok: true,
      value: { kind: 'prometheus', url: 'http://127.0.0.1:9090/?a=b' },
    });
  });

  it.each(['http://127.0.0.1:9090', 'grafana=http://127.0.0.1', 'prometheus=ftp://127.0.0.1'])('refuses %s with an example', (words) => {
    const read = endpointFromWords(words);
    expect(read).toMatchObject({ ok: false, error: { remedy: expect.stringContaining('--endpoint prometheus=') } });
  });

  it('reads a file, each entry for its own context', () => {
    const name = file(
      '- {kind: mimir, url: "https://mimir.example/prometheus", tenant: team-a}\n- {kind: kubelet, context: other, node: n1, url: "https://127.0.0.1:10250"}\n',
    );
    expect(endpointsFromFile(name, 'here', false)).toMatchObject({ ok: true, value: [{ id: 'mimir-1', tenant: 'team-a' }] });
  });

  it.each([
    ['kind: mimir', 'is not a list'],
    ['- {kind: mimir, url: nowhere}', 'entry 1'],
    ['- [', 'cannot be read'],
  ])('says what is wrong with %s', (text, says) => {
    expect(endpointsFromFile(file(text), undefined, false)).toMatchObject({ ok: false, error: { says: expect.stringContaining(says) } });
  });

  it('an optional file may be missing, a named one may not', () => {
    const missing = path.join(folder, 'none.yaml');
    expect(endpointsFromFile(missing, undefined, true)).toEqual({ ok: true, value: [] });
    expect(endpointsFromFile(missing, undefined, false).ok).toBe(false);
  });

  it('tells discovery what each is', () => {
    const read = endpointsFromFile(
      file('- {kind: thanos, url: "http://127.0.0.1:10902"}\n- {kind: kubelet, node: n1, url: "https://127.0.0.1:10250"}\n'),
      undefined,
      false,
    );
    expect(read.ok && correctionsFor(read.value)).toEqual([
      { says: 'at', endpoint: 'thanos-1', kind: 'prometheus', flavour: 'thanos', name: '127.0.0.1:10902' },
      { says: 'at', endpoint: 'kubelet-2', kind: 'kubelet', name: '127.0.0.1:10250', node: 'n1' },
    ]);
  });
});
