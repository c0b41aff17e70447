import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpositionFormat, parseExposition } from './parse';

const SEED = 20_261_121;
const FORMATS: readonly ExpositionFormat[] = ['text', 'openmetrics'];

/** Bits of the grammar in any order: nearly right texts reach further into the parser than random letters. */
const nearlyRight = fc
  .array(
    fc.constantFrom(
      'a',
      '{',
      '}',
      '"',
      'b="c"',
      ',',
      '=',
      ' ',
      '\t',
      '\n',
      '1',
      '-1',
      'NaN',
      '# TYPE ',
      '# HELP ',
      '# EOF\n',
      '\\',
      '\0',
      'é',
      '\ud800',
    ),
  )
  .map((bits) => bits.join(''));

const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,8}$/);
const labels = fc.dictionary(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}$/), fc.string({ unit: 'binary' }), {
  maxKeys: 4,
  noNullPrototype: true,
});
const sample = fc.record({ name, labels, value: fc.double(), timestampMs: fc.option(fc.nat(), { nil: undefined }) });

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function valueText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

describe('parseExposition', () => {
  it.each(FORMATS)('never throws, and answers the same for bytes as for a string: %s', (format) => {
    fc.assert(
      fc.property(fc.oneof(nearlyRight, fc.string({ unit: 'binary' })), (text) => {
        const result = parseExposition(text, format);
        const again = parseExposition(Buffer.from(text), format);
        const wellFormed = Buffer.from(text).toString() === text;
        if (wellFormed) expect(again.ok).toBe(result.ok);
        if (result.ok) expect([...result.value.samples()]).toHaveLength(result.value.sampleCount);
        else expect(result.error.line * result.error.column).toBeGreaterThan(0);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...FORMATS), (bytes, format) => {
        expect(typeof parseExposition(bytes, format).ok).toBe('boolean');
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('reads back what was printed', () => {
    fc.assert(
      fc.property(fc.array(sample), (samples) => {
        const lines = samples.map((one) => {
          const pairs = Object.entries(one.labels).map(([label, value]) => `${label}="${escaped(value)}"`);
          return `${one.name}{${pairs.join(',')}} ${valueText(one.value)}${one.timestampMs === undefined ? '' : ` ${one.timestampMs}`}\n`;
        });
        const result = parseExposition(lines.join(''), 'text');
        expect(result.ok && [...result.value.samples()]).toEqual(samples);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
