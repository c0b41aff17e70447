import { joined, relabel } from './evaluate';
import type { RelabelRule } from './rule';

type Labels = Readonly<Record<string, string>>;

/** A label that a rule wrote, changed or took away: `before` undefined, both, or `after` undefined. */
export interface LabelEdit {
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** One rule at work on one label set. */
export interface ExplainedStep {
  /** Index into the rules. */
  readonly rule: number;
  /** What the rule looked at: the values of its source labels joined, or (labelmap, labeldrop, labelkeep) the names that match. */
  readonly looked: string;
  readonly matched: boolean;
  readonly kept: boolean;
  /** By name. */
  readonly edits: readonly LabelEdit[];
}

/** Each rule that ran, up to the one that drops. */
export function explain(labels: Labels, rules: readonly RelabelRule[]): readonly ExplainedStep[] {
  return relabel({ ...labels }, rules).steps.flatMap(({ rule, before, after, kept }) => {
    const at = rules[rule];
    return at === undefined ? [] : [{ rule, ...seenBy(at, before), kept, edits: editsOf(before, after) }];
  });
}

function seenBy(rule: RelabelRule, labels: Labels): { readonly looked: string; readonly matched: boolean } {
  const looked = joined(rule, (name) => labels[name] ?? '');
  switch (rule.action) {
    case 'labelmap':
    case 'labeldrop':
    case 'labelkeep': {
      const names = Object.keys(labels).filter((name) => rule.compiled.test(name));
      return { looked: names.join(', '), matched: names.length > 0 };
    }
    case 'keepequal':
    case 'dropequal':
      return { looked, matched: (labels[rule.targetLabel] ?? '') === looked };
    case 'hashmod':
    case 'lowercase':
    case 'uppercase':
      return { looked, matched: true };
    default:
      return { looked, matched: rule.compiled.test(looked) };
  }
}

function editsOf(before: Labels, after: Labels): readonly LabelEdit[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name])
    .map((label) => ({
      label,
      ...(before[label] === undefined ? {} : { before: before[label] }),
      ...(after[label] === undefined ? {} : { after: after[label] }),
    }));
}
