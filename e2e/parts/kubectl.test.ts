import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findKubectls } from '../kubectl/findKubectl';
import { type Ran, run } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';

/** Debian's kubectl 1.20 (unpacked by the set-up) and the one on PATH, where there is one. */
const KUBECTLS = findKubectls(process.env);

let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

it('the kubectl that the set-up unpacked is one of them', () => {
  const unpacked = process.env['HOPSCOPE_KUBECTL'];
  expect(KUBECTLS).toEqual(expect.arrayContaining(unpacked === undefined ? [] : [unpacked]));
  expect(KUBECTLS.length).toBeGreaterThan(0);
});

describe.each(KUBECTLS)('%s against the whole demo', (kubectl) => {
  const ask = (...words: string[]): Promise<Ran> => run(kubectl, ['--kubeconfig', demo.kubeconfig, ...words]);

  it('top nodes and top pods print usage', async () => {
    const nodes = await ask('top', 'nodes');
    expect(nodes.stdout).toMatch(/^hop-1\s+\d+m\s+\d+%\s+\d+Mi\s+\d+%/m);
    const pods = await ask('top', 'pods', '-A');
    expect(pods.stdout).toMatch(/^kube-system\s+metrics-server-\S+\s+\d+m\s+\d+Mi/m);
  });

  it('get prints the columns of a real cluster', async () => {
    expect((await ask('get', 'nodes')).stdout).toMatch(/^NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION\nhop-1\s+Ready/);
    expect((await ask('get', 'hpa', '-A')).stdout).toMatch(/web-cpu\s+Deployment\/web\s+.*\d+%\/250%/);
    expect((await ask('get', 'apiservices')).stdout).toMatch(/v1beta1.metrics.k8s.io\s+kube-system\/metrics-server\s+True/);
  });

  it('get --raw reaches a kubelet and Prometheus through the proxies', async () => {
    expect((await ask('get', '--raw', '/api/v1/nodes/hop-1/proxy/metrics/resource')).stdout).toContain('node_cpu_usage_seconds_total');
    const up = await ask('get', '--raw', '/api/v1/namespaces/monitoring/services/prometheus:web/proxy/api/v1/query?query=up');
    expect(JSON.parse(up.stdout)).toMatchObject({ status: 'success', data: { resultType: 'vector' } });
  });

  it('logs prints what the programs log, and refuses the restricted user', async () => {
    const words = ['-n', 'kube-system', 'logs', 'deploy/metrics-server', '--tail', '5'];
    const printed = await ask(...words);
    expect(printed.stdout.trim().split('\n')).toHaveLength(5);
    expect(printed.stdout).toMatch(/^[IWE]\d{4} \d{2}:\d{2}:\d{2}\.\d{6} +1 \S+\.go:\d+\] /m);
    expect((await ask('-n', 'kube-system', 'logs', 'deploy/kube-state-metrics')).stdout).toContain('Starting kube-state-metrics');
    expect((await ask('--context', 'hopscope-demo-viewer', 'get', '--raw', '/api/v1/namespaces/demo/pods/none/log')).stderr).toContain(
      'pods/log',
    );
  });

  it('the restricted user is refused by name', async () => {
    const refused = await ask('--context', 'hopscope-demo-viewer', 'get', 'services', '-A');
    expect(refused.stderr).toContain('cannot list resource "services"');
    expect((await ask('--context', 'hopscope-demo-viewer', 'get', 'pods', '-A')).code).toBe(0);
  });
});
