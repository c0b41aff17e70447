import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { DOCUMENTS, type Exposed, mutant } from '../../shared/exposition/documents.testSupport';
import { parseExposition, type Sample } from '../../shared/exposition/parse';
import { LIVE_PROMETHEUS, startLivePrometheus } from '../support/livePrometheus';

const MUTANTS = 500;
const SEED = 20_261_121;
const MEDIA = { text: 'text/plain; version=0.0.4', openmetrics: 'application/openmetrics-text; version=1.0.0' };
/** What Prometheus adds by itself. */
const OWN = /^(up|scrape_(duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added))$/;
const OF_TARGET = new Set(['doc', 'job', 'instance']);

interface Target {
  readonly labels: { readonly doc: string };
  readonly health: string;
  readonly lastError: string;
}

interface Answered {
  readonly metric: Record<string, string>;
  readonly value: readonly [number, string];
}

test('a real Prometheus 3.10 takes and refuses the conformance documents and 500 mutants as parseExposition does', async () => {
  test.skip(!fs.existsSync(LIVE_PROMETHEUS), 'needs the Prometheus of the cluster kit');
  test.setTimeout(300_000);
  const mutants = fc.sample(mutant.filter(comparable), { seed: SEED, numRuns: MUTANTS });
  const documents = [...DOCUMENTS.filter(comparable), ...mutants];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-exposition-'));
  const server = await serve(documents);
  const prometheus = await startLivePrometheus(configFor(documents, server.port), folder);
  const api = async (question: string) => (await (await fetch(`http://127.0.0.1:${prometheus.port}/api/v1/${question}`)).json()).data;
  try {
    let targets: readonly Target[] = [];
    await expect(async () => {
      ({ activeTargets: targets } = await api('targets?state=active'));
      expect(targets.filter(({ health }) => health !== 'unknown')).toHaveLength(documents.length);
    }).toPass({ timeout: 200_000 });
    const kept: readonly Answered[] = (await api(`query?query=${encodeURIComponent('{doc!=""}')}`)).result;
    const byDocument = groupedByDocument(kept);
    const differences = targets.flatMap((target) => difference(documents[Number(target.labels.doc)], target, byDocument));
    expect(differences).toEqual([]);
    expect(targets.filter(({ health }) => health === 'up').length).toBeGreaterThan(200);
    expect(targets.filter(({ health }) => health === 'down').length).toBeGreaterThan(200);
  } finally {
    await prometheus.stop();
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** A metric's name of one letter alone between braces, without quotes. */
const PANICS = /[{,][ \t]*[A-Za-z_][ \t]*[,}]/;

/**
 * Left out: a body of no bytes, which Prometheus does not read whatever its type; PANICS, which ends Prometheus 3.10
 * (slice bounds out of range in textparse's Labels).
 */
function comparable({ bytes }: Exposed): boolean {
  return bytes.length > 0 && !PANICS.test(Buffer.from(bytes).toString('latin1'));
}

/** Each document on a path of its own. */
function serve(documents: readonly Exposed[]): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    const document = documents[Number(request.url?.slice(1))];
    if (document === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': MEDIA[document.format] }).end(document.bytes);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : 0, close });
    });
  });
}

/** Times are not taken from the documents: most are long ago and would be dropped. */
function configFor(documents: readonly Exposed[], port: number): object {
  const targets = documents.map((_, doc) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { __metrics_path__: `/${doc}`, doc: String(doc) },
  }));
  const job = { job_name: 'documents', honor_labels: true, honor_timestamps: false, scrape_interval: '20s', static_configs: targets };
  return { scrape_configs: [job] };
}

function groupedByDocument(answered: readonly Answered[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { metric, value } of answered) {
    const { __name__: name = '', doc = '', ...labels } = metric;
    if (OWN.test(name)) continue;
    const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !OF_TARGET.has(label)));
    groups.set(doc, [...(groups.get(doc) ?? []), row(name, own, numberOf(value[1]))]);
  }
  return groups;
}

function numberOf(text: string): number {
  return Number(text.replace(/^([+-]?)inf$/i, '$1Infinity'));
}

/** Prometheus writes le and quantile of histograms and summaries anew, and knows no label without a value. */
function row(name: string, labels: Record<string, string>, value: number | undefined): string {
  const pairs = Object.entries(labels)
    .filter(([, text]) => text !== '')
    .map(([label, text]) => [
      label,
      (label === 'le' || label === 'quantile') && !Number.isNaN(numberOf(text)) ? String(numberOf(text)) : text,
    ])
    .sort();
  return JSON.stringify([name, pairs, value === undefined ? '' : Object.is(value, -0) ? '-0' : String(value)]);
}

/** What Prometheus says otherwise than we do: nothing, or one sentence. */
function difference(
  document: Exposed | undefined,
  { labels, health, lastError }: Target,
  kept: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (document === undefined) return [`no document ${labels.doc}`];
  const { name, format, bytes } = document;
  const read = parseExposition(bytes, format);
  const about = `${format}, ${name}, ${JSON.stringify(Buffer.from(bytes).toString())}`;
  if (read.ok !== (health === 'up')) return [`${about}: ${health} ${lastError}; ours: ${read.ok ? 'taken' : read.error.message}`];
  if (!read.ok) return [];
  const ours = firstOfEach([...read.value.samples()]).sort();
  const theirs = [...(kept.get(labels.doc) ?? [])].sort();
  return ours.join() === theirs.join() ? [] : [`${about}: ${theirs.join(' ')}; ours: ${ours.join(' ')}`];
}

/** Of the same series twice in a scrape, the first stays. */
function firstOfEach(samples: readonly Sample[]): string[] {
  const rows = new Map<string, string>();
  for (const { name, labels, value } of samples) {
    if (OWN.test(name)) continue;
    const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !OF_TARGET.has(label)));
    const series = row(name, own, undefined);
    if (!rows.has(series)) rows.set(series, row(name, own, value));
  }
  return [...rows.values()];
}
