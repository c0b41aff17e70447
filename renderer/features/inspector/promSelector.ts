import type { SeriesRow } from '../../../shared/contract/engine';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A PromQL selector of exactly this series as it is exposed (a scraper adds labels of its own); names outside the old letters in quotes, as Prometheus 3 reads them. */
export function promSelector({ name, labels }: Pick<SeriesRow, 'name' | 'labels'>): string {
  const matchers = labels.map(([label, value]) => `${LABEL_NAME.test(label) ? label : quoted(label)}=${quoted(value)}`);
  if (!METRIC_NAME.test(name)) return `{${[quoted(name), ...matchers].join(', ')}}`;
  return matchers.length === 0 ? name : `${name}{${matchers.join(', ')}}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}
