const BINARY: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 };
const DECIMAL: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** A quantity as the API prints it ("250m", "48Mi", "487558164n") as a number of its base unit; undefined when it is none. */
export function parseQuantity(text: string | undefined): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text ?? '');
  const factor = match === null ? undefined : (BINARY[match[2] ?? ''] ?? DECIMAL[match[2] ?? '']);
  return factor === undefined ? undefined : Number(match?.[1]) * factor;
}

const limits = new Map<string, number | undefined>();

/** The same, kept for each text: a hundred thousand containers share a few, and each is asked for again and again. */
export function limitBytes(limit: string | undefined): number | undefined {
  if (limit === undefined) return undefined;
  if (!limits.has(limit)) limits.set(limit, parseQuantity(limit));
  return limits.get(limit);
}

/** A number of thousandths as the API prints a milli quantity: "222m", "9333m", "40". */
export function milliQuantity(milli: number): string {
  const whole = Math.trunc(milli);
  return whole % 1000 === 0 ? String(whole / 1000) : `${whole}m`;
}
