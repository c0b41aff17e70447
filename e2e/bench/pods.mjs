// The log of pods that blind spots are found in, beside keeping each version of a pod as it came.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';
import { figure, judged, tableOf } from './table.mjs';

const PODS = 30_000;

/** @param {{print: (text: string) => void}} options */
export async function benchPods({ print }) {
  const figures = await measure();
  const { pods, versions, lives, states, dropped, changes, firstRows, bytes } = figures;
  print(`blind spots: ${pods} pods, each restarts once in an hour (${versions} versions heard), CPU time`);
  print(tableOf(rowsOf(figures), 'each version kept'));
  print(`  kept ${lives} pods with ${states} states; ${dropped} of longest ago were let go, which the screen says`);
  print(`  the list: ${firstRows} rows of ${changes} changes, ${figure(bytes / 1024)} KiB to the window`);
}

/** In a process of its own, whose memory is the log's. */
async function measure() {
  const { build } = await import('esbuild');
  const bundle = path.join(ROOT, 'out/bench-pods.cjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['e2e/bench/podsMeasure.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, ['--expose-gc', bundle, String(PODS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the measurement ended with ${code}`);
  return JSON.parse(text);
}

function rowsOf({ pods, listMs, hearMs, bytesOfListed, bytesOfHour, lives, states, versions, versionBytes, pageMs, searchMs }) {
  const mib = 1024 * 1024;
  return [
    judged({ what: 'a pod to which nothing happened', value: bytesOfListed, unit: 'B', baseline: versionBytes }),
    judged({ what: 'a state', value: bytesOfHour / states, unit: 'B' }),
    judged({ what: 'a pod that restarted', value: bytesOfHour / lives, unit: 'B', baseline: (versionBytes * versions) / pods }),
    judged({
      what: 'all that is kept',
      value: (bytesOfHour + bytesOfListed * pods) / mib,
      unit: 'MiB',
      baseline: (versionBytes * (versions + pods)) / mib,
      budget: { of: 'value', most: 32 },
    }),
    judged({ what: `taking in the first list of ${pods}`, value: listMs, unit: 'ms' }),
    judged({ what: 'hearing a version', value: hearMs, unit: 'ms', budget: { of: 'value', most: 1 } }),
    judged({ what: 'the summary and the first rows, median', value: pageMs, unit: 'ms', budget: { of: 'value', most: 250 } }),
    judged({ what: 'the same for what is searched, median', value: searchMs, unit: 'ms', budget: { of: 'value', most: 250 } }),
  ];
}
