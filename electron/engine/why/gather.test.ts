import { expect, it } from 'vitest';
import { service } from '../../../shared/diagnosis/facts.testSupport';
import type { OtherObject } from '../../../shared/model/inventory';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { gatherWhy } from './gather';
import { lookedSession } from './lookedSession.testSupport';

const MONITOR: OtherObject = {
  uid: 'u',
  resourceVersion: '1',
  createdMs: 0,
  annotations: {},
  labels: {},
  namespace: 'demo',
  name: 'api',
  spec: { selector: {} },
  status: {},
};

it('monitors are held against the sources that expose the metric, or could not be read, and against no others', async () => {
  const exposing = [
    { node: 'n1', text: '# TYPE a gauge\na 1\n' },
    { node: 'n2', text: '# TYPE b gauge\nb 1\n' },
    { node: 'n3', text: undefined },
  ];
  const { clock, session } = lookedSession(exposing);
  const inventory = {
    ...session.inventory,
    services: [service('demo', 'api')],
    others: { 'monitoring.coreos.com/servicemonitors': [MONITOR] },
  };
  const port = fakeCluster(() => ({ status: 404, body: {} }));
  const question = { metric: 'a', labels: {} };
  const { sources } = await gatherWhy({ ...session, inventory }, port, clock, question, new AbortController().signal);
  expect(sources.map(({ id, monitors }) => [id, monitors?.map(({ name }) => name)])).toEqual([
    ['cadvisor/n1', ['ServiceMonitor demo/api']],
    ['cadvisor/n2', undefined],
    ['cadvisor/n3', ['ServiceMonitor demo/api']],
  ]);
});
