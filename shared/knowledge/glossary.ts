/** A word of the field that the glossary explains; its sentences stand beside the window's other texts, by its id. */
export interface Term<Id extends string = string> {
  readonly id: Id;
  /** Who says what the entry tells. */
  readonly source: string;
  /** The card of the map that it is the name of. */
  readonly card?: string;
}

const K8S = 'https://kubernetes.io/docs';
const PROMETHEUS = 'https://prometheus.io/docs';
const DESIGN = 'https://github.com/kubernetes/design-proposals-archive/blob/main/instrumentation/monitoring_architecture.md';
const PIPELINE = `${K8S}/tasks/debug/debug-cluster/resource-metrics-pipeline/`;
const HPA = `${K8S}/tasks/run-application/horizontal-pod-autoscale/`;
const STALENESS = `${PROMETHEUS}/prometheus/latest/querying/basics/#staleness`;
const DATA_MODEL = `${PROMETHEUS}/concepts/data_model/`;
const METRIC_TYPES = `${PROMETHEUS}/concepts/metric_types/`;
const CONFIGURATION = `${PROMETHEUS}/prometheus/latest/configuration/configuration/`;
const AGGREGATION = `${K8S}/concepts/extend-kubernetes/api-extension/apiserver-aggregation/`;
const METRICS_TYPES = 'https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go';
const CADVISOR_IN_KUBELET = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/cadvisor/cadvisor_linux.go';

/** The words of Kubernetes' monitoring, by the way that data goes. */
export const GLOSSARY = [
  { id: 'core-pipeline', source: DESIGN },
  { id: 'monitoring-pipeline', source: DESIGN },
  { id: 'hop', source: DESIGN },
  { id: 'cgroup', source: `${K8S}/concepts/architecture/cgroups/`, card: 'containers' },
  {
    id: 'container-runtime',
    source: `${K8S}/setup/production-environment/container-runtimes/`,
    card: 'container-runtime',
  },
  { id: 'kubelet', source: `${K8S}/reference/instrumentation/node-metrics/`, card: 'kubelet' },
  { id: 'cadvisor', source: 'https://github.com/google/cadvisor', card: 'cadvisor' },
  { id: 'housekeeping', source: CADVISOR_IN_KUBELET },
  { id: 'working-set', source: PIPELINE },
  { id: 'metrics-server', source: 'https://github.com/kubernetes-sigs/metrics-server', card: 'metrics-server' },
  { id: 'metrics-api', source: PIPELINE, card: 'metrics-api' },
  { id: 'window', source: METRICS_TYPES },
  { id: 'aggregation-layer', source: AGGREGATION },
  { id: 'apiservice', source: AGGREGATION },
  { id: 'kubectl-top', source: `${K8S}/reference/kubectl/generated/kubectl_top/`, card: 'kubectl-top' },
  { id: 'hpa', source: HPA, card: 'hpa' },
  { id: 'kube-state-metrics', source: 'https://github.com/kubernetes/kube-state-metrics', card: 'kube-state-metrics' },
  { id: 'node-exporter', source: 'https://github.com/prometheus/node_exporter', card: 'node-exporter' },
  { id: 'prometheus', source: `${PROMETHEUS}/introduction/overview/`, card: 'prometheus' },
  { id: 'service-discovery', source: `${CONFIGURATION}#kubernetes_sd_config` },
  { id: 'target', source: `${PROMETHEUS}/concepts/jobs_instances/` },
  { id: 'scrape', source: CONFIGURATION },
  { id: 'up', source: `${PROMETHEUS}/concepts/jobs_instances/` },
  { id: 'relabelling', source: `${CONFIGURATION}#relabel_config` },
  { id: 'family', source: `${PROMETHEUS}/instrumenting/exposition_formats/` },
  { id: 'series', source: DATA_MODEL },
  { id: 'label', source: DATA_MODEL },
  { id: 'sample', source: DATA_MODEL },
  { id: 'counter', source: `${METRIC_TYPES}#counter` },
  { id: 'gauge', source: `${METRIC_TYPES}#gauge` },
  { id: 'rate', source: `${PROMETHEUS}/prometheus/latest/querying/functions/#rate` },
  { id: 'promql', source: `${PROMETHEUS}/prometheus/latest/querying/basics/` },
  { id: 'stale-marker', source: STALENESS },
  { id: 'lookback', source: STALENESS },
  { id: 'prometheus-adapter', source: 'https://github.com/kubernetes-sigs/prometheus-adapter', card: 'prometheus-adapter' },
  { id: 'custom-metrics', source: HPA, card: 'custom-metrics-api' },
  { id: 'external-metrics', source: HPA, card: 'external-metrics-api' },
  { id: 'alertmanager', source: `${PROMETHEUS}/alerting/latest/alertmanager/`, card: 'alertmanager' },
  { id: 'scrape-gap', source: CONFIGURATION },
  { id: 'blind-spot', source: STALENESS },
] as const satisfies readonly Term[];

export type TermId = (typeof GLOSSARY)[number]['id'];

const TERMS: readonly Term<TermId>[] = GLOSSARY;

export function termOf(id: TermId): Term<TermId> {
  return TERMS.find((term) => term.id === id) ?? GLOSSARY[0];
}

/** The term that this card of the map is called by. */
export function termOfCard(card: string): TermId | undefined {
  return TERMS.find((term) => term.card === card)?.id;
}
