import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, askJson, type Served, serveRecorded } from '../../../e2e/kubectl/apiClient';
import { textOf } from '../../../e2e/kubectl/recordedWorld';
import { textAt } from './fields';

let served: Served;
let pod: string;
beforeEach(async () => {
  served = await serveRecorded({ waits: { hangMs: 100 } });
  pod = served.store.list('pods').find(({ metadata }) => metadata.name.startsWith('metrics-server-'))?.metadata.name ?? '';
  served.network.listen('10.77.0.2:10250', 'https', ({ path, query }) =>
    query.get('previous') === 'true' ? textOf(400, 'previous terminated container not found') : textOf(200, `${path}\n`),
  );
});
afterEach(() => served.api.close());

const log = (query = '', as: 'admin' | 'viewer' = 'admin') =>
  ask(served.api, `/api/v1/namespaces/kube-system/pods/${pod}/log${query}`, { as });
const refusal = async (query: string) =>
  textAt(await askJson(served.api, `/api/v1/namespaces/kube-system/pods/${pod}/log${query}`), 'message');

describe('pods/log', () => {
  it('is what the kubelet of its node has of the only container', async () => {
    const told = await log();
    expect([told.status, told.text]).toEqual([200, `/containerLogs/kube-system/${pod}/metrics-server\n`]);
    expect(served.network.asked.at(-1)?.user?.name).toBe('kube-apiserver-kubelet-client');
  });

  it('is refused by name to who may not', async () => {
    const told = await log('', 'viewer');
    expect(told.status).toBe(403);
    expect(told.text).toContain('cannot get resource \\"pods/log\\"');
  });

  it('of a container or pod that is not there is an error in the words of the API', async () => {
    expect(await refusal('?container=x')).toBe(`container x is not valid for pod ${pod}`);
    expect((await ask(served.api, '/api/v1/namespaces/demo/pods/none/log')).status).toBe(404);
  });

  it('hands on what the kubelet refuses', async () => {
    expect(await refusal('?previous=true')).toBe('previous terminated container not found');
  });

  it.each([
    ['refuses', { kind: 'refused', error: 'connect: connection refused' }, /dial tcp 10\.77\.0\.2:10250: connect: connection refused/],
    ['hangs', { kind: 'hangs' }, /client connection lost/],
  ] as const)('says that the kubelet %s', async (_name, dialled, says) => {
    served.network.set('10.77.0.2:10250', dialled);
    expect((await log()).status).toBe(500);
    expect(await refusal('')).toMatch(says);
  });
});
