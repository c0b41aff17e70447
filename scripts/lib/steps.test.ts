import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const LIB = new URL('.', import.meta.url).href;
const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-steps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a set-up of these lines says, and how it ends. */
function setUp(lines: string): { readonly code: number | null; readonly says: string } {
  const program = `import { StepError, step } from '${LIB}steps.mjs'; import { run } from '${LIB}run.mjs';\n${lines}`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', cwd: folder });
  return { code: ran.status, says: ran.stderr };
}

it('a step says what it does, how long it took and what came of it', () => {
  const { code, says } = setUp(`await step('build', { work: async (say) => { say('first half'); return 'two files'; } });`);
  expect(says).toMatch(/^ {2}\.\.\. {3}build\n {8}first half\n {2}done {2}build: two files \(\d+ ms\)\n$/);
  expect(code).toBe(0);
});

it('a step that is current is not done again', () => {
  const { code, says } = setUp(`await step('build', { current: () => true, work: () => { throw new Error('it was done'); } });`);
  expect(says).toBe('  ok    build (current)\n');
  expect(code).toBe(0);
});

it('a step that fails says which, why and what to do, and nothing after it is begun', () => {
  const { code, says } = setUp(`
    await step('packages', { work: async () => { throw new StepError('the registry does not answer', 'npm ping'); } });
    await step('build', { work: async () => undefined });`);
  expect(says).toMatch(/FAILED {2}packages \(\d+ ms\)\n +the registry does not answer\n +What to do: npm ping\n$/);
  expect(says).not.toContain('build');
  expect(code).toBe(1);
});

it.each([
  [
    'that ends badly shows its last words',
    `run('sh', ['-c', 'echo out of space >&2; exit 3'], { remedy: 'make room' })`,
    /exit code 3\s+out of space\s+What to do: make room/,
  ],
  [
    'that is not there is named',
    `run('no-such-program', [], { remedy: 'install it' })`,
    /no-such-program is not installed\s+What to do: install it/,
  ],
  ['that takes too long is ended', `run('sleep', ['60'], { timeoutMs: 100 })`, /sleep 60 ended with SIGKILL/],
])('a program of a step %s', (_name, call, says) => {
  const ran = setUp(`await step('packages', { work: () => ${call} });`);
  expect(ran.says).toMatch(says);
  expect(ran.code).toBe(1);
});
