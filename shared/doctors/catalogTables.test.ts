import { expect, it } from 'vitest';
import { apiService, condition, hpa, pod } from '../diagnosis/facts.testSupport';
import { KNOWN_FLAGS } from '../knowledge/flags';
import { KNOWN_REASONS } from '../knowledge/reasons';
import type { ContainerStatus } from '../model/inventory';
import { flagTable, reasonCounts, reasonTable } from './catalogTables';
import type { Table } from './sheet';

const textOf = ({ rows }: Table, id: string) =>
  rows
    .find((row) => row.id === id)
    ?.cells.map(({ text }) => text)
    .join('|');

const status = (more: Partial<ContainerStatus>): ContainerStatus => ({ name: 'c', ready: false, restarts: 1, state: 'waiting', ...more });
const INVENTORY = {
  pods: [
    pod('demo', 'a', { statuses: [status({ reason: 'CrashLoopBackOff', lastTerminated: { reason: 'OOMKilled' } })] }),
    pod('demo', 'b', { statuses: [status({ state: 'terminated', reason: 'OOMKilled' })], conditions: [] }),
    pod('demo', 'c', { reason: 'Evicted', conditions: [condition('PodScheduled', 'False', 'Unschedulable')], statuses: [] }),
  ],
  hpas: [hpa('web', { conditions: [condition('ScalingActive', 'False', 'FailedGetPodsMetric')] })],
  apiServices: [apiService({ conditions: [condition('Available', 'False', 'MissingEndpoints')] })],
};

it.each([
  ['container waiting CrashLoopBackOff', /^yes\|container waiting\|CrashLoopBackOff\|1\|/],
  ['container terminated OOMKilled', /^yes\|.*\|OOMKilled\|2\|/],
  ['pod Evicted', /^yes\|.*\|1\|/],
  ['pod Unschedulable', /^yes\|.*\|1\|/],
  ['HPA FailedGetPodsMetric', /^yes\|.*\|1\|ScalingActive: /],
  ['APIService MissingEndpoints', /^yes\|.*\|1\|No pod behind its Service is ready/],
  ['APIService FailedDiscoveryCheck', /^no\|.*x509/],
  ['container waiting ImagePullBackOff', /^no\|.*the node pull it/],
])('%s: whether this cluster has it, what it means, what to look at', (id, text) =>
  expect(textOf(reasonTable(reasonCounts(INVENTORY), new Set()), id)).toMatch(text),
);

it('of what is not listed it does not say that it is not here', () =>
  expect(textOf(reasonTable(new Map(), new Set(['pod'])), 'pod Evicted')).toMatch(/^not told\|/));

it.each<[string, readonly (readonly [string, string])[], RegExp]>([
  ['metrics-server metric-resolution', [['metric-resolution', '15s']], /^given\|.*\|15s\|60s/],
  ['metrics-server kubelet-insecure-tls', [['metric-resolution', '15s']], /^not given\|.*\|false\|/],
  ['prometheus query.lookback-delta', [], /^no such program\|/],
])('flag %s: what it is here', (id, flags, text) =>
  expect(textOf(flagTable([{ kind: 'metrics-server', name: 'm', flags: new Map(flags) }]), id)).toMatch(text),
);

it('of a program whose arguments are not seen it does not say that a flag is not given', () =>
  expect(textOf(flagTable([{ kind: 'kubelet', name: 'n1', flags: undefined }]), 'kubelet housekeeping-interval')).toMatch(/^not told\|/));

it('each row stands once, with its source and version', () => {
  const ids = [...KNOWN_REASONS.map(({ of, reason }) => `${of} ${reason}`), ...KNOWN_FLAGS.map(({ kind, flag }) => `${kind} ${flag}`)];
  expect(new Set(ids).size).toBe(ids.length);
  for (const { source, version } of [...KNOWN_REASONS, ...KNOWN_FLAGS]) expect(source.length * version.length).toBeGreaterThan(0);
});
