import { labelsExceeded, type ScrapeLimits } from '../exposition/limits';
import { relabeledOrDrop } from './evaluate';
import type { RelabelRule } from './rule';
import type { Scrape } from './scrapeConfig';
import { buildTargetOf } from './target';

type Labels = Readonly<Record<string, string>>;

/** What rules make of one label set: labels, the index of the rule that drops it, or why Prometheus would not take it. */
export type Outcome =
  | { readonly kind: 'labels'; readonly labels: Labels }
  | { readonly kind: 'dropped'; readonly rule: number }
  | { readonly kind: 'refused'; readonly because: string };

export type Passage = (labels: Labels) => Outcome;

/** A sample's labels through metric_relabel_configs; one without a name fails its whole scrape (prometheus scrape/scrape.go, append). */
export function throughMetricRules(rules: readonly RelabelRule[]): Passage {
  return (labels) => {
    const left = relabeledOrDrop(labels, rules);
    if (typeof left === 'number') return { kind: 'dropped', rule: left };
    if ((left['__name__'] ?? '') !== '') return { kind: 'labels', labels: left };
    // Nothing at all is left: dropped without a word. The last rule took the last label.
    if (Object.keys(left).length === 0) return { kind: 'dropped', rule: rules.length - 1 };
    return { kind: 'refused', because: 'no metric name is left: the whole scrape of its target fails' };
  };
}

/** What is left of a sample beyond a limit of labels fails its whole scrape (prometheus scrape/scrape.go, verifyLabelLimits). */
export function withinLabelLimits(passage: Passage, limits: ScrapeLimits): Passage {
  const { label_limit = 0, label_name_length_limit = 0, label_value_length_limit = 0 } = limits;
  if (label_limit + label_name_length_limit + label_value_length_limit === 0) return passage;
  return (labels) => {
    const outcome = passage(labels);
    const found = outcome.kind === 'labels' ? labelsExceeded(outcome.labels, limits) : undefined;
    return found === undefined ? outcome : { kind: 'refused', because: `the whole scrape of its target fails: ${found.message}` };
  };
}

/** What is stored through write_relabel_configs of a remote_write, its external labels put on before (prometheus storage/remote, QueueManager.Append). */
export function throughWriteRules(rules: readonly RelabelRule[]): Passage {
  return (labels) => {
    const left = relabeledOrDrop(labels, rules);
    if (typeof left === 'number') return { kind: 'dropped', rule: left };
    return Object.keys(left).length === 0 ? { kind: 'dropped', rule: rules.length - 1 } : { kind: 'labels', labels: left };
  };
}

/** A discovered target's labels through relabel_configs and the checks behind them. */
export function throughTargetRules(scrape: Scrape): Passage {
  return (labels) => {
    const target = buildTargetOf(labels, scrape);
    if (!target.ok) return { kind: 'refused', because: `${target.error.path}: ${target.error.message}` };
    if (target.value.kept) return { kind: 'labels', labels: target.value.labels };
    const rule = relabeledOrDrop(labels, scrape.rules);
    return { kind: 'dropped', rule: typeof rule === 'number' ? rule : scrape.rules.length - 1 };
  };
}
