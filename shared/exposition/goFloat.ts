const INFINITY_WORDS = new Set(['inf', 'infinity']);

/** What is wrong with a number that Prometheus refuses. */
export type FloatError = 'invalid syntax' | 'value out of range' | 'unsupported character in float';

/**
 * Go's strconv.ParseFloat as Prometheus uses it: decimal forms, `Inf`, `Infinity`, `NaN` in any case, without
 * hexadecimal (`p`) and without `_`; too large a number is an error, too small a one is 0.
 */
export function parseGoFloat(token: string): number | FloatError {
  if (!isDecimal(token)) return wordValue(token);
  const value = Number(token);
  return Number.isFinite(value) ? value : 'value out of range';
}

function digitsEnd(token: string, from: number): number {
  let at = from;
  while (at < token.length && token.charCodeAt(at) >= 48 && token.charCodeAt(at) <= 57) at++;
  return at;
}

function signEnd(token: string, at: number): number {
  const sign = token.charCodeAt(at);
  return sign === 43 || sign === 45 ? at + 1 : at;
}

function isDecimal(token: string): boolean {
  const whole = signEnd(token, 0);
  let at = digitsEnd(token, whole);
  let digits = at - whole;
  if (token.charCodeAt(at) === 46) {
    const end = digitsEnd(token, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits === 0) return false;
  if (at === token.length) return true;
  if ((token.charCodeAt(at) | 32) !== 101) return false;
  const exponent = signEnd(token, at + 1);
  const end = digitsEnd(token, exponent);
  return end > exponent && end === token.length;
}

function wordValue(token: string): number | FloatError {
  for (const char of token) if (char === 'p' || char === 'P' || char === '_') return 'unsupported character in float';
  const word = token.toLowerCase();
  if (word === 'nan') return Number.NaN;
  const unsigned = word.slice(signEnd(word, 0));
  if (!INFINITY_WORDS.has(unsigned)) return 'invalid syntax';
  return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * A bound or quantile as Prometheus writes it in labels: the shortest text that gives the number, Go's %g, with a point
 * where that has neither one nor an exponent (model/labels/float.go).
 */
export function goFloatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return '0.0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const size = Number(exponent);
  if (size < -4 || size >= 6) return `${digits}e${size < 0 ? '-' : '+'}${String(Math.abs(size)).padStart(2, '0')}`;
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}
