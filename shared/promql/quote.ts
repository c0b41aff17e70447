import { failed, ok, type Result } from '../model/result';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const DIGITS: Readonly<Record<string, { length: number; radix: number }>> = {
  x: { length: 2, radix: 16 },
  u: { length: 4, radix: 16 },
  U: { length: 8, radix: 16 },
};

/** A PromQL string literal without its quotes and escapes, Go's escapes. The error is what Prometheus says. */
export function unquote(literal: string): Result<string, string> {
  const quote = literal[0] ?? '';
  if (literal.length < 2 || !literal.endsWith(quote)) return failed('unterminated quoted string');
  const inside = literal.slice(1, -1);
  if (quote === '`' || !inside.includes('\\')) return ok(inside);
  let text = '';
  for (let i = 0; i < inside.length; ) {
    const step = inside[i] === '\\' ? escapeSequence(inside, i + 1) : { text: inside[i] ?? '', next: i + 1 };
    if (typeof step === 'string') return failed(step);
    text += step.text;
    i = step.next;
  }
  return ok(text);
}

function escapeSequence(inside: string, at: number): { text: string; next: number } | string {
  const letter = inside[at] ?? '';
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { text: simple, next: at + 1 };
  const octal = /^[0-7]{3}/.exec(inside.slice(at));
  if (octal !== null) return { text: String.fromCharCode(Number.parseInt(octal[0], 8)), next: at + 3 };
  const shape = DIGITS[letter];
  const digits = shape === undefined ? '' : inside.slice(at + 1, at + 1 + shape.length);
  if (shape === undefined || digits.length < shape.length || !/^[0-9a-fA-F]+$/.test(digits)) {
    const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `unknown escape sequence U+${code} '${letter}'`;
  }
  return { text: String.fromCodePoint(Number.parseInt(digits, shape.radix)), next: at + 1 + shape.length };
}
