import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report/schema';
import { cardsOf, hopscope, ROOT, reportOf, unwellIn } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';

const CLI = path.join(ROOT, 'dist/cli/hopscope.cjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-cli-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('hopscope report', () => {
  it('of a healthy demo: every component ok, exit code 0, a Report on stdout and progress on stderr', async () => {
    const { code, stdout, stderr } = await hopscope(['report', '--demo', 'healthy', '--json']);
    const { version, findings }: Report = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(stderr).toContain('First look at every component');
    expect(code).toBe(0);
  });

  it('of a broken one: exit code 1, and the broken hop is named in the table', async () => {
    const { code, stdout } = await hopscope(['report', '--demo', 'metrics-server-down']);
    expect(stdout).toMatch(/metrics-server → metrics-api .*broken/);
    expect(code).toBe(1);
  });

  it.each([
    ['a scenario that is no file that is there', ['demo', '--scenario', 'none.scenario.yaml'], /none\.scenario\.yaml cannot be read/],
    ['an unknown scenario names the nearest', ['report', '--demo', 'metrics-server-dwn'], /did you mean metrics-server-down/],
    ['no kubeconfig', ['report', '--kubeconfig', path.join(folder, 'none')], /none/],
    ['a recording that is not there', ['report', '--recording', 'x'], /x cannot be opened/],
    ['an unknown option', ['report', '--colour'], /unknown option/],
    ['an endpoint of no known kind', ['report', '--endpoint', 'grafana=http://127.0.0.1'], /--endpoint prometheus=/],
  ])('%s: a sentence, and exit code 2', async (_name, words, says) => {
    const { code, stderr, stdout } = await hopscope(words, { KUBECONFIG: path.join(folder, 'nothing-here') });
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('of a server that refuses connections: exit code 2 and what to do', async () => {
    const file = path.join(folder, 'refused.yaml');
    fs.writeFileSync(
      file,
      'apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]\nusers: [{name: u, user: {}}]\n',
    );
    const { code, stderr } = await hopscope(['report', '--kubeconfig', file]);
    expect(stderr).toContain('refused');
    expect(code).toBe(2);
  });

  it('prints its help and its version', async () => {
    expect((await hopscope(['--help'])).stdout).toContain('report');
    expect((await hopscope(['--version'])).code).toBe(0);
  });
});

describe('hopscope demo', () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await startDemoServer();
  });
  afterAll(() => demo.stop());

  it('--list prints a scenario a line, its name first', async () => {
    const { stdout, code } = await hopscope(['demo', '--list']);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/)[0]);
    expect(names).toContain('healthy');
    expect(names.length).toBeGreaterThanOrEqual(13);
    expect(code).toBe(0);
  });

  it('writes a kubeconfig that only its owner reads', async () => {
    expect(fs.statSync(demo.kubeconfig).mode & 0o077).toBe(0);
  });

  it('is a cluster to hopscope report, for the administrator and for the restricted user', async () => {
    const admin = await reportOf(['--kubeconfig', demo.kubeconfig]);
    expect(cardsOf(admin.report), unwellIn(admin.report)).toMatchObject({ kubelet: 'ok', prometheus: 'ok' });
    const viewer = await reportOf(['--kubeconfig', demo.kubeconfig, '--context', 'hopscope-demo-viewer']);
    expect(cardsOf(viewer.report)).toMatchObject({ kubelet: 'denied', prometheus: 'denied', 'metrics-api': 'denied' });
    expect(viewer.report.components.find((each) => each.id === 'kubelet')?.because).toContain('nodes/proxy');
  });

  it('takes a fault and mends it', async () => {
    await demo.fault('ksm-down', true);
    await expect
      .poll(async () => cardsOf((await reportOf(['--kubeconfig', demo.kubeconfig])).report)['kube-state-metrics'], { timeout: 90_000 })
      .toBe('broken');
    await demo.fault('ksm-down', false);
    await expect
      .poll(async () => cardsOf((await reportOf(['--kubeconfig', demo.kubeconfig])).report)['kube-state-metrics'], { timeout: 90_000 })
      .toBe('ok');
  });

  it('Ctrl-C ends it at once', async () => {
    const child = spawn(process.execPath, [CLI, 'demo'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const begun = performance.now();
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
