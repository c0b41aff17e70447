import type { TermId } from '../../../shared/knowledge/glossary';

interface TermWords {
  readonly name: string;
  /** How it is written in sentences besides its name. */
  readonly written: readonly string[];
  /** One to three sentences. */
  readonly says: string;
}

const terms = {
  'core-pipeline': {
    name: 'core pipeline',
    written: ['core metrics pipeline'],
    says: 'What Kubernetes itself needs: the usage of nodes and pods, from the kubelet over metrics-server and the Metrics API to kubectl top and the HPA. It keeps no history.',
  },
  'monitoring-pipeline': {
    name: 'monitoring pipeline',
    written: [],
    says: 'Everything that is measured beyond that, and kept: mostly by Prometheus. Who runs the cluster installs it; Kubernetes works without it.',
  },
  hop: {
    name: 'hop',
    written: ['hops'],
    says: 'The way of data from one part of the architecture to the next, a line on the map. Mostly it is the receiver who asks, so data goes against the direction of the request.',
  },
  cgroup: {
    name: 'cgroup',
    written: ['cgroups'],
    says: 'A group of processes for which the kernel counts CPU and memory, as files in a folder. Each container has one, and each pod has one around those of its containers.',
  },
  'container-runtime': {
    name: 'container runtime',
    written: ['containerd', 'CRI-O'],
    says: 'What runs the containers of a node: containerd, CRI-O or Docker. It knows which cgroup belongs to which container, pod and image.',
  },
  kubelet: {
    name: 'kubelet',
    written: ['kubelets'],
    says: 'The agent of Kubernetes on each node. It runs the pods and serves what is measured of them, on port 10250.',
  },
  cadvisor: {
    name: 'cAdvisor',
    written: ['cAdvisors'],
    says: 'The part of the kubelet that reads the cgroups and keeps what it read for two minutes. Its page is /metrics/cadvisor; its samples carry the time of the reading.',
  },
  housekeeping: {
    name: 'housekeeping',
    written: [],
    says: "cAdvisor's reading of one container. In the kubelet it comes again after 10 to 30 s: steps of 10 s that grow to 15 s while nothing changes, each stretched at random to up to twice as long.",
  },
  'working-set': {
    name: 'working set',
    written: [],
    says: 'The memory in use that the kernel cannot take back at once: all that is used without the inactive part of the file cache. kubectl top and the HPA mean this one.',
  },
  'metrics-server': {
    name: 'metrics-server',
    written: [],
    says: 'Polls /metrics/resource of each kubelet, keeps the last two points of each container, and serves the usage between them as the Metrics API.',
  },
  'metrics-api': {
    name: 'Metrics API',
    written: ['metrics.k8s.io'],
    says: 'metrics.k8s.io: CPU and memory of nodes and pods as they are now, with the time and the window of each value. kubectl top and the HPA read it.',
  },
  window: {
    name: 'window',
    written: [],
    says: 'The time over which a usage is an average. In the Metrics API it is the time between the two readings that the value was made of.',
  },
  'aggregation-layer': {
    name: 'aggregation layer',
    written: [],
    says: 'The part of the apiserver that forwards whole groups of its API to other servers. Whoever asks does not notice.',
  },
  apiservice: {
    name: 'APIService',
    written: ['APIServices'],
    says: 'The object that says which Service serves a group and version of the API, such as v1beta1.metrics.k8s.io. Its condition Available tells whether that server answers.',
  },
  'kubectl-top': {
    name: 'kubectl top',
    written: [],
    says: 'A command that prints CPU and memory of nodes or pods. It reads the Metrics API and measures nothing itself.',
  },
  hpa: {
    name: 'HPA',
    written: ['HorizontalPodAutoscaler', 'HorizontalPodAutoscalers', 'HPAs'],
    says: 'HorizontalPodAutoscaler: adds and removes pods so that a metric stays near its target. It reads resource metrics from the Metrics API and others from the custom and external metrics APIs, every 15 s unless told otherwise.',
  },
  'kube-state-metrics': {
    name: 'kube-state-metrics',
    written: [],
    says: 'Watches the objects of the API and exposes their state as metrics: phases, conditions, requests, limits, replicas. It knows nothing of usage.',
  },
  'node-exporter': {
    name: 'node-exporter',
    written: [],
    says: 'Exposes what the kernel of a node knows: CPU, memory, disks, network, file systems. It runs on each node and knows no pods.',
  },
  prometheus: {
    name: 'Prometheus',
    written: [],
    says: 'Discovers targets, scrapes them at fixed intervals, keeps their samples and answers PromQL. It also evaluates rules and fires alerts.',
  },
  'service-discovery': {
    name: 'service discovery',
    written: [],
    says: 'How Prometheus finds its targets: it asks the apiserver for nodes, Services, endpoints, pods or ingresses. What it learns comes as labels that begin with __meta_ and are gone after relabelling.',
  },
  target: {
    name: 'target of a scrape',
    written: ['targets'],
    says: 'One address that Prometheus scrapes, with labels that every sample from it gets. The same pod may be several targets: one for each port or path.',
  },
  scrape: {
    name: 'scrape',
    written: ['scrapes'],
    says: 'One request of Prometheus to one target, and what came of it. It is kept as a whole or not at all.',
  },
  up: {
    name: 'up metric',
    written: ['up is', 'up stays'],
    says: 'A series that Prometheus writes for each target at each scrape: 1 when it was answered and kept, else 0. It tells of the target, not of any series in its answer.',
  },
  relabelling: {
    name: 'relabelling',
    written: ['relabel_configs', 'metric_relabel_configs'],
    says: 'Rules that keep, drop and rename by labels: relabel_configs choose targets before a scrape, metric_relabel_configs choose series after it. Expressions are RE2 and must match the whole value.',
  },
  family: {
    name: 'metric family',
    written: ['metric families', 'families'],
    says: 'A metric name with all of its series, one type and one help text.',
  },
  series: {
    name: 'series',
    written: [],
    says: 'One metric name with one set of labels, and its samples through time. One label more or less makes another series.',
  },
  label: {
    name: 'label',
    written: ['labels'],
    says: 'A name and a value that tell one series from another: namespace="shop". A label with an empty value is the same as no label.',
  },
  sample: {
    name: 'sample',
    written: ['samples'],
    says: 'One value of a series with the time when it was true. Most get the time of the scrape; those of cAdvisor bring their own.',
  },
  counter: {
    name: 'counter',
    written: ['counters'],
    says: 'A number that only grows, and begins again at 0 when its program starts anew. What it counted between two scrapes is not lost; when it happened is.',
  },
  gauge: {
    name: 'gauge',
    written: ['gauges'],
    says: 'A number that goes up and down. What it was between two scrapes is in no sample.',
  },
  rate: {
    name: 'rate',
    written: ['rates'],
    says: 'How much a counter grows in a second, on average over a range. It needs at least two samples within the range.',
  },
  promql: {
    name: 'PromQL',
    written: [],
    says: 'The language in which Prometheus is asked. An instant query has one moment, a range query many moments with a step between them.',
  },
  'stale-marker': {
    name: 'stale marker',
    written: ['stale markers'],
    says: 'A special value that Prometheus writes when a series is no longer in a scrape, or the scrape failed: queries stop to return it at once. Series with timestamps of their own get none unless the configuration asks for it.',
  },
  lookback: {
    name: 'lookback',
    written: ['looks back', 'look back'],
    says: 'How far back an instant query looks for the last sample of a series: 5 minutes unless told otherwise. An older sample is not found.',
  },
  'prometheus-adapter': {
    name: 'prometheus-adapter',
    written: [],
    says: 'Serves the custom and external metrics APIs out of Prometheus: its rules turn a request into PromQL and the result into values of objects.',
  },
  'custom-metrics': {
    name: 'Custom metrics',
    written: ['custom.metrics.k8s.io', 'custom metric'],
    says: 'custom.metrics.k8s.io: metrics of objects in the cluster, such as requests per second of a pod, for the HPA. Kubernetes defines the API; an adapter serves it.',
  },
  'external-metrics': {
    name: 'External metrics',
    written: ['external.metrics.k8s.io', 'external metric'],
    says: 'external.metrics.k8s.io: metrics of what is no object of the cluster, such as the length of a queue elsewhere, for the HPA.',
  },
  alertmanager: {
    name: 'Alertmanager',
    written: [],
    says: 'Receives the alerts that Prometheus fires, groups and silences them, and sends them on to people.',
  },
  'scrape-gap': {
    name: 'scrape gap',
    written: ['scrape gaps'],
    says: 'A stretch in which a scrape should have come and did not, or was not kept. A graph shows it as a hole, or as a straight line drawn over it.',
  },
  'blind-spot': {
    name: 'blind spot',
    written: ['blind spots'],
    says: 'Something that happened and is in no sample, because it began and ended between two scrapes, or because no metric tells it.',
  },
} as const satisfies Record<TermId, TermWords>;

/** The glossary: the words of the field (shared/knowledge/glossary.ts), and the dialog that shows them. */
export const glossaryTexts = {
  name: 'The glossary',
  title: 'Glossary',
  list: 'Terms',
  here: 'On this screen',
  others: 'Other terms',
  terms,
  about: (term: string) => `What "${term}" means`,
  onMap: (card: string) => `${card} on the map`,
  source: 'Where this is written',
} as const;
