/**
 * Text for XML 1.0, in an attribute or between tags; HTML reads it alike. Line ends in attributes would be read as blanks:
 * they are written as references. What XML has no way to write (control characters, halves of surrogate pairs) becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return text.replace(/(?![\t\r\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"'\t\r\n]/g, (sign) => REFERENCES[sign] ?? sign);
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\r': '&#13;',
  '\n': '&#10;',
};

/** Attributes of a tag, each with a blank before it. Undefined ones are left out. */
export function attributes(all: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(all)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${xmlText(String(value))}"`]))
    .join('');
}
