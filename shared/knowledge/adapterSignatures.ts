import type { Signature } from './signature';

const NOTHING = { imageNames: [], binaries: [], flags: [], labels: [], ports: [] } as const;

/** Servers of custom.metrics.k8s.io and external.metrics.k8s.io, by the images of their releases. */
export const ADAPTER_SIGNATURES: readonly Signature[] = [
  {
    kind: 'prometheus-adapter',
    images: [
      'prometheus-adapter/prometheus-adapter',
      'directxman12/k8s-prometheus-adapter',
      'directxman12/k8s-prometheus-adapter-amd64',
      'bitnami/prometheus-adapter',
      'rancher/mirrored-prometheus-adapter-prometheus-adapter',
    ],
    imageNames: [
      'prometheus-adapter',
      'k8s-prometheus-adapter',
      'k8s-prometheus-adapter-amd64',
      'mirrored-prometheus-adapter-prometheus-adapter',
    ],
    binaries: ['adapter'],
    flags: [['prometheus-url'], ['metrics-relist-interval']],
    labels: ['prometheus-adapter'],
    ports: [6443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'keda',
    images: ['kedacore/keda-metrics-apiserver', 'kedacore/keda-metrics-adapter'],
    imageNames: ['keda-metrics-apiserver', 'keda-metrics-adapter'],
    binaries: ['keda-adapter'],
    labels: ['keda-operator-metrics-apiserver'],
    ports: [6443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'datadog',
    images: ['datadoghq/cluster-agent', 'datadog/cluster-agent'],
    binaries: ['datadog-cluster-agent'],
    labels: ['datadog-cluster-agent', 'cluster-agent'],
    ports: [8443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'cloudwatch',
    images: ['chankh/k8s-cloudwatch-adapter', 'awslabs/k8s-cloudwatch-adapter'],
    imageNames: ['k8s-cloudwatch-adapter'],
    labels: ['k8s-cloudwatch-adapter'],
    ports: [6443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'azure',
    images: ['jsturtevant/azure-k8s-metrics-adapter-amd64', 'jsturtevant/azure-k8s-metrics-adapter'],
    imageNames: ['azure-k8s-metrics-adapter-amd64', 'azure-k8s-metrics-adapter'],
    labels: ['azure-k8s-metrics-adapter'],
    ports: [6443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'stackdriver',
    images: ['google-containers/custom-metrics-stackdriver-adapter', 'gke-release/custom-metrics-stackdriver-adapter'],
    imageNames: ['custom-metrics-stackdriver-adapter'],
    labels: ['custom-metrics-stackdriver-adapter'],
    ports: [443],
  },
  {
    ...NOTHING,
    kind: 'external-adapter',
    flavour: 'kube-metrics-adapter',
    images: ['teapot/kube-metrics-adapter', 'zalando-incubator/kube-metrics-adapter'],
    imageNames: ['kube-metrics-adapter'],
    labels: ['kube-metrics-adapter'],
    ports: [443],
  },
];
