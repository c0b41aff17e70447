import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { findKubectls } from '../../../e2e/kubectl/findKubectl';
import { fixtureText, jsonOf } from '../../../e2e/kubectl/recordedWorld';
import { fieldsAt, listAt, textAt } from './fields';
import { writeKubeconfig } from './kubeconfig';

const kubectls = findKubectls(process.env);

let served: Served;
let folder: string;
beforeAll(async () => {
  served = await serveRecorded();
  served.network.listen('10.244.0.25:10250', 'https', ({ path }) =>
    jsonOf(200, fixtureText(path.endsWith('/nodes') ? 'metrics-nodes.json' : 'metrics-discovery.json')),
  );
  served.network.listen('10.244.0.4:6443', 'https', () => jsonOf(200, '{"kind":"APIResourceList","resources":[]}'));
  await served.api.checkAvailability();
  folder = await mkdtemp(join(tmpdir(), 'hopscope-kubectl-'));
  await writeKubeconfig(join(folder, 'config'), served.api.kubeconfigYaml);
});
afterAll(async () => {
  await served.api.close();
  await rm(folder, { recursive: true });
});

function start(kubectl: string, args: readonly string[]): ChildProcess {
  return spawn(kubectl, args, {
    env: { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'config') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(
  kubectl: string,
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly err: string; readonly code: unknown }> {
  const child = start(kubectl, args);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    texts.out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    texts.err += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { ...texts, code };
}

/** Cells of a printed table: kubectl puts at least three blanks between columns of a header, and between cells. */
function rows(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd().split(/\s{3,}|(?<=\S)\s{2,}/));
}

it('kubectl is there where it must be', () => {
  if (kubectls.length === 0) console.warn('kubectl is not on PATH and HOPSCOPE_KUBECTL names none: the demo was not tried with it.');
  expect(
    kubectls.length > 0 || process.env['HOPSCOPE_REQUIRE_KUBECTL'] !== '1',
    'HOPSCOPE_REQUIRE_KUBECTL=1, but there is no kubectl',
  ).toBe(true);
});

describe.each(kubectls)('%s', (kubectl) => {
  it('gets nodes, pods, services, HPAs, APIServices and events of all namespaces', async () => {
    const { out, err, code } = await run(kubectl, 'get', 'nodes,pods,svc,hpa,apiservices,events', '-A');
    expect([code, err]).toEqual([0, '']);
    const headers = out
      .split('\n')
      .filter((line) => /^(NAME|NAMESPACE)\s/.test(line))
      .map((line) => line.trimEnd().split(/\s{2,}/));
    expect(headers).toEqual([
      ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
      ['NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
      ['NAMESPACE', 'NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
      ['NAMESPACE', 'NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE'],
      ['NAMESPACE', 'NAME', 'SERVICE', 'AVAILABLE', 'AGE'],
      ['NAMESPACE', 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
    ]);
    expect(out).toMatch(/^node\/hop-1 +Ready +<none> +13m +v1\.34\.4$/m);
    expect(out).toMatch(/^demo +pod\/crasher-7f89fb769b-fgd2b +0\/1 +CrashLoopBackOff +7 \(104s ago\) +12m$/m);
    expect(out).toMatch(/^kube-system +service\/kube-state-metrics +ClusterIP +None +<none> +8080\/TCP,8081\/TCP +13m$/m);
    expect(out).toMatch(/horizontalpodautoscaler\.autoscaling\/worker-requests +Deployment\/worker +9333m\/20, 40\/200 +1 +3 +1 +13m$/m);
    expect(out).toMatch(/apiservice\.apiregistration\.k8s\.io\/v1beta1\.metrics\.k8s\.io +kube-system\/metrics-server +True +13m$/m);
    expect(out).toMatch(/^cadvisor +12m +Warning +Unhealthy +pod\/cadvisor-7fzjs +Readiness probe failed/m);
  });

  it('gets more columns with -o wide', async () => {
    const { out } = await run(kubectl, 'get', 'pods', '-n', 'demo', '-o', 'wide');
    expect(rows(out)[0]?.slice(-4)).toEqual(['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES']);
    expect(out).toMatch(/^web-56c757448c-fstt6 .* 10\.244\.0\.21 +hop-1 +<none> +<none>$/m);
  });

  it.each([
    ['deployments', ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'], /^web +2\/2 +2 +2 +13m$/m],
    [
      'daemonsets -n monitoring',
      ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
      /^node-exporter +1 +1 +1 +1 +1 +<none> +13m$/m,
    ],
    ['endpoints', ['NAME', 'ENDPOINTS', 'AGE'], /^web +10\.244\.0\.21:8080,10\.244\.0\.8:8080 +12m$/m],
    ['endpointslices', ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'], /^web-\w+ +IPv4 +8080 +10\.244\.0\.8,10\.244\.0\.21 +12m$/m],
    ['namespaces', ['NAME', 'STATUS', 'AGE'], /^demo +Active +13m$/m],
    ['clusterroles', ['NAME', 'CREATED AT'], /^cluster-admin +2026-11-21T13:04:2\dZ$/m],
  ])('gets %s', async (what, header, row) => {
    const { out } = await run(kubectl, '-n', 'demo', 'get', ...what.split(' '));
    expect(
      out
        .split('\n')[0]
        ?.trimEnd()
        .split(/\s{2,}/),
    ).toEqual(header);
    expect(out).toMatch(row);
  });

  it('gets objects as YAML, one and a list', async () => {
    const one: unknown = parse((await run(kubectl, 'get', 'node', 'hop-1', '-o', 'yaml')).out);
    expect(one).toMatchObject({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'hop-1' },
      status: { nodeInfo: { kubeletVersion: 'v1.34.4' } },
    });
    const list: unknown = parse((await run(kubectl, 'get', 'hpa', '-A', '-o', 'yaml')).out);
    expect(listAt(list, 'items').map((item) => textAt(item, 'kind'))).toEqual(Array(3).fill('HorizontalPodAutoscaler'));
  });

  it('gets raw paths: health, a proxy, an aggregated API', async () => {
    expect((await run(kubectl, 'get', '--raw', '/readyz')).out).toBe('ok');
    expect((await run(kubectl, 'get', '--raw', '/api/v1/nodes/hop-1/proxy/healthz')).out).toBe('ok');
    expect((await run(kubectl, 'get', '--raw', '/apis/metrics.k8s.io/v1beta1/nodes')).out).toBe(fixtureText('metrics-nodes.json'));
    const missing = await run(kubectl, 'get', '--raw', '/api/v1/nodes/none/proxy/healthz');
    expect([missing.code, missing.err.trim()]).toEqual([1, 'Error from server (NotFound): nodes "none" not found']);
  });

  it('selects and pages', async () => {
    const { out } = await run(
      kubectl,
      'get',
      'pods',
      '-A',
      '--chunk-size=3',
      '--field-selector=status.phase!=Running',
      '--no-headers',
      '-o',
      'name',
    );
    expect(out.trim().split('\n')).toEqual(['pod/burst-29921116-jmv7g', 'pod/unpullable-686f789b98-pjmzn', 'pod/unschedulable']);
  });

  it('watches', async () => {
    const child = start(kubectl, ['get', 'pods', '-n', 'demo', '-l', 'app=sleepy', '--watch', '--no-headers']);
    if (!child.stdout) throw new Error('no stdout');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^sleepy-\S+ +1\/1 +Running/);
    setPhase('Pending');
    setPhase('Running');
    expect((await lines.next()).value).toMatch(/^sleepy-\S+ +1\/1 +Pending/);
    expect((await lines.next()).value).toMatch(/^sleepy-\S+ +1\/1 +Running/);
    child.kill();
    await once(child, 'close');
  });

  it('ends a watch by its own timeout', async () => {
    const { out } = await run(kubectl, 'get', 'nodes', '--watch', '--request-timeout=1s');
    expect(out).toContain('hop-1');
  });

  it('is told what the viewer may not do, and what it may', async () => {
    const viewer = (...args: readonly string[]) => run(kubectl, '--context', 'hopscope-demo-viewer', ...args);
    expect((await viewer('get', 'nodes', '-o', 'name')).out.trim()).toBe('node/hop-1');
    const services = await viewer('get', 'services', '-A');
    expect([services.code, services.err.trim()]).toEqual([
      1,
      'Error from server (Forbidden): services is forbidden: User "system:serviceaccount:default:hopscope-viewer" cannot list resource "services" in API group "" at the cluster scope',
    ]);
    expect((await viewer('auth', 'can-i', 'list', 'pods')).out.trim()).toBe('yes');
    expect((await viewer('auth', 'can-i', 'get', 'nodes', '--subresource=proxy')).out.trim()).toBe('no');
    expect((await viewer('auth', 'can-i', '--list')).out).toMatch(/^nodes +\[\] +\[\] +\[get list\]$/m);
  });

  it('shows the usage of nodes', async () => {
    const { out } = await run(kubectl, 'top', 'nodes');
    expect(out).toMatch(/^hop-1 +\d+m +\d+% +\d+Mi +\d+% *$/m);
  });

  it('cannot write', async () => {
    const { code, err } = await run(kubectl, 'delete', 'pod', '-n', 'demo', 'unschedulable');
    expect([code, err.trim()]).toEqual([1, 'Error from server (MethodNotAllowed): delete is not supported on resources of kind "pods"']);
  });

  it('finds all resources by discovery', async () => {
    const { out, err } = await run(kubectl, 'api-resources', '-o', 'name');
    expect(err).toBe('');
    expect(out.split('\n')).toEqual(
      expect.arrayContaining([
        'pods',
        'nodes',
        'deployments.apps',
        'horizontalpodautoscalers.autoscaling',
        'nodes.metrics.k8s.io',
        'leases.coordination.k8s.io',
      ]),
    );
  });
});

function setPhase(phase: string): void {
  const pod = served.store.get('pods', 'demo', 'sleepy-59999cccbb-mhfx6');
  if (!pod) throw new Error('the recorded pod sleepy is missing');
  served.store.put('pods', { ...pod, status: { ...fieldsAt(pod, 'status'), phase } });
}
