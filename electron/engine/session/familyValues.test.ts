import { describe, expect, it } from 'vitest';
import type { PortAnswer } from '../cluster/port';
import { AnswerStore, type KeptAnswer } from '../store/answers';
import { Expositions, pathOf } from './expositions';
import { familyValues, SERIES_SENT } from './familyValues';

function keep(text: string | Uint8Array, contentType = 'text/plain; version=0.0.4', status = 200): KeptAnswer {
  const store = new AnswerStore();
  const answer: PortAnswer = {
    kind: 'answer',
    request: 'GET /metrics',
    route: { via: 'apiserver' },
    status,
    headers: { 'content-type': contentType },
    body: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    wireBytes: 1,
    atMs: 1,
    timings: { total: 1 },
  };
  const kept = store.get(store.keep(answer));
  if (kept === undefined) throw new Error('the newest answer is always kept');
  return kept;
}

function values(text: string, family: string, search = '') {
  const read = new Expositions().of(keep(text));
  if (read?.ok !== true) throw new Error('the text must be readable');
  return familyValues(read.value, family, search);
}

const HISTOGRAM = [
  '# HELP req_seconds [STABLE] Requests.',
  '# TYPE req_seconds histogram',
  'req_seconds_bucket{le="1"} 3',
  'req_seconds_bucket{le="+Inf"} 4',
  'req_seconds_sum 2.5',
  'req_seconds_count 4',
  '',
  '# TYPE up gauge',
  'up{job="a"} 1 1700000000000',
  'up{job="b"} 0',
].join('\n');

describe('series of a family', () => {
  it('are those of every suffix of its type, with the lines they stand on', () => {
    const { total, found, rows } = values(HISTOGRAM, 'req_seconds');
    expect({ total, found }).toEqual({ total: 4, found: 4 });
    expect(rows.map(({ line, name, value }) => [line, name, value])).toEqual([
      [3, 'req_seconds_bucket', '3'],
      [4, 'req_seconds_bucket', '4'],
      [5, 'req_seconds_sum', '2.5'],
      [6, 'req_seconds_count', '4'],
    ]);
  });

  it('are found by what is inferred of them, which stands apart from their labels', () => {
    const read = new Expositions().of(keep('up{id="a"} 1\nup{id="b"} 0\n'));
    if (read?.ok !== true) throw new Error('the text must be readable');
    const { found, rows } = familyValues(read.value, 'up', 'POD="web', ({ id }) => (id === 'b' ? [['pod', 'web-0']] : []));
    expect(found).toBe(1);
    expect(rows[0]).toMatchObject({ labels: [['id', 'b']], inferred: [['pod', 'web-0']] });
    expect(familyValues(read.value, 'up', '').rows[0]).not.toHaveProperty('inferred');
  });

  it('keep their own time and their whole line', () => {
    expect(values(HISTOGRAM, 'up').rows[0]).toEqual({
      line: 9,
      name: 'up',
      labels: [['job', 'a']],
      value: '1',
      atMs: 1_700_000_000_000,
      text: 'up{job="a"} 1 1700000000000',
    });
  });

  it.each([
    ['a number', 'x 12', '12'],
    ['NaN', 'x NaN', 'NaN'],
    ['infinity', 'x{a="1"} +Inf', '+Inf'],
    ['minus infinity', 'x{a="1"} -Inf', '-Inf'],
    ['1e308', 'x{a="1"} 1e308', '1e308'],
    ['more digits than a double has', 'x 0.30000000000000004123', '0.30000000000000004123'],
    ['empty braces', 'x{} 5', '5'],
    ['braces, blanks and quotes in a label', 'x{a="} 7 {\\" 8"} 9', '9'],
    ['several blanks', 'x    10   1700000000000', '10'],
    ['a name in quotes', '{"x"} 11', '11'],
    ['a name in quotes with labels', '{"x",a="1"} 12', '12'],
  ])('give their value as written: %s', (_name, line, value) => expect(values(`${line}\n`, 'x').rows[0]?.value).toBe(value));

  it.each([
    ['', 2],
    ['job="a"', 1],
    ['A', 1],
    ['up "B"', 1],
    ['"a" "b"', 0],
  ])('are found by the words "%s"', (search, found) => expect(values(HISTOGRAM, 'up', search)).toMatchObject({ total: 2, found }));

  it('of a family that is only described are none', () =>
    expect(values('# TYPE lonely gauge\n', 'lonely')).toEqual({ total: 0, found: 0, rows: [] }));

  it('of names and values in other scripts stay as they are', () => {
    const { rows } = values('x{ort="דוד",face="🦊 fox",n="٣"} 1\n', 'x');
    expect(rows[0]?.labels).toEqual([
      ['ort', 'דוד'],
      ['face', '🦊 fox'],
      ['n', '٣'],
    ]);
  });

  it('100,000 of them: so many are sent, the count is whole, the last one is found', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `big{pod="pod-${index}"} ${index}`).join('\n');
    const kept = keep(`${text}\n`);
    const read = new Expositions().of(kept);
    if (read?.ok !== true) throw new Error('the text must be readable');
    const all = familyValues(read.value, 'big', '');
    expect([all.total, all.found, all.rows.length]).toEqual([100_000, 100_000, SERIES_SENT]);
    const last = familyValues(read.value, 'big', 'pod-99999');
    expect(last.rows.map(({ line, value }) => [line, value])).toEqual([[100_000, '99999']]);
  });
});

describe('families of an answer', () => {
  const families = (kept: KeptAnswer) => new Expositions().familiesOf(kept);

  it('are counted, with type and stability, by name', () => {
    expect(families(keep(HISTOGRAM))?.families).toEqual([
      { name: 'req_seconds', type: 'histogram', unit: undefined, help: '[STABLE] Requests.', stability: 'STABLE', series: 4 },
      { name: 'up', type: 'gauge', unit: undefined, help: undefined, stability: undefined, series: 2 },
    ]);
  });

  it('20,000 of them are all there', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `family_${index} ${index}`).join('\n');
    expect(families(keep(`${text}\n`))?.families).toHaveLength(20_000);
  });

  it('with a name of 253 characters', () => {
    const name = `n${'a'.repeat(252)}`;
    expect(families(keep(`${name} 1\n`))?.families[0]?.name).toBe(name);
  });

  it.each([
    ['a text that breaks off', keep('x{a="1'), /^line 1, column \d+: /],
    ['protobuf', keep(new Uint8Array([0, 1, 2]), 'application/vnd.google.protobuf; encoding=delimited'), /protobuf/],
  ])('of %s say why there are none', (_name, kept, error) => {
    expect(families(kept)?.families).toEqual([]);
    expect(families(kept)?.error).toMatch(error);
  });

  it.each([
    ['JSON', keep('{}', 'application/json')],
    ['HTML', keep('<html>', 'text/html')],
    ['an empty refusal', keep('', 'text/plain', 503)],
  ])('of %s there are none to speak of', (_name, kept) => expect(families(kept)).toBeUndefined());
});

describe('the path of a request', () => {
  it.each([
    ['GET /api/v1/nodes/n1/proxy/metrics/cadvisor', '/metrics/cadvisor'],
    ['GET /api/v1/namespaces/a/services/http:p:9090/proxy/metrics', '/metrics'],
    ['GET /metrics', '/metrics'],
    ['GET https://10.0.0.1:10250/metrics', '/metrics'],
  ])('%s is %s', (request, path) => expect(pathOf(request)).toBe(path));
});
