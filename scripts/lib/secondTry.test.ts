import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;

const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-second-'));
vi.stubEnv('HOPSCOPE_RESULTS', folder);
const { withSecondTry } = await import('./secondTry.mjs');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Outcome = 'passed' | 'failed' | 'skipped';
type Files = Readonly<Record<string, Readonly<Record<string, Outcome>>>>;

/** As vitest's JSON reporter writes it; a file without tests is one that failed before them. */
const vitest = (files: Files) => ({
  testResults: Object.entries(files).map(([file, tests]) => ({
    name: path.join(ROOT, file),
    status: Object.values(tests).includes('failed') || Object.keys(tests).length === 0 ? 'failed' : 'passed',
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status: status === 'skipped' ? 'pending' : status })),
  })),
});

const STATUSES = { passed: 'expected', failed: 'unexpected', skipped: 'skipped' } as const;
const playwright = (files: Files) => ({
  suites: Object.entries(files).map(([file, tests]) => ({
    specs: [],
    suites: [{ specs: Object.entries(tests).map(([title, outcome]) => ({ file, title, tests: [{ status: STATUSES[outcome] }] })) }],
  })),
});

interface Ran {
  readonly code: number;
  /** What each start was asked to run. */
  readonly asked: readonly (readonly string[])[];
  readonly counts: unknown;
  readonly said: string;
}

async function run(results: readonly { readonly code: number; readonly result?: object }[]): Promise<Ran> {
  const file = path.join(folder, 'some.json');
  rmSync(file, { force: true });
  const asked: (readonly string[])[] = [];
  const says: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => says.push(String(text)) > 0);
  const code = await withSecondTry('some', async (files: readonly string[]) => {
    const one = results[asked.length];
    asked.push(files);
    if (one?.result) writeFileSync(file, JSON.stringify(one.result));
    return one?.code ?? 0;
  }).finally(() => write.mockRestore());
  return {
    code,
    asked,
    counts: results.some(({ result }) => result) ? JSON.parse(readFileSync(file, 'utf8')) : undefined,
    said: says.join(''),
  };
}

const FIRST: Files = {
  'e2e/a.test.ts': { one: 'passed', two: 'failed', three: 'skipped' },
  'e2e/b.test.ts': { four: 'passed', five: 'passed' },
};

describe('a second try', () => {
  it('is not made where all passed', async () => {
    const result = vitest({ 'e2e/b.test.ts': { four: 'passed' } });
    expect(await run([{ code: 0, result }])).toEqual({ code: 0, asked: [[]], counts: result, said: '' });
  });

  it.each([
    ['vitest', vitest],
    ['playwright', playwright],
  ])('runs the files that failed, and says what is unsteady (%s)', async (_name, write) => {
    const again = write({ 'e2e/a.test.ts': { one: 'passed', two: 'passed', three: 'skipped' } });
    const { code, asked, counts, said } = await run([
      { code: 1, result: write(FIRST) },
      { code: 0, result: again },
    ]);
    expect(code).toBe(0);
    expect(asked).toEqual([[], ['e2e/a.test.ts']]);
    expect(counts).toEqual({ passed: 4, failed: 0, skipped: 1 });
    expect(said).toContain('UNSTEADY: failed at first, passed at the second try: e2e/a.test.ts: two\n');
  });

  it('fails with what fails twice, and with what only the second run fails', async () => {
    const again = vitest({ 'e2e/a.test.ts': { one: 'failed', two: 'failed', three: 'skipped' } });
    const { code, counts, said } = await run([
      { code: 1, result: vitest(FIRST) },
      { code: 1, result: again },
    ]);
    expect(code).toBe(1);
    expect(counts).toEqual({ passed: 2, failed: 2, skipped: 1 });
    expect(said).not.toContain('UNSTEADY');
  });

  it('is made for a file that failed before its tests', async () => {
    const { code, asked, counts } = await run([
      { code: 1, result: vitest({ ...FIRST, 'e2e/a.test.ts': {} }) },
      { code: 0, result: vitest({ 'e2e/a.test.ts': { one: 'passed' } }) },
    ]);
    expect({ code, asked, counts }).toEqual({ code: 0, asked: [[], ['e2e/a.test.ts']], counts: { passed: 3, failed: 0, skipped: 0 } });
  });

  it('is not made for a failure of no file: a runner that ended without a result, or by itself', async () => {
    expect(await run([{ code: 7 }])).toEqual({ code: 7, asked: [[]], counts: undefined, said: '' });
    const result = vitest({ 'e2e/b.test.ts': { four: 'passed' } });
    expect(await run([{ code: 1, result }])).toEqual({ code: 1, asked: [[]], counts: result, said: '' });
  });
});
