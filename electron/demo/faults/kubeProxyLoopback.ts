import { replaced, withPrometheusConfig } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

const NEXT_JOB = '- job_name: kubelet-resource\n';
const PROXIES = `- job_name: kube-proxy
  kubernetes_sd_configs: [{role: pod, namespaces: {names: [kube-system]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_pod_name], action: keep, regex: kube-proxy-.+}
  - {source_labels: [__meta_kubernetes_pod_host_ip], target_label: __address__, replacement: "$1:10249"}
`;

export const kubeProxyLoopback: Fault = {
  name: 'kube-proxy-loopback',
  breaks: 'a job scrapes kube-proxy, whose metrics listen on the loopback of its node alone',
  apply: (world) => withPrometheusConfig(world, replaced(world.prometheus.config, NEXT_JOB, PROXIES + NEXT_JOB)),
  findings: (world) => world.nodes.map(({ ip }) => ({ rule: 'scrape-refused', subject: `target/kube-proxy/${ip}:10249` })),
  health: () => ({ cards: { prometheus: ['ok', 'degraded'], applications: SUFFERS }, hops: { 'applications->prometheus': SUFFERS } }),
  settlesSeconds: 150,
};
