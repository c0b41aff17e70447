import { describe, expect, it } from 'vitest';
import { FromEngine } from '../../../shared/contract/engine';
import type { LogPod, LogRead } from '../../../shared/contract/podLog';
import { component, pod } from '../../../shared/diagnosis/facts.testSupport';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { createAccess } from '../cluster/access';
import { type FakeCluster, failureOf, fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { manualClock } from '../cluster/manualClock.testSupport';
import { AnswerStore } from '../store/answers';
import { LogFeed } from './logFeed';

const LOG = '/api/v1/namespaces/kube-system/pods/ksm-0/log';
const KSM: LogPod = { namespace: 'kube-system', pod: 'ksm-0' };
const container = (name: string) => ({ name, image: 'i', command: [], args: [], ports: [], requests: {}, limits: {} });

function scene(reply: Reply, allowed = true) {
  const clock = manualClock();
  const cluster: FakeCluster = fakeCluster((path) =>
    path.endsWith('/selfsubjectaccessreviews') ? { status: 201, body: { status: { allowed, reason: 'no RBAC policy matched' } } } : reply,
  );
  const answers = new AnswerStore();
  const reads: LogRead[] = [];
  const feed = new LogFeed(
    {
      port: cluster,
      access: createAccess(cluster, clock),
      session: {
        answers,
        discovered: [component('kube-state-metrics', 'ksm', { pods: ['ksm-0'] })],
        inventory: {
          ...EMPTY_INVENTORY,
          pods: [
            pod('kube-system', 'ksm-0', { containers: [container('main'), container('kube-rbac-proxy')] }),
            pod('demo', 'web-0', { containers: [container('web')] }),
          ],
        },
      },
    },
    (message) => {
      const parsed = FromEngine.parse(message);
      if (parsed.type === 'log-read') reads.push(parsed);
    },
  );
  const logs = () => cluster.asked.filter(({ path }) => path.endsWith('/log')).map(({ request }) => request.path);
  return { clock, feed, reads, logs, answers };
}

async function read(reply: Reply, of = KSM, allowed = true) {
  const made = scene(reply, allowed);
  made.feed.receive({ type: 'read-log', ask: 1, of });
  await made.clock.advance(0);
  return { ...made, got: made.reads[0]?.read };
}

describe('the end of a log', () => {
  it('is asked for when the user wants it, of its first container or the one that is meant', async () => {
    const { feed, logs, clock } = scene({ status: 200, body: 'one\n' });
    await clock.advance(600_000);
    expect(logs()).toEqual([]);
    feed.receive({ type: 'read-log', ask: 1, of: KSM });
    await clock.advance(0);
    feed.receive({ type: 'read-log', ask: 2, of: { ...KSM, container: 'kube-rbac-proxy' } });
    await clock.advance(600_000);
    expect(logs()).toEqual([`${LOG}?container=main&tailLines=200`, `${LOG}?container=kube-rbac-proxy&tailLines=200`]);
  });

  it('comes with its request, and is kept as it is shown: without what looks like a credential', async () => {
    const line = 'E1 scraper.go:1] "Failed" err="Get https://u:pw12345@n1: 401" header="Authorization: Bearer abcdefgh12345678"';
    const { got, answers } = await read({ status: 200, body: `started\n${line}\n` });
    expect(got).toMatchObject({ state: 'answered', lines: 2, request: `GET ${LOG}?container=main&tailLines=200` });
    const text = got?.state === 'answered' ? got.text : '';
    expect(text).toContain('started\nE1 scraper.go:1] "Failed" err="Get https://[hidden]@n1: 401"');
    expect(text).not.toMatch(/pw12345|abcdefgh/);
    const kept = answers.get(got?.state === 'answered' ? got.answerId : '');
    expect(new TextDecoder().decode(kept?.body)).toBe(text);
  });

  it('an empty one has no lines', async () => {
    expect((await read({ status: 200, body: '' })).got).toMatchObject({ state: 'answered', lines: 0, text: '' });
  });

  it('is not asked for where a review says that you may not; the verb and the smallest Role are named', async () => {
    const { got, logs } = await read({ status: 200, body: 'one\n' }, KSM, false);
    expect(logs()).toEqual([]);
    expect(got).toMatchObject({
      state: 'denied',
      says: expect.stringMatching(/^You may not get pods\/log in kube-system \(.*it was not asked\)\.$/),
      remedy: expect.stringContaining('kubectl create role hopscope --verb=get --resource=pods/log -n kube-system'),
      yaml: expect.stringContaining('- pods/log'),
    });
  });

  it.each<[string, Reply, object]>([
    [
      'refused all the same',
      { status: 403, body: { kind: 'Status', message: 'pods "ksm-0" is forbidden' } },
      { state: 'denied', says: 'You may not get pods/log in kube-system (pods "ksm-0" is forbidden).' },
    ],
    [
      'of a container that waits',
      { status: 400, body: { kind: 'Status', message: 'container "main" in pod "ksm-0" is waiting to start: ContainerCreating' } },
      { state: 'failed', says: expect.stringContaining('waiting to start'), remedy: expect.stringContaining('printed nothing yet') },
    ],
    [
      'of a node that does not answer',
      { status: 500, body: { kind: 'Status', message: 'Get "https://10.0.0.1:10250/containerLogs": dial tcp' } },
      { state: 'failed', remedy: expect.stringContaining('kubelet of its node') },
    ],
    ['that never comes', failureOf('timeout', 'it took too long.'), { state: 'failed', says: 'it took too long.', remedy: 'wait.' }],
  ])('%s', async (_name, reply, expected) => {
    expect((await read(reply)).got).toMatchObject(expected);
  });

  it.each<[string, LogPod]>([
    ['a pod that is gone', { namespace: 'kube-system', pod: 'ksm-1' }],
    ['a pod of nothing that was found', { namespace: 'demo', pod: 'web-0' }],
    ['a path', { namespace: 'kube-system', pod: '../../../nodes/n1/proxy/run' }],
  ])('%s: nothing is asked', async (_name, of) => {
    const { got, logs } = await read({ status: 200, body: 'one\n' }, of);
    expect([got?.state, logs()]).toEqual(['failed', []]);
  });

  it('asked for anew, the one before is given up', async () => {
    const { feed, reads, clock } = scene({ status: 200, body: 'one\n' });
    feed.receive({ type: 'read-log', ask: 1, of: KSM });
    feed.receive({ type: 'read-log', ask: 2, of: KSM });
    await clock.advance(0);
    expect(reads.map(({ ask }) => ask)).toEqual([2]);
  });
});
