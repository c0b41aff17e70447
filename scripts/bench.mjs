// npm run bench: figures as ratios within one run, each beside a baseline that a user could pick instead. Never a test.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineMemory, median, startDemo, startWindow, timed, underDisplay } from '../e2e/bench/measure.mjs';
import { programEnvironment } from './lib/debianPrograms.mjs';
import { ROOT } from './lib/project.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';

const RUNS = 5;
/** `npm run bench -- 3 100`: only these sizes. */
const asked = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0);
const SIZES = asked.length > 0 ? asked : [3, 100, 1000];

const { setUp } = await import('./lib/setup.mjs');
await setUp({ libraries: WINDOW_LIBRARIES, programs: true });
const elsewhere = underDisplay(fileURLToPath(import.meta.url), process.argv.slice(2));
if (elsewhere) process.exit(await elsewhere);

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

await benchStart();
for (const nodes of SIZES) await benchLook(nodes);
