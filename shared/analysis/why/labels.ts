type Labels = Readonly<Record<string, string>>;

/** Whether the series has the labels asked for, as far as it can: those it does not have at all are given by its target. */
export function mayHave(series: Labels, asked: Labels): boolean {
  return Object.entries(asked).every(([name, value]) => series[name] === undefined || series[name] === '' || series[name] === value);
}

/** Whether it has all of them. */
export function hasAll(series: Labels, asked: Labels): boolean {
  return Object.entries(asked).every(([name, value]) => (series[name] ?? '') === value);
}

/** `name{a="b", …}`; of many labels the first few. */
export function seriesText(name: string, labels: Labels, most = 6): string {
  const pairs = Object.entries(labels).filter(([label, value]) => label !== '__name__' && value !== '');
  if (pairs.length === 0) return name;
  const shown = pairs.slice(0, most).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${shown.join(', ')}${pairs.length > most ? ', …' : ''}}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * The labels of a scraped sample before metric_relabel_configs (scrape.go, mutateSampleLabels): the target's own come in, and
 * what collides is the sample's under `exported_` unless honor_labels lets the sample's stand.
 */
export function withTargetLabels(name: string, sample: Labels, target: Labels, honorLabels: boolean): Record<string, string> {
  const labels: Record<string, string> = { ...sample, __name__: name };
  for (const label in target) {
    if (label.startsWith('__')) continue;
    const own = sample[label] ?? '';
    if (honorLabels && own !== '') continue;
    if (!honorLabels && own !== '') labels[exportedName(label, sample, target)] = own;
    labels[label] = target[label] ?? '';
  }
  return labels;
}

/** A name that neither the sample nor its target has. */
function exportedName(label: string, sample: Labels, target: Labels): string {
  let name = `exported_${label}`;
  while ((sample[name] ?? '') !== '' || (target[name] ?? '') !== '') name = `exported_${name}`;
  return name;
}
