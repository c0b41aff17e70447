import type { TracedMetric } from './question';

const MEBI = 2 ** 20;

/** What kubectl top prints (kubectl pkg/metricsutil): millicores rounded up (Quantity.MilliValue), memory cut to whole Mi. */
export function topText(amount: number, metric: TracedMetric): { readonly amount: number; readonly text: string } {
  if (metric.kind === 'memory') {
    const mebi = Math.floor(amount / MEBI);
    return { amount: mebi * MEBI, text: `${mebi}Mi` };
  }
  const milli = milliOf(amount);
  return { amount: milli / 1000, text: `${milli}m` };
}

/** Quantity.MilliValue rounds up; what binary fractions add is not rounded. */
export function milliOf(amount: number): number {
  return Math.ceil(Number((amount * 1000).toPrecision(15)));
}
