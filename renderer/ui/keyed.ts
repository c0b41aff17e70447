/**
 * Items with keys that stay while what they say changes: their name, numbered where it stands more than once. A key with a time or a
 * value in it makes the element anew with every look, and the keyboard's focus is lost with the old one.
 */
export function keyed<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly (readonly [key: string, item: Item])[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [`${name} ${count}`, item];
  });
}
