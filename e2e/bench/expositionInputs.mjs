// What the exposition bench reads: recorded answers, what the same targets answer next, and 100 MB made of them.

import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/lib/project.mjs';

const FOLDER = path.join(ROOT, 'e2e/fixtures/exposition');
const RECORDED = {
  'kubelet cAdvisor': 'bench/kubelet-cadvisor.txt.gz',
  'kube-state-metrics': 'bench/kube-state-metrics.txt.gz',
  apiserver: 'bench/kube-apiserver.txt.gz',
};
const SCRAPES = 8;
/** One series in so many is gone in the next scrape, and as many are new. */
const CHANGED = 200;
const SECONDS_15 = 15_000;
const LARGE = 100e6;

const recorded = (file) => gunzipSync(fs.readFileSync(path.join(FOLDER, file))).toString('latin1');
const bytesOf = (text) => new Uint8Array(Buffer.from(text, 'latin1'));

/** @returns {{name: string, first: Uint8Array, next: Uint8Array[]}[]} `next`: scrapes one after the other, each unlike the one before */
export function recordedInputs() {
  const derived = Object.entries(RECORDED).map(([name, file]) => {
    const text = recorded(file);
    return { name, first: bytesOf(text), next: Array.from({ length: SCRAPES }, (_, at) => bytesOf(nextScrape(text, at + 1))) };
  });
  const pair = ['kubelet-cadvisor.txt.gz', 'kubelet-cadvisor-next.txt.gz'].map((file) => bytesOf(recorded(file)));
  return [...derived, { name: 'cAdvisor, two real scrapes', first: pair[0], next: [pair[1], pair[0]] }];
}

/** Copies of all recordings one after the other, each series with a label more that names its copy. */
export function largeInput() {
  const texts = Object.values(RECORDED).map(recorded);
  const scrape = (turn) => {
    const parts = [];
    for (let size = 0, copy = 0; size < LARGE; copy++) {
      for (const text of texts) {
        const part = Buffer.from(withLabel(turn === 0 ? text : nextScrape(text, turn), `copy="${copy}"`), 'latin1');
        parts.push(part);
        size += part.length;
      }
    }
    return new Uint8Array(Buffer.concat(parts));
  };
  return { name: '100 MB of them', first: scrape(0), next: [scrape(1), scrape(2)] };
}

const SERIES = /^([^#\s{]+)(\{.*\})? ([^ ]+)( \d+)?$/;

/** What the target would answer some scrapes later: most numbers and all times are others, some series went and some came. */
function nextScrape(text, turn) {
  const lines = [];
  for (const [at, line] of text.split('\n').entries()) {
    const found = SERIES.exec(line);
    if (found === null) {
      lines.push(line);
      continue;
    }
    const [, name, set = '', value, time] = found;
    const gone = at % CHANGED === turn % CHANGED;
    const after = time === undefined ? '' : ` ${Number(time) + turn * SECONDS_15}`;
    const written = `${grown(value, at, turn)}${after}`;
    if (!gone) lines.push(`${name}${set} ${written}`);
    // A series that came in this scrape or one of the three before.
    if (set !== '' && at % CHANGED >= 100 && at % CHANGED <= 103 && (turn + at) % 4 !== 0)
      lines.push(`${name}${newSet(set, turn - (at % 4))} ${written}`);
  }
  return lines.join('\n');
}

/** Two numbers in three grow, written as Go writes them. */
function grown(value, at, turn) {
  const number = Number(value);
  if (!Number.isFinite(number) || number === 0 || at % 3 === 0) return value;
  const more = Number.isInteger(number) ? number + turn * (1 + (at % 97)) : number * (1 + turn / 1024);
  return Number.isInteger(more) && more < 1e6 ? String(more) : more.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function newSet(set, turn) {
  return set.replace(/"([^"]*)"/, `"$1-${turn}"`);
}

function withLabel(text, label) {
  return text
    .split('\n')
    .map((line) =>
      SERIES.test(line)
        ? line.replace(/^([^#\s{]+)(?:\{(.*)\})? /, (_, name, set) => `${name}{${set ? `${set.replace(/,$/, '')},` : ''}${label}} `)
        : line,
    )
    .join('\n');
}
