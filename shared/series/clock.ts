import { BitReader, BitWriter } from './bits';
import type { ByteReader, ByteWriter } from './bytes';
import { readIntegers, writeIntegers } from './integers';

/**
 * When the samples of a series were taken, ascending milliseconds. Series of one target mostly share it: a block holds each once.
 * One that takes part in some of the scrapes only (it came later, it has gone) is told by runs over the scrapes' own.
 */
const RUNS = 1;
const TIMES = 0;

const bits = new BitWriter();

/** `base`: the scrapes' own; undefined for that itself. Times are counted from `fromMs`. */
export function writeClock(out: ByteWriter, times: Float64Array, base: Float64Array | undefined, fromMs: number): void {
  const runs = base === undefined ? undefined : runsOf(times, base);
  if (runs !== undefined && runs.length <= times.length) {
    out.byte(RUNS);
    out.varint(runs.length);
    for (const run of runs) out.varint(run);
    return;
  }
  out.byte(TIMES);
  out.varint(times.length);
  const since = times.map((time) => time - fromMs);
  bits.clear();
  // The first is a difference too: from the block's beginning, which may be later than an explicit timestamp.
  const withOrigin = new Float64Array(since.length + 1);
  withOrigin.set(since, 1);
  writeIntegers(bits, withOrigin, withOrigin.length);
  const written = bits.finish();
  out.varint(written.length);
  out.append(written);
}

export function readClock(input: ByteReader, base: Float64Array | undefined, fromMs: number): Float64Array {
  if (input.byte() === RUNS) return readRuns(input, base ?? new Float64Array(0));
  const count = input.varint();
  const length = input.varint();
  const withOrigin = new Float64Array(count + 1);
  readIntegers(new BitReader(input.bytes, input.at), withOrigin, count + 1);
  input.at += length;
  return withOrigin.subarray(1).map((since) => since + fromMs);
}

/** Left out, taken, left out, ... ; undefined where a time is none of the base's. */
function runsOf(times: Float64Array, base: Float64Array): readonly number[] | undefined {
  const runs = [0];
  let taken = 0;
  let taking = false;
  for (const time of base) {
    const isTaken = taken < times.length && times[taken] === time;
    if (isTaken) taken++;
    if (isTaken === taking) runs[runs.length - 1] = (runs[runs.length - 1] ?? 0) + 1;
    else {
      runs.push(1);
      taking = isTaken;
    }
  }
  return taken === times.length ? runs : undefined;
}

function readRuns(input: ByteReader, base: Float64Array): Float64Array {
  const count = input.varint();
  const taken: number[] = [];
  let at = 0;
  for (let run = 0; run < count; run++) {
    const length = input.varint();
    if (run % 2 === 1) for (let i = at; i < at + length; i++) taken.push(base[i] ?? 0);
    at += length;
  }
  return Float64Array.from(taken);
}
