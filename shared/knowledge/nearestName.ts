/** The most letters that may differ: a third of the name. */
const FAR = 1 / 3;

/** Of these names the nearest to one that is none of them, best first. A name with the same words in another order is near too. */
export function nearestNames(name: string, names: Iterable<string>, most = 3): readonly string[] {
  const near: { readonly name: string; readonly far: number }[] = [];
  const limit = Math.max(2, Math.floor(name.length * FAR));
  const words = wordsOf(name);
  for (const each of new Set(names)) {
    const far = words === wordsOf(each) ? 1 : distance(name, each, limit);
    if (far <= limit) near.push({ name: each, far });
  }
  near.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return near.slice(0, most).map((each) => each.name);
}

function wordsOf(name: string): string {
  return name.toLowerCase().split(/[_:]+/).sort().join(' ');
}

/** Letters to put in, take out or change (Levenshtein), as far as `limit`: beyond, limit + 1. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[to.length] ?? limit + 1;
}
