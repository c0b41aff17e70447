import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * npm start in a folder of its own, with programs in the place of npm, apt-get, dpkg, the bundlers, the display and Electron:
 * each notes that it was run. The set-up itself is the real one.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-start-'));
const inFolder = (...parts: string[]): string => path.join(folder, ...parts);
const NOTES = inFolder('notes');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(inFolder(file)), { recursive: true });
  writeFileSync(inFolder(file), text, { mode });
}

const program = (name: string, text: string): void => write(`bin/${name}`, `#!/bin/sh\n${text}\n`, 0o755);
const note = (words: string): string => `echo "${words}" >> ${NOTES}`;

/** A bundler that writes what it was asked for, as it does when it works. */
const BUNDLERS = {
  esbuild: `import fs from 'node:fs'; import path from 'node:path';
export async function build({ outfile }) { const file = path.join('${folder}', outfile); fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, ''); fs.appendFileSync('${NOTES}', 'esbuild\\n'); return { metafile: { outputs: {} } }; }`,
  vite: `import fs from 'node:fs';
export async function build() { fs.mkdirSync('${folder}/dist/renderer', { recursive: true }); fs.writeFileSync('${folder}/dist/renderer/index.html', ''); fs.appendFileSync('${NOTES}', 'vite\\n'); }`,
};

beforeAll(() => {
  cpSync(path.join(import.meta.dirname), inFolder('scripts'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) write(name, '{"type":"module"}');
  for (const source of ['electron', 'renderer', 'shared', 'assets']) write(`${source}/a.ts`, '');
  write('registry/electron/package.json', '{"version":"45.4.1"}');
  for (const [name, text] of Object.entries(BUNDLERS)) {
    write(`registry/${name}/package.json`, '{"type":"module","exports":"./index.js"}');
    write(`registry/${name}/index.js`, text);
  }
  program('npm', `${note('npm $1')}\nmkdir -p node_modules && cp -r registry/* node_modules/ && touch node_modules/.package-lock.json`);
  program('apt-get', note('apt-get $1'));
  program('dpkg-query', 'shift 2; for name in "$@"; do echo "$name  installed"; done');
  program('unshare', 'shift 3; exec "$@"');
  program('xvfb-run', `${note('xvfb-run')}\nshift 5; DISPLAY=:virtual exec "$@"`);
  write('runtime/version', '45.4.1');
  write('runtime/electron', `#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ] && exit 0\necho "on $DISPLAY: $*"\n`, 0o755);
});

function npmStart(words: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  rmSync(NOTES, { force: true });
  const begun = performance.now();
  const ran = spawnSync(process.execPath, ['scripts/start.mjs', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${inFolder('bin')}:${process.env['PATH']}`, ELECTRON_OVERRIDE_DIST_PATH: inFolder('runtime'), ...env },
  });
  const notes = existsSync(NOTES) ? readFileSync(NOTES, 'utf8').trim().split('\n') : [];
  return { ...ran, notes: [...new Set(notes)].sort(), tookMs: performance.now() - begun };
}

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('on a fresh machine does every step, and says how long each took', () => {
    const { stderr, notes, status } = npmStart();
    expect(stderr).toMatch(/done {2}packages \(npm ci\) \([\d.]+ m?s\)/);
    expect(stderr).toMatch(/done {2}build \([\d.]+ m?s\)/);
    expect(notes).toEqual(['esbuild', 'npm ci', 'vite', 'xvfb-run']);
    expect(status).toBe(0);
  });

  it('the second time does none again: the window is begun in less than 3 s', () => {
    const { stderr, notes, tookMs } = npmStart();
    const steps = stderr.split('\n').filter((line) => /^ {2}(ok|\.\.\.|done)/.test(line));
    expect(steps.map((line) => line.trim().replace(/^ok +/, ''))).toEqual([
      'Node.js (current)',
      'packages (npm ci) (current)',
      'system libraries (current)',
      'Electron runtime (current)',
      'build (current)',
    ]);
    expect(notes).toEqual(['xvfb-run']);
    expect(tookMs).toBeLessThan(3_000);
  });

  it('a source that changed is built, and nothing else', () => {
    appendFileSync(inFolder('renderer/a.ts'), '// more');
    expect(npmStart().notes).toEqual(['esbuild', 'vite', 'xvfb-run']);
  });

  it('where there is no display it says so, starts a virtual one, and asks for the picture and the report', () => {
    const { stdout, stderr } = npmStart(['--demo', 'ksm-down']);
    expect(stderr).toContain('There is no display: starting a virtual one.');
    expect(stdout).toBe(`on :virtual: ${folder} --demo ksm-down --once ${inFolder('out')}\n`);
  });

  it('takes a scenario and a folder behind an equals sign too', () => {
    const { stdout } = npmStart(['--demo=ksm-down', '--once=pictures'], { DISPLAY: ':7' });
    expect(stdout).toBe(`on :7: ${folder} --demo ksm-down --once ${inFolder('pictures')}\n`);
  });

  it('opens a recording by its whole path', () => {
    const { stdout } = npmStart(['--recording', 'night.hopscope'], { DISPLAY: ':7' });
    expect(stdout).toBe(`on :7: ${folder} --recording ${inFolder('night.hopscope')}\n`);
  });

  it('where there is one the window stays open on it', () => {
    const { stdout, stderr, notes } = npmStart(['--context', 'prod', '--kubeconfig', 'mine.yaml', '--verbose'], { DISPLAY: ':7' });
    expect(stdout).toBe(`on :7: ${folder} --context prod --kubeconfig ${inFolder('mine.yaml')} --verbose\n`);
    expect(stderr).not.toContain('no display');
    expect(notes).toEqual([]);
  });

  it('--once takes the picture on a display too, into the folder that it names', () => {
    expect(npmStart(['--once', 'pictures'], { DISPLAY: ':7' }).stdout).toBe(`on :7: ${folder} --once ${inFolder('pictures')}\n`);
  });

  it.each([
    ['an unknown option', ['--contxt', 'prod'], /Unknown option '--contxt'[\s\S]*--context NAME/],
    ['a context without its name', ['--context'], /--context[\s\S]*--kubeconfig FILE/],
    ['a recording without its file', ['--recording'], /--recording[\s\S]*--recording FILE/],
  ])('%s: a sentence, and nothing is set up', (_name, words, says) => {
    const { stderr, notes, status } = npmStart(words);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain('Node.js');
    expect(notes).toEqual([]);
    expect(status).toBe(2);
  });

  it('packages that cannot be had: says which step, why and what to do, and begins no other', () => {
    program('npm', 'echo "npm error network" >&2; exit 1');
    write('package-lock.json', '{ "type": "module" }');
    const { stderr, notes, status } = npmStart();
    expect(stderr).toMatch(/FAILED {2}packages \(npm ci\)[\s\S]*npm error network[\s\S]*What to do: check that the npm registry/);
    expect(stderr).not.toContain('system libraries');
    expect(notes).toEqual([]);
    expect(status).toBe(1);
  });
});
