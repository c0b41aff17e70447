/** The first wanted language there is a catalogue for: "de-AT" takes "de". */
export function chooseLanguage<Texts>(languages: Readonly<Record<string, Texts>>, wanted: readonly string[], otherwise: Texts): Texts {
  for (const tag of wanted) {
    const [language = ''] = tag.toLowerCase().split('-');
    const found = Object.entries(languages).find(([name]) => name === language);
    if (found !== undefined) return found[1];
  }
  return otherwise;
}

/** Where two catalogues differ in shape: "palette.empty missing", "palette.more is no function". Empty: the same texts in another language. */
export function shapeDifferences(first: unknown, other: unknown, at = ''): readonly string[] {
  if (typeof first !== typeof other) return [`${at} is ${typeof other}, not ${typeof first}`];
  if (!isTable(first) || !isTable(other)) return [];
  const missing = Object.keys(first)
    .filter((key) => !(key in other))
    .map((key) => `${join(at, key)} is missing`);
  const further = Object.keys(other)
    .filter((key) => !(key in first))
    .map((key) => `${join(at, key)} is not in the first`);
  const inside = Object.keys(first)
    .filter((key) => key in other)
    .flatMap((key) => shapeDifferences(first[key], other[key], join(at, key)));
  return [...missing, ...further, ...inside];
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}
