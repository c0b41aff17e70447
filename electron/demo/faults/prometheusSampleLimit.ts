import { replaced, withPrometheusConfig } from '../world/edit';
import { type Fault, nodeTargets, WORSE } from './fault';

const JOB_LINE = '- job_name: kubelet-resource\n';

export const prometheusSampleLimit: Fault = {
  name: 'prometheus-sample-limit',
  breaks: 'the kubelet-resource job has sample_limit 10: its answers are thrown away whole',
  apply: (world) => withPrometheusConfig(world, replaced(world.prometheus.config, JOB_LINE, `${JOB_LINE}  sample_limit: 10\n`)),
  findings: (world) => nodeTargets(world, 'scrape-rejected', 'kubelet-resource'),
  health: () => ({ cards: { prometheus: ['ok', 'degraded'], kubelet: ['ok', 'degraded'] }, hops: { 'kubelet->prometheus': WORSE } }),
  settlesSeconds: 60,
};
