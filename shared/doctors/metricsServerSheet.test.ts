import { describe, expect, it } from 'vitest';
import type { ResourceBatch } from '../analysis/metricsServer';
import { DoctorSheet } from '../contract/doctors';
import { usageRows } from './metricsServerRows';
import type { KubeletScrapes, MetricsServerScene } from './metricsServerScene';
import { metricsServerSheet } from './metricsServerSheet';

const NOW = 1_000_000_000;

/** One scrape of n1 `secondsAgo`: the node, and the pod demo/web with one container. */
function scrape(secondsAgo: number, given: Partial<ResourceBatch> = {}): ResourceBatch {
  const timestampMs = NOW - secondsAgo * 1000;
  const point = { timestampMs, cpuCoreSeconds: 1000 - secondsAgo, memoryBytes: 1024 ** 2 };
  return { nodes: { n1: point }, pods: [{ namespace: 'demo', name: 'web', containers: { web: point } }], dropped: [], ...given };
}

function kubelet(given: Partial<KubeletScrapes> = {}): KubeletScrapes {
  return { node: 'n1', ready: true, scrapes: [scrape(20), scrape(5)], ...given };
}

const usage = { timestampMs: NOW - 8000, windowSeconds: 15, cpuCores: 1, memoryBytes: 1024 ** 2 };
const SERVED: MetricsServerScene['served'] = {
  nodes: { state: 'seen', value: [{ ...usage, name: 'n1' }] },
  pods: { state: 'seen', value: [{ ...usage, name: 'web', namespace: 'demo' }] },
};

function scene(given: Partial<MetricsServerScene> = {}): MetricsServerScene {
  return {
    nowMs: NOW,
    name: 'kube-system/metrics-server',
    resolutionMs: 15_000,
    resolutionFrom: 'flag',
    kubelets: [kubelet()],
    served: SERVED,
    pods: [{ namespace: 'demo', name: 'web', node: 'n1' }],
    ...given,
  };
}

const NO_PODS: MetricsServerScene['served'] = { ...SERVED, pods: { state: 'seen', value: [] } };
const drop = (reason: 'zero-cpu' | 'missing-value') => scrape(5, { pods: [], dropped: [{ subject: 'pod/demo/web', reason }] });
const podOf = (given: Partial<MetricsServerScene>) => usageRows(scene(given)).find(({ kind }) => kind === 'pod');

describe('a pod', () => {
  it.each<[string, Partial<MetricsServerScene>, string, RegExp]>([
    ['that both have', {}, 'same', /^$/],
    ['that could be served and is not', { served: NO_PODS }, 'lost', /metrics-server itself gets less/],
    [
      'with a container of 0 CPU seconds',
      { served: NO_PODS, kubelets: [kubelet({ scrapes: [scrape(20), drop('zero-cpu')] })] },
      'neither',
      /takes 0 for missing/,
    ],
    [
      'that is still served of earlier scrapes',
      { kubelets: [kubelet({ scrapes: [scrape(20), drop('missing-value')] })] },
      'left',
      /served of earlier scrapes; now the kubelet exposes no CPU/,
    ],
    [
      'that is served, and whose value did not move between two reads',
      { kubelets: [kubelet({ scrapes: [scrape(5), scrape(5)] })] },
      'early',
      /not told yet/,
    ],
    ['of a kubelet that was read once', { served: NO_PODS, kubelets: [kubelet({ scrapes: [scrape(5)] })] }, 'early', /two are needed/],
    [
      'whose value is that of the scrape before',
      { served: NO_PODS, kubelets: [kubelet({ scrapes: [scrape(5), scrape(5)] })] },
      'neither',
      /newer one is needed/,
    ],
    [
      'that its kubelet does not expose',
      { served: NO_PODS, kubelets: [kubelet({ scrapes: [scrape(20, { pods: [] }), scrape(5, { pods: [] })] })] },
      'neither',
      /exposes nothing of it/,
    ],
    [
      'of a kubelet that cannot be read',
      {
        served: NO_PODS,
        kubelets: [kubelet({ ready: false, because: 'connection refused', scrapes: [scrape(20), { nodes: {}, pods: [], dropped: [] }] })],
      },
      'neither',
      /connection refused; the node is NotReady/,
    ],
    [
      'of a node without a kubelet',
      { served: NO_PODS, kubelets: [], pods: [{ namespace: 'demo', name: 'web', node: 'n2' }] },
      'neither',
      /no kubelet is known/,
    ],
  ])('%s', (_name, given, state, why) => {
    expect(podOf(given)?.state).toBe(state);
    expect(podOf(given)?.why).toMatch(why);
  });
});

describe('the sheet', () => {
  it.each<[string, Partial<MetricsServerScene>, string, RegExp]>([
    ['all is served', {}, 'ok', /serves all 2 nodes and pods/],
    [
      'a pod has no container that runs',
      {
        served: NO_PODS,
        kubelets: [kubelet({ scrapes: [scrape(20, { pods: [] }), scrape(5, { pods: [] })] })],
        pods: [{ namespace: 'demo', name: 'web', node: 'n1', idle: 'CrashLoopBackOff' }],
      },
      'ok',
      /serves all 1 node and pod/,
    ],
    ['one is not', { served: NO_PODS }, 'broken', /1 node or pod could be served and is not/],
    [
      'one cannot be',
      { served: NO_PODS, kubelets: [kubelet({ scrapes: [scrape(20), drop('zero-cpu')] })] },
      'degraded',
      /1 node or pod cannot be served/,
    ],
    [
      'the Metrics API answers 503',
      { served: { nodes: { state: 'unseen', because: '503' }, pods: { state: 'unseen', because: '503' } } },
      'broken',
      /serves nothing/,
    ],
    [
      'you may not read the Metrics API',
      {
        served: {
          nodes: { state: 'unseen', because: 'you may not list nodes.metrics.k8s.io', denied: true },
          pods: { state: 'unseen', because: '' },
        },
      },
      'unknown',
      /may not be read by you/,
    ],
    ['each kubelet was read once', { kubelets: [kubelet({ scrapes: [scrape(5)] })] }, 'unknown', /0 of 2 can be told/],
    ['there is no kubelet', { kubelets: [] }, 'unknown', /No kubelet/],
  ])('where %s', (_name, given, state, says) => {
    const { verdict } = metricsServerSheet(scene(given));
    expect(verdict.state).toBe(state);
    expect(verdict.says).toMatch(says);
  });

  it('has differences first, every number with its unit, and is what the contract says', () => {
    const sheet = DoctorSheet.parse(metricsServerSheet(scene({ served: NO_PODS })));
    const table = sheet.parts.find((part) => part.kind === 'table');
    const rows = table?.kind === 'table' ? table.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];
    expect(rows[0]?.slice(0, 7)).toEqual(['not served', 'demo/web', 'n1', '1 cores', '', '1 MiB', '']);
    expect(rows[1]?.slice(0, 8)).toEqual(['served', 'n1', '', '1 cores', '1 cores', '1 MiB', '1 MiB', '8 s']);
  });

  it('says how the resolution is known, and what it comes to', () => {
    const facts = metricsServerSheet(scene()).parts[0];
    const said = facts?.kind === 'facts' ? facts.rows.map(({ label, value }) => `${label} ${value}`) : [];
    expect(said).toEqual([
      'metrics-server kube-system/metrics-server',
      'resolution 15 s',
      'windows served 15 s',
      'kubelets read here 1 of 1',
    ]);
  });
});
