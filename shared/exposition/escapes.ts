/** `\\`, `\"` and `\n` become what they stand for; any other backslash stays (prometheus model/textparse/promparse.go). */
export function unescaped(text: string): string {
  return replaced(text, '\\"n');
}

/** As in HELP lines of the text format, where a quote needs no backslash. */
export function unescapedHelp(text: string): string {
  return replaced(text, '\\n');
}

function replaced(text: string, known: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
    const next = text[at + 1];
    if (next === undefined || !known.includes(next)) {
      // "\x\\": the backslash before x stays and does not take x along.
      at++;
      continue;
    }
    out += text.slice(from, at) + (next === 'n' ? '\n' : next);
    at += 2;
    from = at;
  }
  return out + text.slice(from);
}
