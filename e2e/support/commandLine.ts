import { spawn } from 'node:child_process';
import path from 'node:path';
import { Report } from '../../shared/report/schema';

export const ROOT = path.resolve(new URL('../..', import.meta.url).pathname);
/** The built command line. */
export const CLI = path.join(ROOT, 'dist/cli/hopscope.cjs');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line to its end. */
export function hopscope(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return run(process.execPath, [CLI, ...words], env);
}

/** Runs a program to its end, with what it printed. */
export function run(command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...words], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** `hopscope report --json` of a cluster or demo, parsed by the Report's own schema. */
export async function reportOf(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly report: Report; readonly code: number | null }> {
  const { stdout, stderr, code } = await hopscope(['report', '--json', ...words], env);
  if (stdout === '') throw new Error(`no report (exit code ${code}): ${stderr}`);
  return { report: Report.parse(JSON.parse(stdout)), code };
}

/** card -> health. */
export function cardsOf(report: Report): Record<string, string> {
  return Object.fromEntries(report.components.map((component) => [component.id, component.health]));
}

/** What is not ok, and why: for who reads that a test failed. */
export function unwellIn(report: Report): string {
  return report.components
    .filter(({ health }) => health !== 'ok')
    .map(({ id, health, because }) => `${id} is ${health}: ${because ?? ''}`)
    .join('; ');
}

/** "from -> to" -> health. */
export function hopsOf(report: Report): Record<string, string> {
  return Object.fromEntries(report.edges.map((edge) => [`${edge.from} -> ${edge.to}`, edge.health]));
}
