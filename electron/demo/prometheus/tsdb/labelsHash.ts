import type { Labels } from '../../../../shared/promql/labels';

/** The same for equal label sets, whatever their order: a sum of hashes of the pairs. Labels with the empty value must not be there. */
export function hashLabels(labels: Labels): number {
  let sum = 0;
  for (const name in labels) {
    const value = labels[name] ?? '';
    // Names end in different places, values in their last characters: ids share long beginnings.
    sum = (sum + pairHash(name, value)) | 0;
  }
  return sum;
}

function pairHash(name: string, value: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ 0xff, 0x01000193);
  for (let i = 0; i < value.length; i++) h = Math.imul(h ^ value.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}

export function sameLabels(a: Labels, b: Labels): boolean {
  let left = 0;
  for (const name in a) {
    if (a[name] !== b[name]) return false;
    left++;
  }
  for (const _ in b) left--;
  return left === 0;
}
