import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { standaloneCadvisor } from '../world/healthy/standaloneCadvisor';
import { cadvisorStandalone } from './cadvisorStandalone';
import { bodyOf, familiesOf, get, samplesOf, shapesOf } from './testShape';
import { container, pod, TestObjects, TestRunning, testWorld } from './testWorld';

const FILES = {
  'with the socket': 'cluster/healthy/cadvisor-standalone.txt.gz',
  'without the socket': 'doctors/cadvisor-standalone-no-socket.txt.gz',
} as const;

function recordedAs(name: keyof typeof FILES): string {
  return gunzipSync(readFileSync(new URL(`../../../e2e/fixtures/${FILES[name]}`, import.meta.url))).toString('utf8');
}

/** A pod of the DaemonSet beside a pod of two containers, on one node. */
function started(withSocket: boolean) {
  const [spec] = standaloneCadvisor({ withSocket }).containers;
  const itself = pod('monitoring', 'cadvisor-x', 'node-1', {
    containers: [{ ...container('cadvisor', 'cadvisor-x'), more: spec?.more ?? {} }],
  });
  const web = pod('demo', 'web-1', 'node-1', { containers: [container('web', 'web-1'), container('sidecar', 'web-1', { limits: {} })] });
  const running = new TestRunning(testWorld(), [itself, web, pod('demo', 'elsewhere', 'node-2')]);
  const listener = cadvisorStandalone({ pod: itself, running: () => running, objects: new TestObjects({}) });
  return async (path: string) => bodyOf(await listener.handle(get(path)));
}

describe.each([
  ['with the socket', true],
  ['without the socket', false],
] as const)('a standalone cAdvisor %s', (name, withSocket) => {
  const ask = started(withSocket);

  it('has the families of the recorded one', async () => {
    expect(Object.keys(familiesOf(await ask('/metrics'))).sort()).toEqual(Object.keys(familiesOf(recordedAs(name))).sort());
  });

  it('has its series under the recorded labels, with its timestamps', async () => {
    expect(shapesOf(await ask('/metrics'))).toEqual(shapesOf(recordedAs(name)));
  });

  it('tells of the containers of its own node alone', async () => {
    const seen = samplesOf(await ask('/metrics')).filter(({ name: family }) => family === 'container_memory_rss');
    const pods = new Set(seen.map(({ labels }) => labels['container_label_io_kubernetes_pod_name'] ?? 'no name'));
    expect([...pods].sort()).toEqual(withSocket ? ['', 'cadvisor-x', 'web-1'] : ['no name']);
    const containers = seen.filter(({ labels }) => /[0-9a-f]{64}/.test(labels['id'] ?? ''));
    // A sandbox each, one container here and two there.
    expect(containers.length).toBe(5);
  });

  it('answers for its health and nothing else', async () => {
    expect([await ask('/healthz'), await ask('/else')]).toEqual(['ok', '404 page not found\n']);
  });
});
