/** Where a card is documented by those who make it; hosts that main opens (electron/main/links.ts). */
export interface DocLink {
  readonly words: string;
  readonly url: string;
}

const K8S = 'https://kubernetes.io/docs';
const PIPELINE: DocLink = {
  words: 'Resource metrics pipeline',
  url: `${K8S}/tasks/debug/debug-cluster/resource-metrics-pipeline/`,
};
const DESIGN: DocLink = {
  words: 'Kubernetes monitoring architecture',
  url: 'https://github.com/kubernetes/design-proposals-archive/blob/main/instrumentation/monitoring_architecture.md',
};
const github = (repository: string, words = repository.split('/')[1] ?? repository): DocLink => ({
  words,
  url: `https://github.com/${repository}`,
});

const LINKS: Readonly<Record<string, readonly DocLink[]>> = {
  containers: [{ words: 'cgroups', url: `${K8S}/concepts/architecture/cgroups/` }],
  kubelet: [{ words: 'Node metrics data', url: `${K8S}/reference/instrumentation/node-metrics/` }, PIPELINE],
  cadvisor: [github('google/cadvisor', 'cAdvisor')],
  'cadvisor-standalone': [github('google/cadvisor', 'cAdvisor')],
  'container-runtime': [{ words: 'Container runtimes', url: `${K8S}/setup/production-environment/container-runtimes/` }],
  'metrics-server': [github('kubernetes-sigs/metrics-server'), PIPELINE],
  'metrics-api': [PIPELINE, github('kubernetes/metrics', 'its types')],
  'kubectl-top': [{ words: 'kubectl top', url: `${K8S}/reference/kubectl/generated/kubectl_top/` }],
  hpa: [{ words: 'Horizontal Pod Autoscaling', url: `${K8S}/tasks/run-application/horizontal-pod-autoscale/` }],
  vpa: [github('kubernetes/autoscaler/tree/master/vertical-pod-autoscaler', 'Vertical Pod Autoscaler')],
  'node-kernel': [github('prometheus/node_exporter', 'what node_exporter reads')],
  'node-exporter': [github('prometheus/node_exporter')],
  prometheus: [
    { words: 'Prometheus', url: 'https://prometheus.io/docs/introduction/overview/' },
    { words: 'Scraping', url: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/' },
  ],
  'custom-metrics-api': [
    { words: 'Custom metrics', url: `${K8S}/tasks/run-application/horizontal-pod-autoscale/` },
    github('kubernetes/metrics', 'its types'),
  ],
  'external-metrics-api': [github('kubernetes/metrics', 'its types')],
  'prometheus-adapter': [github('kubernetes-sigs/prometheus-adapter')],
  'external-adapter': [github('kubernetes/metrics', 'Implementations')],
  alertmanager: [{ words: 'Alertmanager', url: 'https://prometheus.io/docs/alerting/latest/alertmanager/' }],
  dashboard: [{ words: 'Grafana', url: 'https://grafana.com/docs/grafana/latest/' }],
  applications: [{ words: 'Exposition formats', url: 'https://prometheus.io/docs/instrumenting/exposition_formats/' }],
  'api-objects': [{ words: 'Objects in Kubernetes', url: `${K8S}/concepts/overview/working-with-objects/` }],
  'kube-state-metrics': [github('kubernetes/kube-state-metrics')],
  pushgateway: [github('prometheus/pushgateway')],
  'opentelemetry-collector': [{ words: 'Collector', url: 'https://opentelemetry.io/docs/collector/' }],
};

/** By card id, a second of a kind as the first; always the design at the end. */
export function docLinks(card: string): readonly DocLink[] {
  return [...(LINKS[card] ?? LINKS[card.split(':', 1)[0] ?? ''] ?? []), DESIGN];
}
