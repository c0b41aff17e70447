const SUFFIXES = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A value as resource.NewMilliQuantity prints it: cut to thousandths, the largest decimal suffix that divides it. NaN is 0. */
export function milliQuantity(value: number): string {
  let amount = Number.isNaN(value) ? 0n : BigInt(Math.trunc(Math.max(-9e18, Math.min(9e18, value * 1000))));
  if (amount === 0n) return '0';
  let suffix = 0;
  while (amount % 1000n === 0n && suffix < SUFFIXES.length - 1) {
    amount /= 1000n;
    suffix++;
  }
  return `${amount}${SUFFIXES[suffix]}`;
}
