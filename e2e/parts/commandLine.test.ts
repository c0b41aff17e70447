import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report/schema';
import { cardsOf, hopscope, ROOT, reportOf, unwellIn } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';

const CLI = path.join(ROOT, 'dist/cli/hopscope.cjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-cli-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** "At once": alone it takes 0.2 s; here other tests run beside it. */
const AT_ONCE_MS = 2_000;

/** What Ctrl-C makes of it. */
async function endOf(child: ChildProcess): Promise<{ code: unknown; signal: unknown; isQuick: boolean }> {
  const begun = performance.now();
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'close');
  return { code, signal, isQuick: performance.now() - begun < AT_ONCE_MS };
}

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
    ['a demo and a context', ['report', '--demo', 'healthy', '--context', 'prod'], /--demo .* cannot be used with .*--context/],
    ['a demo and a kubeconfig', ['why', 'up', '--demo', 'healthy', '--kubeconfig', 'f'], /--demo .* cannot be used with .*--kubeconfig/],
    ['a recording and a demo', ['trace', 'node/a', '--recording', 'f', '--demo'], /--recording .* cannot be used with .*--demo/],
    ['no name of a metric', ['why', 'rate(up[5m])', '--demo', 'healthy'], /After rate only labels in braces can stand/],
    ['a demo without nodes', ['report', '--demo', '--nodes', '0'], /--nodes .* above zero/],
    ['no duration', ['report', '--demo', '--for', 'long'], /60s or 2m/],
    ['a kubeconfig that is a folder', ['report', '--kubeconfig', folder], /cannot be read \(EISDIR[\s\S]*ls -l/],
    ['a demo without a port', ['demo', '--port', '99999'], /--port .* up to 65535/],
    ['a demo whose time stands', ['demo', '--speed', 'fast'], /--speed .* above zero/],
    [
      'a demo whose kubeconfig has no place',
      ['demo', '--kubeconfig-out', path.join(folder, 'no', 'c')],
      /c cannot be written[\s\S]*Name a file/,
    ],
  ])('%s: a sentence, and exit code 2', async (_name, words, says) => {
    const { code, stderr, stdout } = await hopscope(words, { KUBECONFIG: path.join(folder, 'nothing-here') });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
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
    const recorded = await hopscope(['record', '--kubeconfig', file, '--for', '1s', '-o', path.join(folder, 'r.hopscope')]);
    expect(recorded.stderr).toMatch(/connection refused[\s\S]*Check that the cluster runs/);
  });

  it('--demo alone is the healthy one', async () => {
    const { stderr, code } = await hopscope(['report', '--demo', '--json']);
    expect(stderr).toContain('starting scenario healthy');
    expect(code).toBe(0);
  });

  it('Ctrl-C ends it at once, in the middle of its look', async () => {
    const child = spawn(process.execPath, [CLI, 'report', '--demo', 'healthy', '--for', '10m'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes('Find the components')) resolve();
      });
    });
    expect(await endOf(child)).toMatchObject({ signal: 'SIGINT', isQuick: true });
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

  it('closes a kubeconfig that was open to all; Ctrl-C ends it at once', async () => {
    const file = path.join(folder, 'open-to-all.yaml');
    fs.writeFileSync(file, '', { mode: 0o644 });
    const child = spawn(process.execPath, [CLI, 'demo', '--kubeconfig-out', file], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    expect(fs.statSync(file).mode & 0o077).toBe(0);
    expect(await endOf(child)).toEqual({ code: 0, signal: null, isQuick: true });
  });

  it('on a port that is taken: says so, and what to do', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await hopscope(['demo', '--port', String(port)]);
    taken.close();
    expect(stderr).toMatch(/EADDRINUSE[\s\S]*Name another --port/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
  });
});
