type Labels = Readonly<Record<string, string>>;

const PRIME = 0x01000193;
const SEEDS = [0x811c9dc5, 0x2f0b4c47] as const;
/** A double holds 53 bits: 21 of them beside 32. */
const HIGH_BITS = 0x1fffff;

/** A number of 53 bits that label sets of the same labels share, whatever their order; others do so by chance alone. */
export function labelHash(labels: Labels): number {
  let low = 0;
  let high = 0;
  for (const name in labels) {
    const value = labels[name] ?? '';
    if (value === '') continue;
    low = (low + pairHash(name, value, SEEDS[0])) | 0;
    high = (high + pairHash(name, value, SEEDS[1])) | 0;
  }
  return (high & HIGH_BITS) * 2 ** 32 + (low >>> 0);
}

/** FNV-1a of name and value, with its last bits mixed: sums of plain ones would cancel. */
function pairHash(name: string, value: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), PRIME);
  hash = Math.imul(hash ^ 0xff, PRIME);
  for (let at = 0; at < value.length; at++) hash = Math.imul(hash ^ value.charCodeAt(at), PRIME);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Whether both have the same labels; those of no value do not exist. */
export function sameLabels(one: Labels, other: Labels): boolean {
  for (const name in one) if ((one[name] ?? '') !== (other[name] ?? '')) return false;
  for (const name in other) if ((other[name] ?? '') !== '' && !Object.hasOwn(one, name)) return false;
  return true;
}
