/**
 * A text of others as one line of Markdown (GitHub's): nothing in it is markup, a link, HTML or the end of a table's cell.
 * Line ends become blanks.
 */
export function markdownText(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_[\]<>|~#&!$]/g, '\\$&')
      // What begins a list, a heading's line or a quote only does so at the beginning.
      .replace(/^([+=-])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}

/** A text of others as code, in a fence longer than any in it. In a table a bar ends the cell even within code. */
export function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
