import { replaced, withPrometheusConfig } from '../world/edit';
import type { Fault } from './fault';

const NEXT_JOB = '- job_name: kubelet-resource\n';
const SECOND = `- job_name: kubelet-of-before
  scheme: https
  authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
`;

export const kubeletScrapedTwice: Fault = {
  name: 'kubelet-scraped-twice',
  breaks: 'a second job scrapes what the kubelet job does: each of its series is stored twice',
  apply: (world) => withPrometheusConfig(world, replaced(world.prometheus.config, NEXT_JOB, SECOND + NEXT_JOB)),
  findings: () => [{ rule: 'duplicate-kubelet-targets', subject: 'Deployment/monitoring/prometheus' }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
