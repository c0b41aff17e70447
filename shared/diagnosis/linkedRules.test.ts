import { expect, it } from 'vitest';
import { diagnose } from './diagnose';
import {
  apiService,
  component,
  condition,
  facts,
  kubelet,
  NOW,
  type pod,
  resource,
  scraper,
  seen,
  target,
  unreachable,
  unreadyPod,
  whole,
  workload,
} from './facts.testSupport';
import { clockSkew } from './rules/clock-skew';
import { componentNotRunning } from './rules/component-not-running';
import { kubeletNotAnswering } from './rules/kubelet-not-answering';
import { metricsApiUnavailable } from './rules/metrics-api-unavailable';
import { samplesNotIngested } from './rules/samples-not-ingested';

const refused = (rejected: Readonly<Record<string, number>>) => [
  scraper([target()], {
    counters: seen({ rejected, discoveryFailures: 0 }),
    before: { atMs: NOW - 15_000, counters: { rejected: {}, discoveryFailures: 0 } },
  }),
];
const ahead = (seconds: number) => [kubelet({ resource: resource({ newestMs: NOW + seconds * 1000 }) })];

it.each<[string, number, Readonly<Record<string, number>>, boolean]>([
  ['a clock eleven minutes ahead explains what is refused as too far in the future', 660, { sample_out_of_bounds: 62 }, true],
  ['one that is a minute ahead does not', 60, { sample_out_of_bounds: 62 }, false],
  ['nor does it explain what is refused for its order as well', 660, { sample_out_of_bounds: 62, sample_out_of_order: 1 }, false],
])('%s', (_name, seconds, rejected, isExplained) => {
  const { findings } = diagnose([clockSkew, samplesNotIngested], facts({ kubelets: ahead(seconds), scrapers: refused(rejected) }));
  const [skew, samples] = [
    findings.find(({ rule }) => rule === 'clock-skew'),
    findings.find(({ rule }) => rule === 'samples-not-ingested'),
  ];
  expect(samples?.causedBy).toEqual(isExplained ? [skew?.id] : []);
});

const CRASHING = { name: 'main', ready: false, restarts: 4, state: 'waiting', reason: 'CrashLoopBackOff' } as const;

it.each<[string, ReturnType<typeof pod>, boolean]>([
  ['checks that a kubelet makes fail while it stands still', unreadyPod('monitoring', 'adapter-0'), true],
  ['those of another node do not', unreadyPod('monitoring', 'adapter-0', { node: 'n2' }), false],
  ['nor does what crashes by itself', unreadyPod('monitoring', 'adapter-0', { statuses: [CRASHING] }), false],
])('%s', (_name, behind, isExplained) => {
  const hangs = unreachable('nothing came within 10 s');
  const { findings } = diagnose(
    [kubeletNotAnswering, componentNotRunning],
    facts({
      kubelets: [kubelet({ healthz: hangs, resource: hangs })],
      components: [component('prometheus-adapter', 'adapter', { namespace: 'monitoring' })],
      workloads: whole(workload('monitoring', 'adapter', 1, 0)),
      pods: whole(behind),
    }),
  );
  const down = findings.find(({ rule }) => rule === 'component-not-running');
  expect(down?.causedBy).toEqual(isExplained ? [findings.find(({ rule }) => rule === 'kubelet-not-answering')?.id] : []);
});

it('an API whose pods are of a kubelet that stands still is not available because of it', () => {
  const hangs = unreachable('nothing came within 10 s');
  const { findings } = diagnose(
    [kubeletNotAnswering, metricsApiUnavailable],
    facts({
      kubelets: [kubelet({ healthz: hangs, resource: hangs })],
      components: [component('metrics-server', 'metrics-server', { serves: ['metrics.k8s.io'] })],
      pods: whole(unreadyPod('kube-system', 'metrics-server-0')),
      apiServices: whole(apiService({ conditions: [condition('Available', 'False', 'MissingEndpoints', 'no addresses')] })),
    }),
  );
  expect(findings.map(({ rule, causedBy }) => [rule, causedBy.length])).toEqual([
    ['kubelet-not-answering', 0],
    ['metrics-api-unavailable', 1],
  ]);
});
