import { withRecordingRule } from '../world/edit';
import type { Fault } from './fault';

export const ruleWindowTooShort: Fault = {
  name: 'rule-window-too-short',
  breaks: 'a rule takes a rate over 20 s of what is scraped each 15 s or more rarely',
  apply: (world) =>
    withRecordingRule(
      world,
      'namespace:container_cpu_usage_seconds_total:sum_rate20s',
      'sum by (namespace) (rate(container_cpu_usage_seconds_total{job="cadvisor",container!=""}[20s]))',
    ),
  findings: () => [{ rule: 'rate-window-too-short', subject: 'Deployment/monitoring/prometheus' }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
