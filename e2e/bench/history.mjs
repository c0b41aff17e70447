// The kept history beside SQLite rows and JSON lines, over whole recorded answers of kubelet, cAdvisor and kube-state-metrics.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';
import { record, recordingsOf } from './historyRecord.mjs';
import { figure, judged, tableOf } from './table.mjs';

const DEMO_SPEED = 20;

/** @param {{recordFrom?: string, print: (text: string) => void}} options */
export async function benchHistory({ recordFrom, print }) {
  if (recordFrom !== undefined) await record({ kubeconfig: recordFrom, of: 'cluster', say: print });
  if (recordingsOf('cluster') === undefined && recordingsOf('demo') === undefined) await recordDemo(print);
  const of = recordingsOf('cluster') === undefined ? 'demo' : 'cluster';
  const recordings = recordingsOf(of);
  print(
    of === 'cluster'
      ? `history, over answers of a real cluster recorded ${recordings.at}`
      : `history, over answers of the DEMO recorded ${recordings.at} (a real cluster: --record KUBECONFIG, takes an hour)`,
  );
  const figures = await measure(recordings.files);
  printFamilies(figures, print);
  print(tableOf(rowsOf(figures), 'rows in SQLite'));
  print(
    `  as JSON lines: ${figure(figures.json.bytesPerSample)} B a sample; Prometheus says of itself 1 to 2 (prometheus.io, storage), not measured here`,
  );
}

async function recordDemo(say) {
  const kubeconfig = path.join(ROOT, 'out/bench-history.yaml');
  fs.mkdirSync(path.dirname(kubeconfig), { recursive: true });
  const words = [path.join(ROOT, 'dist/cli/hopscope.cjs'), 'demo', '--kubeconfig-out', kubeconfig, '--speed', String(DEMO_SPEED)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await record({ kubeconfig, of: 'demo', speed: DEMO_SPEED, say });
  child.kill('SIGTERM');
}

/** In a process of its own, whose memory is the store's. */
async function measure(files) {
  const { build } = await import('esbuild');
  const bundle = path.join(ROOT, 'out/bench-history.cjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['e2e/bench/historyMeasure.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, ['--expose-gc', bundle, JSON.stringify(files)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the measurement ended with ${code}`);
  return JSON.parse(text);
}

const SHOWN_FAMILIES = 15;

function printFamilies({ families, overhead, samples, bytes }, print) {
  const rows = families
    .slice(0, SHOWN_FAMILIES)
    .map(({ name, series, samples: of, bytes: size }) => [name, series, of, size / of, (100 * size) / bytes]);
  const rest = families.slice(SHOWN_FAMILIES);
  const sum = (key) => rest.reduce((all, family) => all + family[key], 0);
  const others = [
    `${rest.length} more families`,
    sum('series'),
    sum('samples'),
    sum('bytes') / sum('samples'),
    (100 * sum('bytes')) / bytes,
  ];
  const all = [...rows, others, ['times and heads of blocks', '', samples, overhead / samples, (100 * overhead) / bytes]];
  print('  family                                             series    samples   B/sample   share');
  for (const [name, series, of, each, share] of all)
    print(
      `  ${name.slice(0, 48).padEnd(48)} ${String(series).padStart(8)} ${String(of).padStart(10)} ${each.toFixed(3).padStart(10)} ${share.toFixed(1).padStart(6)} %`,
    );
}

function rowsOf({ bytes, samples, labelBytes, series, ingest, day, sqlite, wrong }) {
  const mib = 1024 * 1024;
  return [
    judged({
      what: 'a sample, blocks whole',
      value: bytes / samples,
      unit: 'B',
      baseline: sqlite.bytesPerSample,
      budget: { of: 'value', most: 1 },
    }),
    judged({ what: `samples that came back otherwise, of ${samples}`, value: wrong, unit: '', budget: { of: 'value', most: 0 } }),
    judged({ what: 'labels of a series, beside it', value: labelBytes / series, unit: 'B' }),
    judged({
      what: `${day.series} series x 24 h as they come and go, ${figure(day.samples / 1e6)} M samples`,
      value: day.bytes / mib,
      unit: 'MiB',
    }),
    judged({
      what: `worked out from it: all in every scrape, ${figure(day.wholeSamples / 1e6)} M samples`,
      value: ((day.bytes / mib) * day.wholeSamples) / day.samples,
      unit: 'MiB',
      budget: { of: 'value', most: 150 },
    }),
    judged({ what: 'their labels', value: day.labelBytes / mib, unit: 'MiB' }),
    judged({
      what: 'taking in a million samples',
      value: (1000 / ingest.perSecond) * 1e6,
      unit: 'ms',
      baseline: (1000 / sqlite.perSecond) * 1e6,
      budget: { of: 'value', most: 1000 },
    }),
    judged({ what: 'longest standstill of it (a block is packed)', value: ingest.longestMs, unit: 'ms' }),
    judged({
      what: `12 series x 24 h read (${day.querySamples} samples), median`,
      value: day.queryMs,
      unit: 'ms',
      baseline: sqlite.queryMs,
      budget: { of: 'value', most: 30 },
    }),
  ];
}
