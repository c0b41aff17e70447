/**
 * Labels while rules work on them. Its order is the one Prometheus' own builder walks: the labels it began with by
 * name, then those set since, in the order of setting; where labelmap writes one name twice, the later wins.
 */
export interface LabelBuilder {
  get(name: string): string;
  /** An empty value takes the label away: a label with the empty value does not exist. */
  set(name: string, value: string): void;
  delete(name: string): void;
  entries(): readonly (readonly [string, string])[];
  labels(): Record<string, string>;
}

export function labelBuilder(labels: Readonly<Record<string, string>>): LabelBuilder {
  const current = new Map<string, string>();
  const added = new Set<string>();
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name];
    if (value !== undefined && value !== '') current.set(name, value);
  }
  const remove = (name: string): void => {
    current.delete(name);
    added.delete(name);
  };
  return {
    get: (name) => current.get(name) ?? '',
    set: (name, value) => {
      if (value === '' || !added.has(name)) remove(name);
      if (value === '') return;
      current.set(name, value);
      added.add(name);
    },
    delete: remove,
    entries: () => [...current],
    labels: () => Object.fromEntries(current),
  };
}
