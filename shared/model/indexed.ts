/**
 * A look-up table over a list, made once for each list and forgotten with it. Lists of the inventory stay
 * the same array until something changes, and thousands of members are judged over one of them.
 */
export function indexed<List extends object, Index>(build: (list: List) => Index): (list: List) => Index {
  const made = new WeakMap<List, { readonly index: Index }>();
  return (list) => {
    const known = made.get(list);
    if (known) return known.index;
    const index = build(list);
    made.set(list, { index });
    return index;
  };
}
