import { expand } from '../relabel/expand';
import { type Labels, withLabel } from './labels';
import { compileAnchored } from './matcher';
import { ExecutionFailure, type VectorSample } from './value';

/** label_replace: sets `target` where `regex` matches the whole of `source`; other samples stay as they are. */
export function labelReplace(
  samples: readonly VectorSample[],
  [target, replacement, source, regex]: readonly [string, string, string, string],
): VectorSample[] {
  const compiled = compileAnchored(regex);
  if (!compiled.ok) throw new ExecutionFailure(`invalid regular expression in label_replace(): ${regex}`);
  if (target === '') throw new ExecutionFailure(`invalid destination label name in label_replace(): ${target}`);
  return samples.map((sample) => {
    const match = compiled.value.matcher(sample.labels[source] ?? '');
    if (!match.find()) return sample;
    return { ...sample, labels: withLabel(sample.labels, target, expand(replacement, match)) };
  });
}

export function labelJoin(samples: readonly VectorSample[], target: string, separator: string, sources: readonly string[]): VectorSample[] {
  if (target === '') throw new ExecutionFailure(`invalid destination label name in label_join(): ${target}`);
  const joined = (labels: Labels): string => sources.map((name) => labels[name] ?? '').join(separator);
  return samples.map((sample) => ({ ...sample, labels: withLabel(sample.labels, target, joined(sample.labels)) }));
}
