import { METRIC_NAME } from '../../../../shared/promql/labels';
import { type RelabelRule, relabeled } from '../../../../shared/relabel/evaluate';

/**
 * What metric_relabel_configs say of a name, whatever the labels: false where the rules at their beginning that look at
 * nothing but __name__ drop it. Undefined where there are no such rules. For listeners that need not make what is thrown away.
 */
export function wantedNames(rules: readonly RelabelRule[]): ((name: string) => boolean) | undefined {
  const until = rules.findIndex((rule) => !looksAtNameAlone(rule));
  const first = until < 0 ? rules : rules.slice(0, until);
  if (first.length === 0) return undefined;
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const wanted = relabeled({ [METRIC_NAME]: name }, first) !== undefined;
    known.set(name, wanted);
    return wanted;
  };
}

function looksAtNameAlone({ action, sourceLabels }: RelabelRule): boolean {
  return (action === 'keep' || action === 'drop') && sourceLabels.length === 1 && sourceLabels[0] === METRIC_NAME;
}
