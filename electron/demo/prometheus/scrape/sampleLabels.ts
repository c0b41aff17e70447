import { type Labels, METRIC_NAME } from '../../../../shared/promql/labels';
import { type RelabelRule, relabeled } from '../../../../shared/relabel/evaluate';
import type { ScrapeLimits } from '../config/job';

/** How the labels of one target's samples come to be. */
export interface LabelPolicy {
  /** The target's own, without those that begin with __. */
  readonly target: Labels;
  readonly honorLabels: boolean;
  readonly rules: readonly RelabelRule[];
}

/**
 * A sample's labels with its target's: on a collision the target's win and the sample's becomes exported_NAME, unless
 * honor_labels. Then metric_relabel_configs; undefined where they drop it. (prometheus scrape/scrape.go mutateSampleLabels)
 */
export function sampleLabels(name: string, exposed: Labels, policy: LabelPolicy): Labels | undefined {
  const labels: Record<string, string> = { [METRIC_NAME]: name };
  for (const label in exposed) {
    const value = exposed[label];
    if (value !== undefined && value !== '') labels[label] = value;
  }
  if (policy.honorLabels) addMissing(labels, exposed, policy.target);
  else override(labels, policy.target);
  if (policy.rules.length === 0) return labels;
  const relabelled = relabeled(labels, policy.rules);
  return relabelled === undefined || Object.keys(relabelled).length === 0 ? undefined : relabelled;
}

/** With honor_labels an exposed label stands even where it is empty: then neither has it. */
function addMissing(labels: Record<string, string>, exposed: Labels, target: Labels): void {
  for (const label of Object.keys(target)) if (!Object.hasOwn(exposed, label)) labels[label] = target[label] ?? '';
}

function override(labels: Record<string, string>, target: Labels): void {
  const conflicts: [string, string][] = [];
  for (const label of Object.keys(target)) {
    const exposed = labels[label];
    if (exposed !== undefined) conflicts.push([label, exposed]);
    labels[label] = target[label] ?? '';
  }
  for (const [label, value] of conflicts.sort(([a], [b]) => a.length - b.length)) {
    let renamed = `exported_${label}`;
    while (labels[renamed] !== undefined) renamed = `exported_${renamed}`;
    labels[renamed] = value;
  }
}

/** What lastError says where a label limit is exceeded; the whole scrape is lost then. */
export function limitError(labels: Labels, limits: ScrapeLimits): string | undefined {
  if (limits.labels === 0 && limits.labelNameLength === 0 && limits.labelValueLength === 0) return undefined;
  const metric = (labels[METRIC_NAME] ?? '').slice(0, 50);
  const names = Object.keys(labels);
  if (limits.labels > 0 && names.length > limits.labels) {
    return `label_limit exceeded (metric: ${metric}, number of labels: ${names.length}, limit: ${limits.labels})`;
  }
  for (const name of names) {
    const value = labels[name] ?? '';
    const shown = `metric: ${metric}, label name: ${name.slice(0, 50)}`;
    const nameLength = Buffer.byteLength(name);
    if (limits.labelNameLength > 0 && nameLength > limits.labelNameLength) {
      return `label_name_length_limit exceeded (${shown}, length: ${nameLength}, limit: ${limits.labelNameLength})`;
    }
    const length = Buffer.byteLength(value);
    if (limits.labelValueLength > 0 && length > limits.labelValueLength) {
      const quoted = JSON.stringify(value.slice(0, 50));
      return `label_value_length_limit exceeded (${shown}, value: ${quoted}, length: ${length}, limit: ${limits.labelValueLength})`;
    }
  }
  return undefined;
}
