import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { sayWorkload, workloadSubject } from '../select/workloads';
import type { StateMetricsSight } from '../sights';

/** Flags that leave objects out on purpose (docs/developer/cli-arguments.md). */
const SELECTIVE = ['namespaces', 'namespaces-denylist', 'metric-allowlist', 'metric-denylist', 'node', 'pod'];

type Needed = Pick<Facts, 'stateMetrics' | 'nodes' | 'pods' | 'services'>;

export const ksmListFailing = defineRule({
  id: 'ksm-list-failing',
  severity: 'error',
  says: 'kube-state-metrics cannot list a kind of object: its families have no series.',
  symptom: 'failed to list *v1.Node: nodes is forbidden: User "system:serviceaccount:…" cannot list resource "nodes"',
  proof: 'its own counters of lists that failed, and objects that the API has and it does not expose',
  causedBy: [],
  needs: ['stateMetrics', 'nodes', 'pods', 'services'],
  judge: (facts) =>
    answerOf(
      facts.stateMetrics.map((sight) => judge(sight, facts)),
      'no kube-state-metrics was found',
    ),
});

function judge(sight: StateMetricsSight, facts: Needed): Verdict {
  const { found, metrics, telemetry } = sight;
  const refused = failingLists(sight);
  const hidden = hiddenObjects(sight, facts);
  if (refused.length === 0 && hidden.length === 0) {
    if (telemetry?.state === 'ok') return WELL;
    return unseen(
      `the telemetry of ${sayWorkload(found)} (port 8081): ${telemetry === undefined ? 'no way to it is known' : telemetry.because}`,
    );
  }
  const lists = refused.map(({ resource, errors }) => `${errors} lists of ${resource} failed and none of late succeeded`);
  const objects = hidden.map(({ resource, count }) => `0 of ${count} ${resource} are exposed`);
  const what = [
    ...new Set([...refused.map(({ resource }) => resource), ...(refused.length > 0 ? [] : hidden.map(({ resource }) => resource))]),
  ].join(', ');
  return failing({
    subject: workloadSubject(found),
    title: `kube-state-metrics cannot list ${what}`,
    because: `${[...lists, ...objects].join('; ')}. Every series of them is missing, and rules on them never fire.`,
    remedy: `See that its service account may list and watch them (kubectl auth can-i list ${plural(what)} --as=system:serviceaccount:${found.namespace}:kube-state-metrics, with the name of its service account); if it may, its version does not know the objects' schema: upgrade it.`,
    evidence: [
      ...(telemetry?.evidence ?? [])
        .slice(0, 1)
        .map((each) => ({ ...each, says: lists.join('; ') || each.says, shows: ['kube_state_metrics_list_total'] })),
      ...(metrics?.evidence ?? []).slice(0, hidden.length > 0 ? 1 : 0).map((each) => ({ ...each, says: objects.join('; ') })),
    ],
  });
}

interface FailingList {
  readonly resource: string;
  readonly errors: number;
}

/** Lists that only failed, or failed again since the look before. */
function failingLists({ telemetry, listsBefore }: StateMetricsSight): readonly FailingList[] {
  if (telemetry?.state !== 'ok') return [];
  return [...telemetry.value.lists]
    .filter(([resource, { success, error }]) => {
      const before = listsBefore?.get(resource);
      return error > 0 && (success === 0 || (before !== undefined && error > before.error && success === before.success));
    })
    .map(([resource, { error }]) => ({ resource, errors: error }));
}

interface Hidden {
  readonly resource: string;
  readonly count: number;
}

/** Resources with objects in the API and none exposed, where its flags do not ask for that. A shard exposes only its part. */
function hiddenObjects({ metrics, telemetry, flags }: StateMetricsSight, facts: Needed): readonly Hidden[] {
  const shards = telemetry?.state === 'ok' ? (telemetry.value.totalShards ?? 1) : Number(flags.get('total-shards') ?? 1);
  if (metrics?.state !== 'ok' || shards > 1 || SELECTIVE.some((flag) => flags.has(flag))) return [];
  const wanted = flags.get('resources')?.split(',');
  return (['nodes', 'pods', 'services'] as const)
    .filter((resource) => facts[resource].whole && (wanted?.includes(resource) ?? true))
    .map((resource) => ({ resource, count: facts[resource].items.length }))
    .filter(({ resource, count }) => count > 0 && metrics.value.objects.get(resource) === 0);
}

/** "nodes" of "*v1.Node". */
function plural(resource: string): string {
  const kind = /\.(\w+)$/.exec(resource.split(', ')[0] ?? '')?.[1]?.toLowerCase() ?? resource;
  return kind.endsWith('s') ? kind : `${kind}s`;
}
