import { expect, it } from 'vitest';
import { component, pod, service } from '../../../shared/diagnosis/facts.testSupport';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { lookedSession } from './lookedSession.testSupport';
import { prometheusOfAdapter } from './prometheus';

const OK = { state: 'ok', value: {}, request: '', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };
const SELECTOR = { app: 'two' };

function prometheus(name: string) {
  const route = { via: 'service-proxy', namespace: 'monitoring', service: name, scheme: 'http', port: '9090' } as const;
  const endpoints = [{ purpose: 'api', route, basePath: '' }] as const;
  const found = component('prometheus', name, { namespace: 'monitoring', pods: [`${name}-0`], endpoints });
  return { found, facts: { of: 'prometheus', buildinfo: OK, slowAtMs: 0 } };
}

function askedBy(...args: readonly string[]) {
  const { session } = lookedSession([], { more: ['one', 'two'].map(prometheus) });
  const inventory = {
    ...EMPTY_INVENTORY,
    services: [service('monitoring', 'samples', { selector: SELECTOR })],
    pods: [pod('monitoring', 'one-0'), pod('monitoring', 'two-0', { labels: SELECTOR })],
  };
  const adapter = component('prometheus-adapter', 'adapter', { namespace: 'monitoring', args });
  return prometheusOfAdapter(
    { ...session, inventory },
    fakeCluster(() => undefined),
    adapter,
  ).name;
}

it.each([
  ['the Service of the second', ['--prometheus-url=http://samples.monitoring.svc:9090/'], 'monitoring/two'],
  ['the same, in its own namespace', ['--prometheus-url=http://samples:9090'], 'monitoring/two'],
  ['a Service that is not there', ['--prometheus-url=http://other.monitoring.svc:9090'], 'monitoring/one'],
  ['somewhere outside the cluster', ['--prometheus-url=https://metrics.example.org'], 'monitoring/one'],
  ['nothing', [], 'monitoring/one'],
])('an adapter that is told to ask %s, and which Prometheus that is', (_says, args, name) => {
  expect(askedBy(...args)).toBe(name);
});
