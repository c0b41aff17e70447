import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mutant, readInChunks, saidBy, saidByFresh } from '../../shared/exposition/documents.testSupport';
import { decodeProtobuf } from '../../shared/exposition/protobuf';
import { TargetReader } from '../../shared/exposition/targetReader';

const SECONDS = Number(process.env['HOPSCOPE_FUZZ_SECONDS'] ?? 10);
/** Another one each time; a failure prints it, and HOPSCOPE_FUZZ_SEED finds the failure again. */
const SEED = Number(process.env['HOPSCOPE_FUZZ_SEED'] ?? Date.now() % 2 ** 31);

it(`mutants of expositions for ${SECONDS} s, seed ${SEED}`, () => {
  const readers = { text: new TargetReader('text'), openmetrics: new TargetReader('openmetrics') };
  let runs = 0;
  const property = fc.property(mutant, fc.array(fc.nat(60), { maxLength: 30 }), ({ format, bytes }, sizes) => {
    runs += 1;
    const expected = saidByFresh(bytes, format);
    // A reader that has read thousands of other texts, whole and in chunks.
    const reader = readers[format];
    expect(saidBy(reader, reader.read(bytes))).toEqual(expected);
    expect(saidBy(reader, readInChunks(reader, bytes, sizes))).toEqual(expected);
    expect(typeof decodeProtobuf(bytes).ok).toBe('boolean');
    if (runs % 5000 === 0) readers[format] = new TargetReader(format);
  });
  const limits = { interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false };
  fc.assert(property, { seed: SEED, numRuns: Number.MAX_SAFE_INTEGER, ...limits });
  process.stdout.write(`${runs} mutants, none read two ways\n`);
  expect(runs).toBeGreaterThan(0);
});
