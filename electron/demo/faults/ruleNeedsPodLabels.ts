import { withRecordingRule } from '../world/edit';
import type { Fault } from './fault';

export const ruleNeedsPodLabels: Fault = {
  name: 'rule-needs-pod-labels',
  breaks: 'a rule groups by a label of pods that kube-state-metrics is not told to expose',
  apply: (world) => withRecordingRule(world, 'app:kube_pod_labels:count', 'count by (label_app) (kube_pod_labels)'),
  findings: () => [{ rule: 'ksm-labels-not-allowlisted', subject: 'Deployment/kube-system/kube-state-metrics' }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
