import type { PodObject } from '../../model/inventory';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import type { KubeletSight } from '../sights';

/** A container's first reads may be zero; metrics-server needs two points of it anyway. */
const YOUNG_MS = 90_000;

export const podDroppedByMetricsServer = defineRule({
  id: 'pod-dropped-by-metrics-server',
  severity: 'warning',
  says: 'metrics-server leaves a whole pod out, because one container of it has no CPU or memory.',
  symptom: 'error: Metrics not available for pod NS/POD, age: 69h55m32s',
  proof: "the kubelet's /metrics/resource (a value of 0) and the Metrics API, which has other pods and not this one",
  causedBy: [],
  needs: ['kubelets', 'metricsApi', 'pods', 'time'],
  judge(facts) {
    const zeroed = facts.kubelets.flatMap((sight) => podsZeroed(sight).map(([pod, container]) => ({ sight, pod, container })));
    const seen = facts.kubelets.filter(({ resource }) => resource?.state === 'ok').length;
    if (zeroed.length === 0 && seen < facts.kubelets.length)
      return answerOf([unseen(`/metrics/resource of ${facts.kubelets.length - seen} of ${facts.kubelets.length} kubelets`)], '');
    return answerOf(seen === 0 ? [] : [WELL, ...zeroed.map((each) => judgePod(each, facts))], 'no kubelet was found');
  },
});

interface Zeroed {
  readonly sight: KubeletSight;
  /** "NS/POD". */
  readonly pod: string;
  readonly container: string;
}

function podsZeroed({ resource }: KubeletSight): readonly (readonly [string, string])[] {
  if (resource?.state !== 'ok') return [];
  const byPod = new Map(
    resource.value.zeroed.map((each) => {
      const [namespace = '', pod = '', container = ''] = each.split('/');
      return [`${namespace}/${pod}`, container] as const;
    }),
  );
  return [...byPod];
}

function judgePod({ sight, pod, container }: Zeroed, { metricsApi, pods, time }: Pick<Facts, 'metricsApi' | 'pods' | 'time'>): Verdict {
  const object = pods.items.find((each) => `${each.namespace}/${each.name}` === pod);
  if (!object || !isSettled(object, container, time)) return WELL;
  const served = metricsApi?.pods;
  if (served?.state !== 'ok' || served.value.length === 0) return unseen(`the Metrics API's list of pods, to see whether ${pod} is in it`);
  if (served.value.some((each) => `${each.namespace}/${each.name}` === pod)) return WELL;
  return failing({
    subject: `Pod/${pod}`,
    title: `metrics-server leaves out pod ${pod}`,
    because: `The kubelet of ${sight.node} reports 0 for container ${container} of it. metrics-server takes a zero for a broken value and drops the whole pod: kubectl top and HPAs have nothing of it, while ${served.value.length} other pods are served.`,
    remedy: `Look at why container ${container} uses no CPU or no memory (it may be stuck, or its cgroup is not read): kubectl describe -n ${object.namespace} pod/${object.name}. If the container is well, restart the pod; if many are hit, the runtime of ${sight.node} does not report them.`,
    evidence: [
      ...shown(sight),
      ...served.evidence.map((each) => ({ ...each, says: `${served.value.length} pods served, ${pod} is not among them` })),
    ],
  });
}

function shown({ resource }: KubeletSight) {
  const shows = ['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'];
  return (resource?.evidence ?? []).slice(0, 1).map((each) => ({ ...each, shows }));
}

function isSettled(pod: PodObject, container: string, { nowMs, clockOffsetMs }: Facts['time']): boolean {
  const status = pod.statuses.find(({ name }) => name === container);
  if (pod.deletedMs !== undefined || status?.state !== 'running') return false;
  return nowMs + clockOffsetMs - (status.startedMs ?? 0) > YOUNG_MS;
}
