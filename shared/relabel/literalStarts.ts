/**
 * The texts one of which everything begins with that a regular expression of RE2 matches from end to end (as Prometheus anchors
 * them); undefined: it may begin with anything, or nothing is known. What begins with none of them need not be matched.
 */
export function literalStarts(regex: string): readonly string[] | undefined {
  // Flags and quotations change what letters mean.
  if (regex.includes('(?') || regex.includes('\\Q')) return undefined;
  const branches = alternatives(regex);
  if (branches === undefined) return undefined;
  const starts = branches.map(literalStart);
  return starts.includes('') ? undefined : starts;
}

/** Parted where a | stands in no group, class or escape; undefined: its brackets are not whole. */
function alternatives(regex: string): readonly string[] | undefined {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < regex.length; at++) {
    const sign = regex[at];
    if (sign === '\\') at++;
    else if (sign === '[') {
      const end = endOfClass(regex, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (sign === '(') depth++;
    else if (sign === ')') {
      // What closes more than it opened reaches out of the anchors' group.
      if (depth === 0) return undefined;
      depth--;
    } else if (sign === '|' && depth === 0) {
      parts.push(regex.slice(from, at));
      from = at + 1;
    }
  }
  return depth === 0 ? [...parts, regex.slice(from)] : undefined;
}

/** Where the class that begins there ends. A ] at its very beginning is one of its letters; [:alpha:] is part of it. */
function endOfClass(regex: string, begin: number): number | undefined {
  let at = begin + (regex[begin + 1] === '^' ? 2 : 1);
  if (regex[at] === ']') at++;
  for (; at < regex.length; at++) {
    if (regex[at] === '\\') at++;
    else if (regex[at] === ']') return at;
    else if (regex[at] === '[' && regex[at + 1] === ':') at = Math.max(at, regex.indexOf(':]', at) + 1);
  }
  return undefined;
}

const MEANS_MORE = /[\\.+*?()|[\]{}^$]/;
const MAY_BE_NONE = /[*?{]/;

/** Letters that stand for themselves, up to the first that does not. */
function literalStart(branch: string): string {
  const letters: string[] = [];
  const all = [...branch];
  for (let at = 0; at < all.length; at++) {
    const escaped = all[at] === '\\';
    const letter = escaped ? all[at + 1] : all[at];
    if (letter === undefined || (escaped ? !MEANS_MORE.test(letter) : MEANS_MORE.test(letter))) break;
    if (escaped) at++;
    if (MAY_BE_NONE.test(all[at + 1] ?? '')) break;
    letters.push(letter);
  }
  return letters.join('');
}
