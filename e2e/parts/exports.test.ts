import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { hopscope, reportOf, run } from '../support/commandLine';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-exports-'));
const PROMTOOL = path.join(process.env['HOPSCOPE_DEBIAN_BIN'] ?? '/usr/bin', 'promtool');

/** What a demo answered in which kube-state-metrics is scaled to 0: a root that an alert can catch. Recorded once: looks take their time. */
const recording = path.join(folder, 'ksm-down.hopscope');
beforeAll(async () => {
  const { code, stderr } = await hopscope(['record', '--demo', 'ksm-down', '--for', '12s', '-o', recording]);
  expect(code, stderr).toBe(0);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** `hopscope export --format FORMAT -o FILE` of what was recorded. */
async function exported(format: string, words: readonly string[] = []): Promise<{ text: string; code: number | null; file: string }> {
  const file = path.join(folder, `${format}-out`);
  const { code, stdout, stderr } = await hopscope(['export', '--recording', recording, '--format', format, '-o', file, ...words]);
  expect(stdout, stderr).toBe('');
  return { text: fs.readFileSync(file, 'utf8'), code, file };
}

describe('hopscope export', () => {
  it('drawio: cards and hops of the report, for its owner alone', async () => {
    const { report } = await reportOf(['--recording', recording]);
    const { text, code, file } = await exported('drawio');
    const xml = new new Window().DOMParser().parseFromString(text, 'application/xml');
    const shapes = new Set([...xml.querySelectorAll('mxCell[vertex="1"]')].map((cell) => cell.getAttribute('id')));
    const hops = [...xml.querySelectorAll('mxCell[edge="1"]')];
    for (const { id, health } of report.components) if (health !== 'absent') expect(shapes).toContain(`card:${id}`);
    expect(hops.map((cell) => cell.getAttribute('id'))).toEqual(report.edges.map(({ from, to }) => `hop:${from}>${to}`));
    expect(hops.every((cell) => shapes.has(cell.getAttribute('source')) && shapes.has(cell.getAttribute('target')))).toBe(true);
    expect(code).toBe(1);
    expect(fs.statSync(file).mode & 0o077).toBe(0);
  });

  it('rules: an alert that promtool takes', async () => {
    const { text } = await exported('rules');
    const { spec } = parse(text);
    expect(spec.groups[0].rules[0]).toMatchObject({ alert: 'HopscopeComponentNotRunning', labels: { severity: 'critical' } });
    const file = path.join(folder, 'rules.yaml');
    fs.writeFileSync(file, stringify(spec));
    const { code, stdout, stderr } = await run(PROMTOOL, ['check', 'rules', file]);
    expect(`${stdout}${stderr}`).toMatch(/SUCCESS: \d+ rules found/);
    expect(code).toBe(0);
  });

  it.each([
    ['markdown', [], /^# Monitoring architecture of .*\n[\s\S]*### error: kube-state-metrics is scaled to 0\n/],
    ['html', [], /^<!doctype html>\n[\s\S]*<article class="error">\n<h3>error: <bdi>kube-state-metrics is scaled to 0<\/bdi>/],
    ['csv', ['--table', 'hops'], /^from,to,pipeline,[^\r]*\r\ncontainers,kubelet,core,cgroup stats,ok,/],
    ['mermaid', [], /^%% .*\nflowchart LR\n[\s\S]*\["kube-state-metrics<br\/>broken/],
    ['svg', [], /^<svg [^>]*>\n<title>Monitoring architecture of /],
    ['issue', [], /^# kube-state-metrics is scaled to 0\n[\s\S]*## Proof\n/],
    ['json', [], /^\{\n {2}"version": 1,/],
  ])('%s', async (format, words, shape) => {
    const { text, code } = await exported(format, words);
    expect(text).toMatch(shape);
    expect(text).not.toMatch(/\beyJ[\w-]{8,}\.|BEGIN [A-Z ]*PRIVATE KEY|bearer\s+[\w.-]{8,}/i);
    expect(code).toBe(1);
  });

  it.each([
    ['a format that is none', ['--format', 'pdf'], /Allowed choices are json, markdown/],
    ['no format', [], /required option '--format/],
    ['what is an option of report', ['--json', '--format', 'csv'], /unknown option '--json'/],
    ['a table that is none', ['--format', 'csv', '--table', 'pods'], /Allowed choices are components, hops/],
    ['a folder that is not there', ['--format', 'svg', '-o', path.join(folder, 'none', 'x')], /cannot be written: ENOENT.*\nName a file/],
    ['a folder in the place of a file', ['--format', 'svg', '-o', folder], /it is a folder/],
    [
      'a finding that is none',
      ['--format', 'issue', '--finding', 'x:y'],
      /--finding x:y: there is none of that id\. These were found: component-not-running/,
    ],
  ])('%s: a sentence, nothing printed, exit code 2', async (_name, words, says) => {
    const { code, stdout, stderr } = await hopscope(['export', '--recording', recording, ...words]);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
