// npm run bench -- exposition: how fast expositions are read, ours beside what a user could take instead, in one run
// over the same bytes. All hand values and label sets to one consumer.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/lib/project.mjs';
import { largeInput, recordedInputs } from './expositionInputs.mjs';
import { judged } from './table.mjs';

const require = createRequire(import.meta.url);
/** How often all readers take their turn, and how long each turn is. */
const TURNS = { rounds: 6, seconds: 0.3 };
const TURNS_OF_LARGE = { rounds: 3, seconds: 0 };
const GO_FOLDER = path.join(ROOT, 'e2e/bench/go');

/** Gets how many labels each sample has and its value, and adds them up: proof of what was read. */
class Consumer {
  samples = 0;
  labels = 0;
  sum = 0;
  take(labelCount, value) {
    this.samples++;
    this.labels += labelCount;
    if (Number.isFinite(value)) this.sum += value;
  }
}

/** The same for numbered series: it learns each label set once, when it first sees its number. */
class ConsumerOfNumbers extends Consumer {
  counts = new Int32Array(1024).fill(-1);
  takeAll(scrape, catalogue) {
    const { count, series, values } = scrape;
    for (let at = 0; at < count; at++) this.take(this.countOf(series[at], catalogue), values[at]);
  }
  countOf(series, catalogue) {
    if (series >= this.counts.length) {
      const more = new Int32Array(Math.max(series + 1, this.counts.length * 2)).fill(-1);
      more.set(this.counts);
      this.counts = more;
    }
    if (this.counts[series] < 0) this.counts[series] = catalogue.labelCountOf(series);
    return this.counts[series];
  }
}

