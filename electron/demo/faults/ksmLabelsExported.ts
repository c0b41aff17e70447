import { replaced, withPrometheusConfig } from '../world/edit';
import type { Fault } from './fault';

const JOB = '- job_name: kube-state-metrics\n';
const KEPT = 'regex: kube-state-metrics;http-metrics}\n';
const NAMES = `  - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
  - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
  - {target_label: instance, replacement: kube-state-metrics}
`;

export const ksmLabelsExported: Fault = {
  name: 'ksm-labels-exported',
  breaks: 'the job of kube-state-metrics has labels of its pod and no honor_labels: series carry exported_namespace and exported_pod',
  apply: (world) => {
    const dishonoured = replaced(world.prometheus.config, `${JOB}  honor_labels: true\n`, JOB);
    return withPrometheusConfig(world, replaced(dishonoured, KEPT, KEPT + NAMES));
  },
  findings: () => [{ rule: 'labels-exported', subject: 'target/kube-state-metrics/kube-state-metrics' }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
