import { describe, expect, it } from 'vitest';
import { EACH } from '../../../shared/json/fieldLines';
import type { Evidence } from '../../../shared/model/observation';
import type { KeptAnswer } from '../store/answers';
import { SHOWN_BYTES } from './answerText';
import { linesOf, sampleLines, withLine } from './proofLines';

const TEXT = '# TYPE up gauge\nup{a="1"} 1\nup_total 3\n\nother{says="up{}"} 1\nup 2\nup\t4\n';

function kept(text: string): KeptAnswer {
  return { id: 'a1', request: 'GET /metrics', atMs: 0, status: 200, body: new TextEncoder().encode(text) };
}

const proof = (more: Partial<Evidence> = {}): Evidence => ({ atMs: 0, says: '200', answerId: 'a1', ...more });
const answers = { get: (id: string) => (id === 'a1' ? kept(TEXT) : undefined) };

describe('lines of samples', () => {
  it('are those that begin with the whole name', () => expect(sampleLines(kept(TEXT), 'up')).toEqual([2, 6, 7]));
  it.each([
    ['a name that is not there', 'down', []],
    ['a part of a name', 'othe', []],
    ['a longer name', 'up_total', [3]],
  ])('of %s', (_name, name, lines) => expect(sampleLines(kept(TEXT), name)).toEqual(lines));
  it('of a family with 100,000 series are the first 50', () => {
    const lines = sampleLines(kept(Array.from({ length: 100_000 }, (_, at) => `big{a="${at}"} 1`).join('\n')), 'big');
    expect([lines.length, lines[49]]).toEqual([50, 50]);
  });
});

describe('a proof', () => {
  it('gets the line of the first sample that shows it', () => expect(withLine(proof({ shows: ['up_total', 'up'] }), answers).line).toBe(2));
  it('keeps a line of its own', () => expect(withLine(proof({ line: 9, shows: ['up'] }), answers).line).toBe(9));
  it.each([
    ['an answer that is gone', proof({ answerId: 'a0', shows: ['up'] })],
    ['no answer', proof({ answerId: undefined, shows: ['up'] })],
    ['nothing in particular', proof()],
  ])('of %s has no line', (_name, one) => {
    expect(withLine(one, answers)).toEqual(one);
    expect(linesOf(one, answers)).toEqual([]);
  });
  it('stands on every line of its samples', () => expect(linesOf(proof({ shows: ['up_total', 'up'] }), answers)).toEqual([2, 3, 6, 7]));
});

describe('a proof in JSON', () => {
  const json = (text: string, contentType = 'application/json'): { get(id: string): KeptAnswer | undefined } => {
    const one = { ...kept(text), contentType };
    return { get: (id) => (id === 'a1' ? one : undefined) };
  };
  const fields = [{ path: ['items', EACH, 'ready'], is: 'no' }];
  it.each([
    ['in one line: those of its layout', '{"items":[{"ready":"yes"},{"ready":"no"}]}', [7]],
    ['with lines of its own: these', '{"items":[\n{"ready":"yes"},\n{"ready":"no"}]}', [3]],
    ['that is cut short: none', '{"items":[\n{"ready":"no"}', []],
    ['too long to be laid out: none', `{"items":[{"ready":"no"}],"rest":"${'x'.repeat(SHOWN_BYTES)}"}`, []],
  ])('%s', (_name, text, lines) => expect(linesOf(proof({ fields }), json(text))).toEqual(lines));
  it('has no lines where it is called text', () =>
    expect(linesOf(proof({ fields }), json('{"items":[{"ready":"no"}]}', 'text/plain'))).toEqual([]));
  it('opens at the first of them', () => expect(withLine(proof({ fields }), json('{"items":[{"ready":"no"}]}')).line).toBe(4));
});
