import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { manualClock } from './cluster/manualClock.testSupport';
import { belowTheWindow } from './priority';

const MODULE = fileURLToPath(new URL('./priority.ts', import.meta.url));

test.runIf(process.platform === 'linux')('every thread of the engine works below the window, collectors of garbage too', () => {
  const script = `
    import fs from 'node:fs';
    import os from 'node:os';
    const { workBelowTheWindow } = await import(${JSON.stringify(MODULE)});
    const before = os.getPriority();
    workBelowTheWindow();
    const of = fs.readdirSync('/proc/self/task').map((thread) => os.getPriority(Number(thread)));
    process.stdout.write(JSON.stringify({ before, of }));
  `;
  const { stdout, stderr } = spawnSync(
    'npx',
    ['--no-install', 'esbuild', '--bundle', '--platform=node', '--format=esm', '--packages=external'],
    {
      input: script,
      encoding: 'utf8',
    },
  );
  expect(stderr).not.toContain('error');
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', stdout], { encoding: 'utf8' });
  const { before, of }: { before: number; of: number[] } = JSON.parse(ran.stdout);
  expect(of.length).toBeGreaterThan(1);
  expect(new Set(of)).toEqual(new Set([Math.max(10, before)]));
});

test('below the window once: with the first whole picture, or when the map has been live for five seconds', async () => {
  const clock = manualClock();
  const begun: string[] = [];
  const whole = belowTheWindow(clock, () => begun.push('whole'));
  const long = belowTheWindow(clock, () => begun.push('long'));
  whole(false, false);
  whole(true, true);
  long(true, false);
  await clock.advance(4_900);
  long(true, false);
  expect(begun).toEqual(['whole']);
  await clock.advance(100);
  long(true, false);
  long(true, true);
  whole(true, true);
  expect(begun).toEqual(['whole', 'long']);
});
