import type { BitReader, BitWriter } from './bits';

/**
 * Doubles of many digits as Gorilla writes them: what differs between the bits of one and of the one before, without the zeros
 * around it. The first one is known to the reader. Bits are moved as halves and never as numbers: NaNs keep their payload.
 */
export function writeXor(out: BitWriter, halves: Uint32Array, count: number): void {
  let leading = -1;
  let trailing = 0;
  for (let i = 1; i < count; i++) {
    const low = (halves[2 * i] ?? 0) ^ (halves[2 * i - 2] ?? 0);
    const high = (halves[2 * i + 1] ?? 0) ^ (halves[2 * i - 1] ?? 0);
    const zerosBefore = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
    const zerosAfter = low === 0 ? 32 + zerosAtEnd(high) : zerosAtEnd(low);
    const length = 64 - zerosBefore - zerosAfter;
    const fits = leading >= 0 && zerosBefore >= leading && zerosAfter >= trailing && 64 - leading - trailing <= length + 12;
    out.write(fits ? 0 : 1, 1);
    if (!fits) {
      leading = Math.min(zerosBefore, 63);
      trailing = Math.min(zerosAfter, 63 - leading);
      out.write(leading, 6);
      out.write(63 - leading - trailing, 6);
    }
    writeMiddle(out, low, high, leading, trailing);
  }
}

export function readXor(input: BitReader, halves: Uint32Array, count: number): void {
  let leading = 0;
  let trailing = 0;
  for (let i = 1; i < count; i++) {
    if (input.read(1) === 1) {
      leading = input.read(6);
      trailing = 63 - leading - input.read(6);
    }
    const middle = readMiddle(input, leading, trailing);
    halves[2 * i] = (halves[2 * i - 2] ?? 0) ^ middle.low;
    halves[2 * i + 1] = (halves[2 * i - 1] ?? 0) ^ middle.high;
  }
}

/** The bits from `leading` to before the last `trailing`: of the upper half, then of the lower. */
function writeMiddle(out: BitWriter, low: number, high: number, leading: number, trailing: number): void {
  const ofHigh = 32 - leading - Math.max(0, trailing - 32);
  if (ofHigh > 0) out.write((high >>> Math.max(0, trailing - 32)) & mask(ofHigh), ofHigh);
  const ofLow = 32 - trailing - Math.max(0, leading - 32);
  if (ofLow > 0 && trailing < 32) out.write((low >>> trailing) & mask(ofLow), ofLow);
}

function readMiddle(input: BitReader, leading: number, trailing: number): { readonly low: number; readonly high: number } {
  const ofHigh = 32 - leading - Math.max(0, trailing - 32);
  const high = ofHigh > 0 ? input.read(ofHigh) << Math.max(0, trailing - 32) : 0;
  const ofLow = 32 - trailing - Math.max(0, leading - 32);
  const low = ofLow > 0 && trailing < 32 ? input.read(ofLow) << trailing : 0;
  return { low, high };
}

function mask(bits: number): number {
  return bits >= 32 ? -1 : (1 << bits) - 1;
}

function zerosAtEnd(half: number): number {
  return half === 0 ? 32 : 31 - Math.clz32(half & -half);
}
