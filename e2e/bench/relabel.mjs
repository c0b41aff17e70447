// npm run bench -- relabel: rules of the workbench over 100,000 series, beside the same rules as plain JavaScript.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';
import { figure, judged, tableOf } from './table.mjs';

/** Rules and series: as clusters have them, many, and as many as there can be. */
const SIZES = [
  [10, 100_000],
  [1_000, 100_000],
  [10_000, 10_000],
];

/** @param {{print: (text: string) => void}} options */
export async function benchRelabel({ print }) {
  const bundle = await bundled();
  for (const [rules, series] of SIZES) {
    const figures = await measure(bundle, rules, series);
    print(`relabelling: ${rules} rules over ${series} series, CPU time`);
    print(tableOf(rowsOf(figures), 'JavaScript'));
    print(
      `  ${figures.dropped} dropped, ${figures.kept} kept, by both; ${figure((figures.ms * 1e6) / (rules * series))} ns for a rule and a series`,
    );
  }
}

async function bundled() {
  const { build } = await import('esbuild');
  const outfile = path.join(ROOT, 'out/bench-relabel.cjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['e2e/bench/relabelMeasure.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}

async function measure(bundle, rules, series) {
  const child = spawn(process.execPath, [bundle, String(rules), String(series)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the measurement ended with ${code}`);
  return JSON.parse(text);
}

function rowsOf({ readMs, plainReadMs, ms, plainMs, sliceMs, stopMs, progressMs }) {
  return [
    judged({ what: 'reading the rules', value: readMs, unit: 'ms', baseline: plainReadMs }),
    judged({ what: 'all of it', value: ms, unit: 'ms', baseline: plainMs }),
    judged({ what: 'the longest that nothing else could run (wall)', value: sliceMs, unit: 'ms', budget: { of: 'value', most: 100 } }),
    judged({ what: 'from Stop to the end of it (wall)', value: stopMs, unit: 'ms', budget: { of: 'value', most: 250 } }),
    judged({ what: 'the longest without progress told (wall)', value: progressMs, unit: 'ms', budget: { of: 'value', most: 1_000 } }),
  ];
}
