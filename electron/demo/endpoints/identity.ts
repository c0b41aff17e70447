/** Hexadecimal digits that follow from the text alone (FNV-1a, stirred): stable identities of the demo's machines. */
export function seededHex(text: string, digits: number): string {
  let out = '';
  for (let part = 0; out.length < digits; part += 1) out += hash32(`${text}/${part}`).toString(16).padStart(8, '0');
  return out.slice(0, digits);
}

/** A number from 0 up to (not including) 1 that follows from the text alone. */
export function seededShare(text: string): number {
  return hash32(text) / 2 ** 32;
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
