const decimal: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };
const binary: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4, Pi: 1024 ** 5, Ei: 1024 ** 6 };

/** "100m" → 0.1, "64Mi" → 67108864; undefined when it is no Kubernetes quantity. */
export function parseQuantity(text: string): number | undefined {
  const match = /^([+-]?[0-9.]+)(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/.exec(text);
  if (match === null) return undefined;
  const [, digits = '', exponent = '', suffix = ''] = match;
  const scale = binary[suffix] ?? decimal[suffix];
  const value = Number(`${digits}${exponent}`);
  if (scale === undefined || !Number.isFinite(value)) return undefined;
  // Division keeps 0.1 exact where a product would give 0.30000000000000004.
  return scale < 1 ? value / Math.round(1 / scale) : value * scale;
}

/** Nanocores as metrics.k8s.io prints CPU (resource.Quantity, DecimalSI): "275160199n", "500m", "0". */
export function cpuQuantity(nanocores: number): string {
  if (nanocores === 0) return '0';
  let value = nanocores;
  for (const suffix of ['n', 'u', 'm']) {
    if (value % 1000 !== 0) return `${value}${suffix}`;
    value /= 1000;
  }
  return String(value);
}

/** Bytes as metrics.k8s.io prints memory (BinarySI): "3340104Ki", "26Mi", "300". */
export function memoryQuantity(bytes: number): string {
  if (bytes === 0) return '0';
  let value = bytes;
  let suffix = '';
  for (const next of ['Ki', 'Mi', 'Gi', 'Ti']) {
    if (value % 1024 !== 0) break;
    value /= 1024;
    suffix = next;
  }
  return `${value}${suffix}`;
}
