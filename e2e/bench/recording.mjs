// How large an hour of a hundred nodes is as a recording, and how long it takes to look at it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';
import { startDemo, timed } from './measure.mjs';
import { figure, judged, tableOf } from './table.mjs';

const NODES = 100;
const MIB = 1024 * 1024;
const HOUR_MINUTES = 60;
/** What an hour may take. */
const MOST_MIB = 100;

/**
 * Records the demo for so many minutes. The first half holds the first answer of every target, which is written whole; what an hour takes is told from
 * all that was written and the rate of the second half.
 * @param {{minutes: number, print: (text: string) => void}} options
 */
export async function benchRecording({ minutes, print }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bench-recording-'));
  const file = path.join(folder, 'hour.hopscope');
  const cli = path.join(ROOT, 'dist/cli/hopscope.cjs');
  const demo = await startDemo(NODES);
  try {
    const recording = recorded(cli, demo.kubeconfig, file, minutes);
    await wait(minutes * 30_000);
    const halfBytes = fs.statSync(file).size;
    const { answers, said } = await recording;
    const bytes = fs.statSync(file).size;
    const perMinute = (bytes - halfBytes) / (minutes / 2);
    const hour = bytes + perMinute * (HOUR_MINUTES - minutes);
    const replay = await timed(process.execPath, [cli, 'report', '--json', '--recording', file]);
    print(`a recording of ${NODES} nodes, ${minutes} minutes within the request budget`);
    print(
      tableOf(
        [
          judged({ what: 'an hour of it', value: hour / MIB, unit: 'MiB', budget: { of: 'value', most: MOST_MIB } }),
          judged({ what: 'a minute, in the second half', value: perMinute / MIB, unit: 'MiB' }),
          judged({ what: 'a minute, in the first half', value: halfBytes / (minutes / 2) / MIB, unit: 'MiB' }),
          judged({ what: 'the file', value: bytes / MIB, unit: 'MiB', baseline: answers / MIB }),
          judged({ what: 'looking at it from its beginning to its end', value: replay.ms / 1_000, unit: 's', baseline: minutes * 60 }),
        ],
        'as it came',
      ),
    );
    print(`  ${said}; ${figure(minutes)} of the 60 minutes were recorded, the rest is the rate of the second half`);
  } finally {
    await demo.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves with the bytes of all answers, and what was said of the file. */
function recorded(cli, kubeconfig, file, minutes) {
  const words = ['record', '--kubeconfig', kubeconfig, '--for', `${Math.round(minutes * 60)}s`, '-o', file];
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk) => (text += chunk));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      const said = /entries in [^,]*, ([\d.]+) (KiB|MiB|GiB) kept in .*/.exec(text);
      if (code !== 0 || said === null) return reject(new Error(`recording ended with ${code}: ${text}`));
      const unit = { KiB: 1024, MiB: MIB, GiB: 1024 * MIB }[said[2]];
      resolve({ answers: Number(said[1]) * unit, said: said[0] });
    });
  });
}
