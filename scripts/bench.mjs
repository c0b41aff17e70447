// npm run bench: figures as ratios within one run, each beside a baseline that a user could pick instead. Never a test.
// npm run bench -- [start|look|map|frames|select|chart|memory|gaps|exposition|history|pods|relabel|recording ...] [NODES ...] [--minutes N] [--record KUBECONFIG]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineMemory, median, startDemo, startWindow, timed, underDisplay } from '../e2e/bench/measure.mjs';
import { parseBenchWords } from './lib/benchWords.mjs';
import { programEnvironment } from './lib/debianPrograms.mjs';
import { describeElectron } from './lib/electronRuntime.mjs';
import { ROOT } from './lib/project.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';

const RUNS = 5;
const wanted = parseBenchWords(process.argv.slice(2));
if ('wrong' in wanted) {
  process.stderr.write(`${wanted.wrong}\n`);
  process.exit(2);
}
const { sections, lookSizes, mapSizes, minutes, recordFrom } = wanted;

const { setUp } = await import('./lib/setup.mjs');
if ([...sections].every((section) => ['exposition', 'pods', 'relabel', 'recording'].includes(section))) await setUp({ libraries: [] });
else {
  await setUp({ libraries: WINDOW_LIBRARIES, programs: true });
  const elsewhere = underDisplay(fileURLToPath(import.meta.url), process.argv.slice(2));
  if (elsewhere) process.exit(await elsewhere);
}

const print = (text) => process.stdout.write(`${text}\n`);

async function benchStart() {
  const bare = [];
  const painted = [];
  const live = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push((await startWindow(path.join(ROOT, 'e2e/bench/bareWindow'), [], ['bare'])).bare);
    const ours = await startWindow(ROOT, ['--demo', '--verbose'], ['live']);
    painted.push(Math.min(...Object.values(ours)));
    live.push(ours.live);
  }
  const ratio = median(painted) / median(bare);
  print(`start, median of ${RUNS}`);
  print(`  bare Electron window painted       ${median(bare)} ms`);
  print(`  Hopscope window painted            ${median(painted)} ms   ${ratio.toFixed(2)} x bare (budget 2)`);
  print(
    `  first live graph of the demo       ${median(live)} ms   ${((median(live) - median(painted)) / 1000).toFixed(2)} s after that (budget 2 s)`,
  );
}

async function benchLook(nodes) {
  const demo = await startDemo(nodes);
  const kubectl = programEnvironment().HOPSCOPE_KUBECTL ?? 'kubectl';
  const lists = 'nodes,pods,services,deployments,daemonsets,statefulsets,endpointslices,hpa,apiservices,events';
  const baseline = await timed(kubectl, ['--kubeconfig', demo.kubeconfig, 'get', lists, '-A', '-o', 'json']);
  const look = await timed(process.execPath, [
    path.join(ROOT, 'dist/cli/hopscope.cjs'),
    'report',
    '--json',
    '--kubeconfig',
    demo.kubeconfig,
  ]);
  const cost = /first whole look: (.*)/.exec(look.stderr)?.[1] ?? look.stderr.trim().split('\n').at(-1);
  const window = await startWindow(ROOT, ['--kubeconfig', demo.kubeconfig, '--verbose'], ['live'], {
    async after(pid) {
      await wait(20_000);
      return engineMemory(pid);
    },
  });
  await demo.stop();
  print(`one full look at ${nodes} nodes`);
  print(
    `  kubectl get of the same objects    ${(baseline.ms / 1000).toFixed(1)} s${baseline.code === 0 ? '' : ` (exit code ${baseline.code})`}`,
  );
  print(`  Hopscope                           ${cost}`);
  print(`  engine in the window, after 20 s   ${window.engineMiB ?? '?'} MiB`);
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The memory is measured at the largest size asked for, at most this one. */
const MEMORY_NODES = 100;

async function benchMapSections() {
  const { benchChart, benchMap, benchMemory } = await import('../e2e/bench/map.mjs');
  const { tableOf } = await import('../e2e/bench/table.mjs');
  const results = [];
  const say = (title, rows, baseline) => {
    results.push({ title, rows });
    print(`${title}\n${tableOf(rows, baseline)}`);
  };
  const machine = {
    cpus: `${os.cpus().length} x ${os.cpus()[0]?.model}`,
    memoryGiB: Math.round(os.totalmem() / 1024 ** 3),
    load: os.loadavg()[0],
  };
  print(
    `on ${machine.cpus}, ${machine.memoryGiB} GiB, load ${machine.load.toFixed(1)}, Electron ${describeElectron()}, Node.js ${process.versions.node}`,
  );
  if (sections.has('frames') || sections.has('select'))
    for (const nodes of mapSizes) say(`the map at ${nodes} nodes`, await benchMap(nodes, sections));
  if (sections.has('chart')) say('a chart of 12 series of 2,000 points', await benchChart());
  if (sections.has('memory')) {
    const nodes = Math.max(...mapSizes.filter((size) => size <= MEMORY_NODES), mapSizes[0]);
    say(`memory after ${minutes} minutes of a live demo of ${nodes} nodes`, await benchMemory(nodes, minutes));
  }
  if (sections.has('gaps')) {
    const { benchGaps } = await import('../e2e/bench/gaps.mjs');
    say('the gap view with 5,000 targets over six hours', await benchGaps());
  }
  if (sections.has('exposition')) {
    const { benchExposition } = await import('../e2e/bench/exposition.mjs');
    for (const { title, rows } of await benchExposition(print)) say(title, rows, 'other');
  }
  const judged = results.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict !== 'none');
  const missed = judged.filter(({ verdict }) => verdict === 'missed').length;
  if (judged.length > 0) print(missed === 0 ? `all ${judged.length} budgets are kept` : `${missed} of ${judged.length} budgets MISSED`);
  fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
  fs.writeFileSync(
    path.join(ROOT, 'out/bench.json'),
    `${JSON.stringify({ at: new Date().toISOString(), machine, electron: describeElectron(), node: process.versions.node, results }, undefined, 2)}\n`,
  );
}

if (sections.has('start')) await benchStart();
if (sections.has('history')) {
  const { benchHistory } = await import('../e2e/bench/history.mjs');
  await benchHistory({ recordFrom, print });
}
if (sections.has('pods')) {
  const { benchPods } = await import('../e2e/bench/pods.mjs');
  await benchPods({ print });
}
if (sections.has('relabel')) {
  const { benchRelabel } = await import('../e2e/bench/relabel.mjs');
  await benchRelabel({ print });
}
if (sections.has('recording')) {
  const { benchRecording } = await import('../e2e/bench/recording.mjs');
  await benchRecording({ minutes, print });
}
if (sections.has('look')) for (const nodes of lookSizes) await benchLook(nodes);
if (['frames', 'select', 'chart', 'memory', 'gaps', 'exposition'].some((section) => sections.has(section))) await benchMapSections();
