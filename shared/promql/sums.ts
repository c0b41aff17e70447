/** Kahan-Neumaier summation, as Prometheus sums: small addends survive beside large ones (promql/functions.go). */
export function preciseSum(values: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const total = sum + value;
    if (!Number.isFinite(total)) lost = 0;
    else if (Math.abs(sum) >= Math.abs(value)) lost += sum - total + value;
    else lost += value - total + sum;
    sum = total;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

export function mean(values: ArrayLike<number> & Iterable<number>): number {
  return preciseSum(values) / values.length;
}

/** Population variance; NaN of nothing. */
export function variance(values: ArrayLike<number> & Iterable<number>): number {
  let count = 0;
  let average = 0;
  let squares = 0;
  for (const value of values) {
    count++;
    const difference = value - average;
    average += difference / count;
    squares += difference * (value - average);
  }
  return squares / count;
}

/** Linear between the two nearest ranks; q below 0 and above 1 give the infinities. */
export function quantile(q: number, values: Iterable<number>): number {
  const sorted = [...values].sort(ascending);
  if (sorted.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] ?? 0) * (1 - weight) + (sorted[upper] ?? 0) * weight;
}

/** NaN is less than everything, as in Prometheus' sorts. */
export function ascending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : a - b || 0;
}
