import { changeArgs, replaced, withPrometheusConfig } from '../world/edit';
import { KUBE_STATE_METRICS, SECOND_SHARD } from '../world/healthy/systemWorkloads';
import type { World, WorldWorkload } from '../world/world';
import { type Fault, SUFFERS } from './fault';

const NAMESPACE = 'kube-system';
const NAME_LABEL = 'app.kubernetes.io/name';
/** The second should be --shard=1. */
const SHARD = ['--shard=0', '--total-shards=2'];
const NEXT_JOB = '- job_name: kubelet-resource\n';
const SECOND_JOB = `- job_name: ${SECOND_SHARD}
  honor_labels: true
  kubernetes_sd_configs: [{role: endpoints, namespaces: {names: [${NAMESPACE}]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: ${SECOND_SHARD};http-metrics}
`;

export const ksmShardTwice: Fault = {
  name: 'ksm-shard-twice',
  breaks: 'kube-state-metrics is in two shards, and both are shard 0: half of the objects is doubled, the other half missing',
  apply: (world) => {
    const sharded = changeArgs(world, NAMESPACE, KUBE_STATE_METRICS, (args) => [...args, ...SHARD]);
    const scraped = withPrometheusConfig(sharded, replaced(sharded.prometheus.config, NEXT_JOB, SECOND_JOB + NEXT_JOB));
    return { ...scraped, workloads: [...scraped.workloads, ...secondOf(scraped)] };
  },
  findings: () => [{ rule: 'ksm-shard-mismatch', subject: `Deployment/${NAMESPACE}/${KUBE_STATE_METRICS}` }],
  health: () => ({ cards: { 'kube-state-metrics': SUFFERS }, hops: { 'api-objects->kube-state-metrics': SUFFERS } }),
  settlesSeconds: 60,
};

/** The same with another name, by which its Service finds it. */
function secondOf({ workloads }: World): readonly WorldWorkload[] {
  return workloads
    .filter(({ namespace, name }) => namespace === NAMESPACE && name === KUBE_STATE_METRICS)
    .map((first) => ({
      ...first,
      name: SECOND_SHARD,
      labels: { ...first.labels, [NAME_LABEL]: SECOND_SHARD },
      podLabels: { ...first.podLabels, [NAME_LABEL]: SECOND_SHARD },
    }));
}
