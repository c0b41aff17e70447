import { expect, it } from 'vitest';
import type { NodeObject } from '../model/inventory';
import type { Facts, Listing } from './facts';
import { component, facts, NOW, node, partly, pod, whole } from './facts.testSupport';
import { ksmUndersized } from './rules/ksm-undersized';

const ENDED = [
  {
    name: 'main',
    ready: true,
    restarts: 1,
    state: 'running',
    startedMs: NOW,
    lastTerminated: { reason: 'OOMKilled', exitCode: 137, startedMs: NOW - 900_000, finishedMs: NOW - 600_000 },
  },
] as const;
const CONTAINER = { name: 'main', image: 'ksm', command: [], args: [], ports: [], requests: {} };

function told(memory: string | undefined, nodes: Facts['nodes']) {
  const limits: Record<string, string> = memory === undefined ? {} : { memory };
  const containers = [{ ...CONTAINER, limits }];
  const answer = ksmUndersized.judge(
    facts({
      stateMetrics: [{ found: component('kube-state-metrics', 'ksm'), flags: new Map() }],
      pods: whole(pod('kube-system', 'ksm-0', { statuses: ENDED, containers })),
      nodes,
    }),
  );
  return answer.state === 'fail' ? answer.failures[0] : undefined;
}

const nodes = (count: number): Listing<NodeObject> => whole(...Array.from({ length: count }, (_, at) => node(`n${at}`)));

it.each<[string | undefined, Listing<NodeObject>, RegExp, RegExp]>([
  [
    '64Mi',
    nodes(3),
    /limit of 64 MiB\..* 250 MiB and 100 m of CPU .*200 MiB and 100 m of CPU for 3 nodes by its older rule/,
    /to 250 MiB or more,/,
  ],
  ['256Mi', nodes(250), /gave 500 MiB and 250 m of CPU for 250 nodes/, /to 500 MiB or more,/],
  ['1Gi', nodes(3), /limit of 1 GiB/, /memory limit of Deployment kube-system\/ksm, leave/],
  [undefined, nodes(1), /over its memory limit\. .*for 1 node by/, /ksm, leave/],
  ['64Mi', partly(), /250 MiB and 100 m of CPU to begin with\.$/, /to 250 MiB or more,/],
])('killed at %s: both sizing rules with the numbers of this cluster', (memory, listed, because, remedy) => {
  expect(told(memory, listed)).toMatchObject({ because: expect.stringMatching(because), remedy: expect.stringMatching(remedy) });
});