async function ours() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-'));
  const outfile = path.join(folder, 'exposition.mjs');
  const contents = `export { TargetReader } from './targetReader'; export { parseExposition } from './parse';`;
  await build({
    stdin: { contents, resolveDir: path.join(ROOT, 'shared/exposition'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    outfile,
  });
  const made = await import(pathToFileURL(outfile).href);
  fs.rmSync(folder, { recursive: true });
  return made;
}

/** The fastest of many runs, in ms: what else the machine does only ever adds. */
function fastest(run, seconds) {
  let best = Number.POSITIVE_INFINITY;
  for (const began = performance.now(); performance.now() - began < seconds * 1000 || best === Number.POSITIVE_INFINITY; ) {
    best = Math.min(best, run());
  }
  return best;
}

function timed(work) {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function byteLoop(bytes) {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) lines++;
  return lines;
}

function firstScrape(TargetReader, bytes, consumer = new ConsumerOfNumbers()) {
  const reader = new TargetReader('text');
  const read = reader.read(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  consumer.takeAll(read.value, reader.catalogue);
  return { reader, consumer };
}

/** Each scrape once after the other, round and round; only reading and handing over is timed. */
function nextScrapes(TargetReader, { first, next }) {
  const { reader } = firstScrape(TargetReader, first);
  const known = new ConsumerOfNumbers();
  let turn = 0;
  return () => {
    const bytes = next[turn++ % next.length];
    return timed(() => {
      const read = reader.read(bytes);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      known.takeAll(read.value, reader.catalogue);
    });
  };
}

function withStrings(parseExposition, bytes) {
  const consumer = new Consumer();
  const read = parseExposition(bytes, 'text');
  for (const { labels, value } of read.value.samples()) consumer.take(Object.keys(labels).length, value);
  return consumer;
}

/** What npm's packages give: families with metrics, which may have buckets or quantiles. */
function takeFamilies(families) {
  const consumer = new Consumer();
  for (const { metrics } of families) {
    for (const metric of metrics ?? []) {
      const labels = Object.keys(metric.labels ?? {}).length;
      if (metric.value !== undefined) consumer.take(labels, Number(metric.value));
      for (const [bound, value] of Object.entries(metric.buckets ?? metric.quantiles ?? {}))
        if (bound !== '') consumer.take(labels + 1, Number(value));
      for (const value of [metric.sum, metric.count]) if (value !== undefined) consumer.take(labels, Number(value));
    }
  }
  return consumer;
}

const decoded = (bytes) => new TextDecoder().decode(bytes);

function packages() {
  const textFormat = require('parse-prometheus-text-format');
  const exposition = require('exposition');
  return {
    'npm parse-prometheus-text-format': (bytes) => takeFamilies((textFormat.default ?? textFormat)(decoded(bytes))),
    'npm exposition': (bytes) => takeFamilies(exposition.parse(decoded(bytes))),
  };
}

/** Builds the Go program; undefined, with the reason said, where that cannot be. */
function goProgram(print) {
  const out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-go-')), 'textparse');
  const made = spawnSync('go', ['build', '-o', out, '.'], { cwd: GO_FOLDER, encoding: 'utf8' });
  if (made.status === 0) return out;
  print(`Prometheus' own parser is LEFT OUT: ${made.error ? 'Go is not installed' : made.stderr.trim()}`);
  return undefined;
}

function runGo(program, bytes, seconds) {
  const file = path.join(path.dirname(program), 'input.txt');
  fs.writeFileSync(file, bytes);
  const { status, stdout, stderr } = spawnSync(program, [file, String(seconds)], { encoding: 'utf8' });
  fs.rmSync(file);
  if (status !== 0) throw new Error(`textparse: ${stderr}`);
  return JSON.parse(stdout);
}

function usedBytes() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes beyond the input: what a next scrape adds at most to the process, garbage too, and what the reader's arrays hold. */
function memory(TargetReader, { first, next }) {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');
  const { reader } = firstScrape(TargetReader, first);
  reader.read(next.at(-1));
  collect();
  collect();
  const idle = usedBytes();
  reader.read(next[0]);
  return { added: Math.max(0, usedBytes() - idle), held: reader.heldBytes };
}

const sameReading = (a, b) => a.samples === b.samples && a.labels === b.labels && Math.abs(a.sum - b.sum) <= Math.abs(b.sum) * 1e-9;

/** Each reader in turn, again and again: what else the machine does hits all of them. The best of all rounds, in ms. */
function speeds({ TargetReader, parseExposition }, input, go, { rounds, seconds }) {
  const { first } = input;
  const { consumer } = firstScrape(TargetReader, first);
  const next = nextScrapes(TargetReader, input);
  const best = {};
  const keep = (name, ms) => {
    best[name] = Math.min(best[name] ?? ms, ms);
  };
  for (let round = 0; round < rounds; round++) {
    keep(
      'loop',
      fastest(() => timed(() => byteLoop(first)), seconds),
    );
    keep(
      'first',
      fastest(() => timed(() => firstScrape(TargetReader, first)), seconds),
    );
    keep('next', fastest(next, seconds));
    if (!go) continue;
    const { labelledNs, bareNs, got } = runGo(go, first, seconds);
    if (!sameReading(got, consumer)) throw new Error(`Go read ${JSON.stringify(got)}, Hopscope ${JSON.stringify(consumer)}`);
    keep('go', labelledNs / 1e6);
    keep('goBare', bareNs / 1e6);
  }
  const strings = fastest(() => timed(() => withStrings(parseExposition, first)), seconds);
  const others = Object.entries(packages()).map(([name, read]) => {
    let got;
    const ms = fastest(() => timed(() => (got = read(first))), seconds);
    return { name, ms, samples: got.samples };
  });
  return { ...best, strings, others, samples: consumer.samples };
}

function listOf(input, figures) {
  const rate = (ms) => `${Math.round(input.first.length / ms / 1000)} MB/s`.padStart(11);
  const lines = [
    ['byte loop in JavaScript', figures.loop],
    ['Hopscope, first scrape', figures.first],
    ['Hopscope, next scrape', figures.next],
    ['Hopscope, with strings and an object per sample', figures.strings],
    ...(figures.go
      ? [
          ["Prometheus' textparse in Go, with labels", figures.go],
          ["Prometheus' textparse in Go, without", figures.goBare],
        ]
      : []),
    ...figures.others.map(({ name, ms, samples }) => [`${name} (reads ${samples} of ${figures.samples} samples)`, ms]),
  ];
  return lines.map(([what, ms]) => `  ${rate(ms)}   ${what}`).join('\n');
}

function rowsOf(input, figures, { held, added }) {
  const { go } = figures;
  const size = input.first.length / 1e6;
  const ms = (what, value, baseline, most) => judged({ what, value, unit: 'ms', baseline, budget: { of: 'ratio', most } });
  return [
    ...(go
      ? [ms('first scrape, beside Go with labels', figures.first, go, 1), ms('next scrape, beside Go with labels', figures.next, go, 1 / 3)]
      : []),
    ms('next scrape, beside the byte loop', figures.next, figures.loop, 3),
    judged({
      what: 'memory a next scrape adds, beside the input',
      value: added / 1e6,
      unit: 'MB',
      baseline: size,
      budget: { of: 'ratio', most: 0.3 },
    }),
    judged({ what: 'arrays the reader holds between scrapes, beside the input', value: held / 1e6, unit: 'MB', baseline: size }),
  ];
}

/** @returns {Promise<{title: string, rows: object[]}[]>} */
export async function benchExposition(print) {
  const made = await ours();
  const go = goProgram(print);
  const results = [];
  for (const input of [...recordedInputs(), largeInput()]) {
    const figures = speeds(made, input, go, input.first.length > 50e6 ? TURNS_OF_LARGE : TURNS);
    const title = `exposition: ${input.name}, ${(input.first.length / 1e6).toFixed(2)} MB, ${figures.samples} samples`;
    print(`${title}\n${listOf(input, figures)}`);
    results.push({ title, rows: rowsOf(input, figures, memory(made.TargetReader, input)) });
  }
  if (go) fs.rmSync(path.dirname(go), { recursive: true });
  return results;
}
