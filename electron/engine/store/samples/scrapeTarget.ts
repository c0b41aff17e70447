import type { Labels } from '../../../../shared/promql/labels';

const FIELD = 'scrape:';
const BETWEEN = '\u0000';

/** The name of a target whose expositions are kept: who was looked at, and which path of it. */
export function scrapeTarget(owner: string, path: string): string {
  return `${FIELD}${owner}${BETWEEN}${path}`;
}

/** The target whose scrape a request is: "/metrics/cadvisor" of it; undefined of a request that asks something else. */
export function scrapedBy(owner: string, request: string): string | undefined {
  const path = request.replace(/^[A-Z]+ /, '').replace(/^https?:\/\/[^/]+/, '');
  const own = /\/proxy(\/.*)$/.exec(path)?.[1] ?? path;
  return /^[^?]*\/metrics(\/|\?|$)/.test(own) && !own.includes('/apis/') ? scrapeTarget(owner, own) : undefined;
}

/** Whose target it is. */
export function ownerOf(target: string): string {
  return target.slice(FIELD.length).split(BETWEEN)[0] ?? '';
}

/** What a target adds to its samples' labels, as Prometheus adds instance and path; undefined: it is none of expositions. */
export function targetLabels(target: string): Labels | undefined {
  if (!target.startsWith(FIELD)) return undefined;
  const [instance = '', path = ''] = target.slice(FIELD.length).split(BETWEEN);
  return { instance, metrics_path: path };
}

/** One text for each label set of a target, the name first; from it the labels come back (`labelsOfKey`). A label with the empty value is none. */
export function sampleKey(name: string, labels: Labels): string {
  let key = keyStart(name);
  let last = '';
  for (const label in labels) {
    if (label < last) return sortedKey(name, labels);
    last = label;
    const value = labels[label];
    if (value !== undefined && value !== '') key += label + BETWEEN + value + BETWEEN;
  }
  return key;
}

/** With this every key of a metric begins. */
export function keyStart(name: string): string {
  return `__name__${BETWEEN}${name}${BETWEEN}`;
}

function sortedKey(name: string, labels: Labels): string {
  let key = keyStart(name);
  for (const label of Object.keys(labels).sort()) if (labels[label] !== '') key += label + BETWEEN + labels[label] + BETWEEN;
  return key;
}

export function labelsOfKey(key: string): Labels {
  const parts = key.split(BETWEEN);
  const labels: Record<string, string> = {};
  for (let i = 0; i + 1 < parts.length; i += 2) {
    // An assignment to __proto__ would make no label.
    Object.defineProperty(labels, parts[i] ?? '', { value: parts[i + 1] ?? '', enumerable: true, configurable: true, writable: true });
  }
  return labels;
}

/** A sample's labels and its target's; one that both have keeps the target's, the sample's goes on as exported_... */
export function scrapedLabels(key: string, target: Labels): Labels {
  const own = labelsOfKey(key);
  const labels: Record<string, string> = { ...own };
  for (const [name, value] of Object.entries(target)) {
    const exposed = own[name];
    if (exposed !== undefined) labels[`exported_${name}`] = exposed;
    labels[name] = value;
  }
  return labels;
}
