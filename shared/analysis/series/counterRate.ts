/** What was read at one moment. */
export interface Read<T> {
  readonly atMs: number;
  readonly value: T;
}

/** The last read of a thing and the one before it: counters become rates between the two. */
export interface Reads<T> {
  readonly now?: Read<T>;
  readonly before?: Read<T>;
}

/** How much a counter grew; one that fell began anew at zero (Prometheus' irate and increase). */
export function increase(now: number, before: number): number {
  return now < before ? now : now - before;
}

/** Per second between two reads; undefined before the second one, and where no time has passed. */
export function counterRate(now: Read<number> | undefined, before: Read<number> | undefined): number | undefined {
  if (!now || !before || now.atMs <= before.atMs) return undefined;
  return (increase(now.value, before.value) * 1000) / (now.atMs - before.atMs);
}

/** Of each counter, per second. Counters with labels appear with their first event: one that was not there before stood at zero. */
export function counterRates({ now, before }: Reads<ReadonlyMap<string, number>>): ReadonlyMap<string, number> {
  const rates = new Map<string, number>();
  for (const [key, value] of now?.value ?? []) {
    const earlier = before && { atMs: before.atMs, value: before.value.get(key) ?? 0 };
    const rate = now && counterRate({ atMs: now.atMs, value }, earlier);
    if (rate !== undefined) rates.set(key, rate);
  }
  return rates;
}
