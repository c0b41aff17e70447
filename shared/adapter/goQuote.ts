const SHORT: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};
const PRINTABLE = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** Go's %q: what is printable stays, the rest becomes the shortest escape that PromQL reads too. */
export function goQuote(text: string): string {
  let out = '';
  for (const char of text) out += SHORT[char] ?? (PRINTABLE.test(char) ? char : escaped(char.codePointAt(0) ?? 0));
  return `"${out}"`;
}

function escaped(point: number): string {
  // Half a surrogate pair is what JavaScript has for text that is not UTF-8.
  if (point >= 0xd800 && point <= 0xdfff) return '\ufffd';
  const hex = point.toString(16);
  if (point < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return point < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
