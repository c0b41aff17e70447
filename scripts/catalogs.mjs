#!/usr/bin/env node
/**
 * Makes assets/catalogs from recorded answers of a real cluster:
 *
 *   node scripts/catalogs.mjs RECORDINGS [MORE_KSM]
 *
 * RECORDINGS is a folder with index.json and the recorded texts; MORE_KSM a kube-state-metrics
 * exposition of a richer cluster, for the families of resources that the first one had none of.
 *
 * A catalog is { startedAt?, families: [{ n, t, h, b?, s }] }: name, type, help, bucket bounds and series. A
 * series is tab-separated:
 *   counter, gauge, untyped: labels, value, growth per second
 *   histogram:               labels, count, growth per second, mean, share of each bucket (cumulative, 0..1)
 *   summary:                 labels, count, growth per second, mean, quantile=value,...
 * A value "S12.5" is 12.5 s after the start of the process, "N-3" is 3 s before now. ${node} and ${ip} stand
 * for what the recording's node was called.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [recordings, moreKsm] = process.argv.slice(2);
if (recordings === undefined) {
  process.stderr.write('usage: node scripts/catalogs.mjs RECORDINGS [MORE_KSM]\n');
  process.exit(2);
}
const output = new URL('../assets/catalogs/', import.meta.url).pathname;
const index = JSON.parse(readFileSync(join(recordings, 'index.json'), 'utf8'));

/** What only tells of the machine that was recorded. */
const machineOnly = /"\/mnt\/|volumes\/kubernetes\.io~|zram0|ifb[01]|uplink|mountpoint="\/(proc|sys)\//;

const catalogs = [
  { out: 'kubelet', file: 'proxy-metrics.txt', histogramSeries: 6, series: 400 },
  { out: 'apiserver', file: 'apiserver-metrics.txt', histogramSeries: 8, series: 220 },
  { out: 'metrics-server', file: 'metrics-server-metrics.txt', histogramSeries: 6, series: 200 },
  { out: 'prometheus-adapter', file: 'adapter-metrics.txt', histogramSeries: 6, series: 200 },
  { out: 'node-exporter', file: 'node-exporter-metrics.txt', histogramSeries: 6, series: 200 },
  { out: 'kube-state-metrics-telemetry', file: 'ksm-telemetry-metrics.txt', histogramSeries: 6, series: 200 },
  { out: 'prometheus', file: 'prom-metrics.txt', histogramSeries: 6, series: 200 },
];

/** Families whose samples the demo computes: only name, type and help are kept. */
const headsOnly = [
  { key: 'cadvisor', file: 'proxy-metrics-cadvisor.txt' },
  { key: 'resource', file: 'proxy-metrics-resource.txt' },
  { key: 'probes', file: 'proxy-metrics-probes.txt' },
  { key: 'slis', file: 'proxy-metrics-slis.txt' },
  { key: 'kubeStateMetrics', file: 'ksm-metrics.txt' },
];

function parseFamilies(text) {
  const families = [];
  const byName = new Map();
  for (const line of text.split('\n')) {
    const head = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line);
    if (head !== null) {
      let family = byName.get(head[2]);
      if (family === undefined) {
        family = { name: head[2], type: 'untyped', help: '', samples: [] };
        byName.set(head[2], family);
        families.push(family);
      }
      if (head[1] === 'HELP') family.help = head[3];
      else family.type = head[3];
      continue;
    }
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/.exec(line);
    if (sample === null) continue;
    const family = byName.get(sample[1]) ?? byName.get(sample[1].replace(/_(bucket|sum|count)$/, ''));
    if (family === undefined) throw new Error(`no family for ${line}`);
    family.samples.push({ name: sample[1], labels: sample[2] ?? '', value: sample[3] });
  }
  return families;
}

const round = (value) => Number(value.toPrecision(6));

const placeholder = (name) => `\${${name}}`;

function neutral(labels) {
  return labels
    .replaceAll('hop-1', placeholder('node'))
    .replaceAll('10.77.0.2', placeholder('ip'))
    .replaceAll('/var/lib/hopscope-cluster/kubelet', '/var/lib/kubelet')
    .replaceAll('nodename="vm"', `nodename="${placeholder('node')}"`)
    .replace(/veth[0-9a-f]{8}/g, 'veth0')
    .replace(/hopscope-[a-z]+/g, 'demo');
}

/** A counter below this has been set once or twice at the start: it does not grow. */
const steadyBelow = 5;

