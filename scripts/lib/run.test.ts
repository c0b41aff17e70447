import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const LIB = new URL('.', import.meta.url).href;
const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;

/** A program that passes through to this script, and is sent the signal when the script says "begun". */
async function interrupted(script: string, signal: NodeJS.Signals) {
  const pids = path.join(folder, `pids-${runs++}`);
  const program = `import { passThrough } from '${LIB}run.mjs'; process.exitCode = await passThrough('sh', ['-c', process.argv[1]], { whole: true });`;
  const words = ['--input-type=module', '-e', program, script.replaceAll('NOTED', `>> ${pids}`)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const begun = performance.now();
  child.kill(signal);
  const [code] = await once(child, 'close');
  const survivors = readFileSync(pids, 'utf8').trim().split('\n').map(Number).filter(isRunning);
  return { code, survivors, tookMs: performance.now() - begun };
}

/** What has ended and was not fetched by its parent yet (Z) does not run. */
function isRunning(pid: number): boolean {
  return /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
}

describe.skipIf(process.platform === 'win32')('a signal to who passes through', () => {
  /** As xvfb-run: a program beside, and one that the shell waits for. */
  const TWO = 'sleep 61 & echo $! NOTED; sh -c "echo \\$\\$ NOTED; echo begun; exec sleep 62"; true';

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends all that was started, at once', async (signal) => {
    const { code, survivors, tookMs } = await interrupted(TWO, signal);
    expect(survivors).toEqual([]);
    expect(code).toBe(130);
    expect(tookMs).toBeLessThan(5_000);
  });

  it('also what does not listen', async () => {
    const { code, survivors } = await interrupted(`trap "" INT TERM; echo $$ NOTED; ${TWO}`, 'SIGINT');
    expect(survivors).toEqual([]);
    expect(code).toBe(130);
  });
});
