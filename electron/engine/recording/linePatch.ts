/**
 * An exposition as what changed in it since an earlier one of the same target: nine tenths of its lines differ in their value alone, or not at all.
 * Lines of a patch: `=N` the next N lines of the base; `-N` N lines of it are passed over; `~REST` the name and labels of its next line, then REST;
 * `+LINE` a line of its own. Texts are bytes as Latin-1, so that every byte comes back as it was.
 */

/** What changes `base` into `next`. */
export function patchOf(base: string, next: string): string {
  const before = base.split('\n');
  const places = new Map<string, number>();
  for (const [i, line] of before.entries()) {
    const head = headOf(line);
    if (!places.has(head)) places.set(head, i);
  }
  const patch: string[] = [];
  let at = 0;
  let same = 0;
  const endSame = (): void => {
    if (same > 0) patch.push(`=${same}`);
    same = 0;
  };
  for (const line of next.split('\n')) {
    if (line === before[at]) {
      same += 1;
      at += 1;
      continue;
    }
    endSame();
    const head = headOf(line);
    const found = head === headOf(before[at] ?? '') && at < before.length ? at : places.get(head);
    if (head === '' || found === undefined || found < at) {
      patch.push(`+${line}`);
      continue;
    }
    if (found > at) patch.push(`-${found - at}`);
    if (line === before[found]) same += 1;
    else patch.push(`~${line.slice(head.length)}`);
    at = found + 1;
  }
  endSame();
  return patch.join('\n');
}

/** Undefined where it is no patch of this base, or would make more than `mostChars`. */
export function patched(base: string, patch: string, mostChars: number): string | undefined {
  const before = base.split('\n');
  const lines: string[] = [];
  let at = 0;
  let chars = -1;
  const take = (line: string): void => {
    lines.push(line);
    chars += line.length + 1;
  };
  for (const step of patch.split('\n')) {
    const rest = step.slice(1);
    const count = Number(rest);
    switch (step[0]) {
      case '=':
        if (!isCount(count) || at + count > before.length) return undefined;
        for (const end = at + count; at < end; at++) take(before[at] ?? '');
        break;
      case '-':
        if (!isCount(count)) return undefined;
        at += count;
        break;
      case '~':
        if (at >= before.length) return undefined;
        take(headOf(before[at++] ?? '') + rest);
        break;
      case '+':
        take(rest);
        break;
      default:
        return undefined;
    }
    if (chars > mostChars) return undefined;
  }
  return lines.join('\n');
}

function isCount(count: number): boolean {
  return Number.isSafeInteger(count) && count > 0;
}

/** A sample's name and labels; of a comment the whole of it. */
function headOf(line: string): string {
  if (line.startsWith('#')) return line;
  const labels = line.lastIndexOf('}');
  return line.slice(0, labels === -1 ? line.indexOf(' ') + 1 : labels + 1);
}
