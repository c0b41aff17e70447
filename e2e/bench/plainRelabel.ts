/** The rules of the measurement as somebody would write them by hand: the language's own regular expressions, objects and loops. */

type Labels = Readonly<Record<string, string>>;

export interface WrittenRule {
  readonly action: 'drop' | 'keep' | 'replace' | 'labelmap' | 'labeldrop';
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex: string;
  readonly target_label?: string;
  readonly replacement?: string;
}

type PlainRule = (labels: Record<string, string>) => boolean;

export function plainRules(rules: readonly WrittenRule[]): readonly PlainRule[] {
  return rules.map(plainRule);
}

/** Undefined: dropped. */
export function plainRelabel(given: Labels, rules: readonly PlainRule[]): Labels | undefined {
  const labels = { ...given };
  for (const rule of rules) if (!rule(labels)) return undefined;
  return labels;
}

function plainRule({ action, source_labels = [], separator = ';', regex, target_label = '', replacement = '$1' }: WrittenRule): PlainRule {
  const whole = new RegExp(`^(?:${regex})$`, 's');
  const joined = (labels: Labels) =>
    source_labels.length === 1 ? (labels[source_labels[0] ?? ''] ?? '') : source_labels.map((name) => labels[name] ?? '').join(separator);
  switch (action) {
    case 'drop':
      return (labels) => !whole.test(joined(labels));
    case 'keep':
      return (labels) => whole.test(joined(labels));
    case 'replace':
      return (labels) => {
        const value = joined(labels);
        if (whole.test(value)) labels[target_label] = value.replace(whole, replacement);
        return true;
      };
    case 'labelmap':
      return (labels) => {
        for (const [name, value] of Object.entries(labels)) if (whole.test(name)) labels[name.replace(whole, replacement)] = value;
        return true;
      };
    case 'labeldrop':
      return (labels) => {
        for (const name of Object.keys(labels)) if (whole.test(name)) delete labels[name];
        return true;
      };
  }
}