function plainSeries(family, sample, times) {
  const value = Number(sample.value);
  const labels = neutral(sample.labels);
  if (family.type !== 'counter' && value > times.started - 86_400 * 30 && value < times.recorded + 86_400) {
    const fromStart = round(value - times.started);
    const fromNow = round(value - times.recorded);
    return Math.abs(fromStart) < Math.abs(fromNow) ? `${labels}\tS${fromStart}` : `${labels}\tN${fromNow}`;
  }
  const grows = family.type === 'counter' && value >= (Number.isInteger(value) ? steadyBelow : 0.001);
  if (!grows) return `${labels}\t${sample.value}`;
  return `${labels}\t${sample.value}\t${round(value / times.uptime)}`;
}

function grouped(family, own) {
  const groups = new Map();
  for (const sample of family.samples) {
    const match = new RegExp(`(?:^|,)${own}="([^"]*)"`).exec(sample.labels);
    const labels = sample.labels.replace(new RegExp(`,?${own}="[^"]*"`), '').replace(/^,/, '');
    const group = groups.get(labels) ?? { points: [], sum: 0, count: 0 };
    groups.set(labels, group);
    if (sample.name.endsWith('_sum')) group.sum = Number(sample.value);
    else if (sample.name.endsWith('_count')) group.count = Number(sample.value);
    else if (match !== null) group.points.push([match[1], Number(sample.value)]);
  }
  return groups;
}

function distributionSeries(labels, group, times, points) {
  const rate = group.count >= steadyBelow ? round(group.count / times.uptime) : 0;
  const mean = group.count > 0 ? round(group.sum / group.count) : 0;
  return [neutral(labels), group.count, rate, mean, points].join('\t');
}

function toFamily(family, times, limits) {
  const entry = { n: family.name, t: family.type, h: family.help };
  if (family.type === 'histogram') {
    const groups = [...grouped(family, 'le')];
    // Bounds may differ between series of one family (they do not in the recordings): the first series' stand for all.
    entry.b = (groups[0]?.[1].points ?? []).map(([bound]) => bound).join(',');
    const busiest = [...groups].sort((a, b) => b[1].count - a[1].count).slice(0, limits.histogramSeries);
    entry.s = groups
      .filter((group) => busiest.includes(group))
      .map(([labels, group]) =>
        distributionSeries(labels, group, times, group.points.map(([, n]) => (group.count === 0 ? 0 : round(n / group.count))).join(',')),
      );
  } else if (family.type === 'summary') {
    entry.s = [...grouped(family, 'quantile')]
      .slice(0, limits.histogramSeries)
      .map(([labels, group]) => distributionSeries(labels, group, times, group.points.map(([q, v]) => `${q}=${v}`).join(',')));
  } else {
    const seen = new Set();
    entry.s = family.samples
      .filter((sample) => !machineOnly.test(sample.labels))
      .filter((sample) => {
        const labels = neutral(sample.labels);
        return seen.has(labels) ? false : seen.add(labels);
      })
      .slice(0, limits.series)
      .map((sample) => plainSeries(family, sample, times));
  }
  return entry;
}

for (const { out, file, ...limits } of catalogs) {
  const entry = index.find((item) => item.file === file);
  const families = parseFamilies(readFileSync(join(recordings, file), 'utf8'));
  const recorded = Date.parse(entry.time) / 1000;
  const started = Number(families.find((family) => family.name === 'process_start_time_seconds').samples[0].value);
  const times = { recorded, started, uptime: recorded - started };
  const lines = families.map((family) => JSON.stringify(toFamily(family, times, limits)));
  writeFileSync(join(output, `${out}.json`), `{"families":[\n${lines.join(',\n')}\n]}\n`);
  process.stdout.write(`${out}: ${families.length} families\n`);
}

const heads = {};
for (const { key, file } of headsOnly) {
  heads[key] = parseFamilies(readFileSync(join(recordings, file), 'utf8')).map(({ name, type, help }) => [name, type, help]);
}
if (moreKsm !== undefined) {
  const known = new Set(heads.kubeStateMetrics.map(([name]) => name));
  const wanted = /^kube_(statefulset|secret)_/;
  heads.kubeStateMetricsMore = parseFamilies(readFileSync(moreKsm, 'utf8'))
    .filter(({ name }) => wanted.test(name) && !known.has(name))
    .map(({ name, type, help }) => [name, type, help]);
}
const sections = Object.entries(heads).map(
  ([key, list]) => `${JSON.stringify(key)}:[\n${list.map((head) => JSON.stringify(head)).join(',\n')}\n]`,
);
writeFileSync(join(output, 'heads.json'), `{${sections.join(',\n')}}\n`);
