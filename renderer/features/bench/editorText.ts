/** Lines of a text: one more than its line ends. */
export function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Where a line (from 1) stands in the text, without its end; behind the last line the last. */
export function lineSpan(text: string, line: number): { readonly from: number; readonly to: number } {
  let from = 0;
  for (let count = 1; count < line; count++) {
    const end = text.indexOf('\n', from);
    if (end === -1) break;
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  return { from, to: end === -1 ? text.length : end };
}

/** Where what is new in the text ends. */
export function changeEnd(before: string, after: string): number {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return after.length - same;
}
