import { answerOf, cannotTell, failing, notApplicable, PASS } from '../answer';
import { defineRule } from '../rule';
import { workloadSubject } from '../select/workloads';

export const ksmShardMismatch = defineRule({
  id: 'ksm-shard-mismatch',
  severity: 'error',
  says: 'The shards of kube-state-metrics do not make a whole: objects are missing or doubled.',
  symptom: 'kube_state_metrics_total_shards differs between pods; kube_state_metrics_shard_ordinal has holes',
  proof: 'what each instance says of itself in its telemetry',
  causedBy: [],
  needs: ['stateMetrics'],
  judge({ stateMetrics }) {
    const seen = stateMetrics.flatMap(({ found, telemetry }) =>
      telemetry?.state === 'ok' ? [{ found, telemetry, ...telemetry.value }] : [],
    );
    const sharded = seen.filter(({ totalShards }) => (totalShards ?? 1) > 1);
    const [first] = sharded;
    if (stateMetrics.length === 0) return notApplicable('no kube-state-metrics was found');
    if (!first)
      return seen.length === stateMetrics.length
        ? notApplicable('kube-state-metrics is not sharded')
        : cannotTell('the telemetry of every kube-state-metrics');
    const totals = [...new Set(sharded.map(({ totalShards }) => totalShards))];
    const ordinals = sharded.map(({ shard }) => shard);
    const doubled = ordinals.find((ordinal, at) => ordinal !== undefined && ordinals.indexOf(ordinal) !== at);
    const says =
      totals.length > 1
        ? `they disagree on how many they are: ${totals.join(', ')}`
        : doubled !== undefined
          ? `two are shard ${doubled}`
          : undefined;
    // A shard that is not seen may be there all the same.
    if (says === undefined)
      return sharded.length === first.totalShards
        ? PASS
        : cannotTell(`the telemetry of all ${first.totalShards} shards (${sharded.length} were read)`);
    return answerOf(
      [
        failing({
          subject: workloadSubject(first.found),
          title: 'The shards of kube-state-metrics do not fit together',
          because: `Of ${sharded.length} instances ${says}. Each exposes the objects whose hash falls to its shard: some are missing, some doubled.`,
          remedy:
            'Give every instance the same --total-shards and its own --shard from 0 on; a StatefulSet with --pod and --pod-namespace does it by itself.',
          evidence: sharded.flatMap(({ telemetry }) =>
            telemetry.evidence
              .slice(0, 1)
              .map((each) => ({ ...each, shows: ['kube_state_metrics_total_shards', 'kube_state_metrics_shard_ordinal'] })),
          ),
        }),
      ],
      '',
    );
  },
});
