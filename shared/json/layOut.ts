/**
 * JSON that came as one line, laid out as it is shown: two blanks a level. Undefined for what is no JSON, is only half of it, or
 * has lines of its own. Engine and window both lay out by this, so that a line has the same number in both.
 */
export function laidOut(text: string, contentType: string | undefined): string | undefined {
  if (contentType?.includes('json') !== true || text.trimEnd().includes('\n')) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}
