import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import { discover } from './discover';
import { distributionOf } from './distribution';
import { NO_ANSWERS } from './identification';
import { inventoryOf, line } from './objects.testSupport';

function found(file: string): readonly Discovered[] {
  return discover(inventoryOf(file), NO_ANSWERS, []);
}

/** Nodes' own and the APIs' cards are the same everywhere and are held below. */
const EVERYWHERE = new Set(['kubelet', 'cadvisor', 'container-runtime', 'kubectl-top', 'metrics-api', 'kube-apiserver']);

const CASES: readonly {
  readonly name: string;
  readonly file: string;
  readonly distribution: object;
  readonly apiserverPods: readonly string[];
  readonly kubelets: readonly string[];
  readonly runtime: string;
  readonly others: readonly string[];
}[] = [
  {
    name: 'minikube',
    file: 'minikube.yaml',
    distribution: { name: 'minikube', controlPlane: 'pods', because: 'Node minikube has label minikube.k8s.io/name=minikube.' },
    apiserverPods: ['kube-apiserver-minikube'],
    kubelets: ['minikube'],
    runtime: 'docker 27.2.0',
    others: ['metrics-server = metrics-server/kube-system/metrics-server 0.7.2 service-proxy kube-system metrics-server https https'],
  },
  {
    name: 'kind with kube-prometheus',
    file: 'kind.yaml',
    distribution: {
      name: 'kind',
      controlPlane: 'pods',
      because: 'Node kind-control-plane has providerID kind://docker/kind/kind-control-plane.',
    },
    apiserverPods: ['kube-apiserver-kind-control-plane'],
    kubelets: ['kind-control-plane', 'kind-worker'],
    runtime: 'containerd 1.7.18',
    others: [
      'node-exporter = node-exporter/monitoring/node-exporter/kind-control-plane 1.8.2 pod-proxy monitoring node-exporter-b2wmg https 9100',
      'node-exporter = node-exporter/monitoring/node-exporter/kind-worker 1.8.2 pod-proxy monitoring node-exporter-c2wmg https 9100',
      'prometheus = prometheus/monitoring/k8s/prometheus-k8s-0 2.54.1 pod-proxy monitoring prometheus-k8s-0 http 9090',
      'prometheus = prometheus/monitoring/k8s/prometheus-k8s-1 2.54.1 pod-proxy monitoring prometheus-k8s-1 http 9090',
      'prometheus-adapter = prometheus-adapter/monitoring/prometheus-adapter 0.12.0 service-proxy monitoring prometheus-adapter https https',
      'alertmanager = alertmanager/monitoring/main/alertmanager-main-0 0.27.0 pod-proxy monitoring alertmanager-main-0 http 9093',
      'alertmanager = alertmanager/monitoring/main/alertmanager-main-1 0.27.0 pod-proxy monitoring alertmanager-main-1 http 9093',
      'alertmanager = alertmanager/monitoring/main/alertmanager-main-2 0.27.0 pod-proxy monitoring alertmanager-main-2 http 9093',
      'dashboard = dashboard/monitoring/grafana [grafana] 11.2.0 pod-proxy monitoring grafana-5b8bfffd9c-b2wmg http 3000',
      'applications = app/shop/cart pod-proxy shop cart-5b8bfffd9c-b2wmg http 9000',
      'applications = app/shop/shop service-proxy shop shop http metrics /internal/metrics',
      'kube-state-metrics = kube-state-metrics/monitoring/kube-state-metrics 2.13.0 service-proxy monitoring kube-state-metrics https https-main',
    ],
  },
  {
    name: 'kubeadm with Helm charts',
    file: 'kubeadm.yaml',
    distribution: { name: 'kubeadm', controlPlane: 'pods' },
    apiserverPods: ['kube-apiserver-cp-1'],
    kubelets: ['cp-1', 'w-1'],
    runtime: 'cri-o 1.30.4',
    others: [
      'metrics-server = metrics-server/kube-system/metrics-server 0.7.2 service-proxy kube-system metrics-server https https',
      'node-exporter = node-exporter/monitoring/prometheus-prometheus-node-exporter/cp-1 1.8.2 pod-proxy monitoring prometheus-prometheus-node-exporter-b2wmg http 9101',
      'node-exporter = node-exporter/monitoring/prometheus-prometheus-node-exporter/w-1 1.8.2 pod-proxy monitoring prometheus-prometheus-node-exporter-c2wmg http 9101',
      'prometheus = prometheus/monitoring/prometheus-server 2.54.1 service-proxy monitoring prometheus-server http http /prometheus',
      'alertmanager = alertmanager/monitoring/prometheus-alertmanager 0.27.0 pod-proxy monitoring prometheus-alertmanager-0 http 9093',
      'kube-state-metrics = kube-state-metrics/monitoring/prometheus-kube-state-metrics 2.13.0 service-proxy monitoring prometheus-kube-state-metrics http http',
      'pushgateway = pushgateway/monitoring/prometheus-prometheus-pushgateway 1.9.0 service-proxy monitoring prometheus-prometheus-pushgateway http http',
    ],
  },
  {
    name: 'k3s, everything in one process',
    file: 'k3s.yaml',
    distribution: { name: 'k3s', controlPlane: 'one-process', because: 'Node server-1 has kubeletVersion v1.30.4+k3s1.' },
    apiserverPods: [],
    kubelets: ['agent-1', 'server-1'],
    runtime: 'containerd 1.7.20-k3s1',
    others: ['metrics-server = metrics-server/kube-system/metrics-server 0.7.0 service-proxy kube-system metrics-server https https'],
  },
  {
    name: 'MicroK8s, everything in one process',
    file: 'microk8s.yaml',
    distribution: { name: 'MicroK8s', controlPlane: 'one-process', because: 'Node box has label microk8s.io/cluster=true.' },
    apiserverPods: [],
    kubelets: ['box'],
    runtime: 'containerd 1.6.28',
    others: ['metrics-server = metrics-server/kube-system/metrics-server 0.6.3 service-proxy kube-system metrics-server https https'],
  },
  {
    name: 'RKE2 with rancher-monitoring',
    file: 'rke2.yaml',
    distribution: { name: 'RKE2', controlPlane: 'pods' },
    apiserverPods: ['kube-apiserver-rke-1'],
    kubelets: ['rke-1'],
    runtime: 'containerd 1.7.20-k3s1',
    others: [
      'metrics-server = metrics-server/kube-system/rke2-metrics-server 0.7.1-build20240401 service-proxy kube-system rke2-metrics-server https https',
      // Its other Service leads to the nginx beside it, not to Prometheus.
      'prometheus = prometheus/cattle-monitoring-system/rancher-monitoring-prometheus 2.42.0 service-proxy cattle-monitoring-system prometheus-operated http http-web',
      'kube-state-metrics = kube-state-metrics/cattle-monitoring-system/rancher-monitoring-kube-state-metrics 2.10.1 pod-proxy cattle-monitoring-system rancher-monitoring-kube-state-metrics-5b8bfffd9c-b2wmg http 8080',
    ],
  },
  {
    name: 'EKS with Datadog, CloudWatch and ADOT',
    file: 'eks.yaml',
    distribution: { name: 'EKS', controlPlane: 'managed' },
    apiserverPods: [],
    kubelets: ['fargate-ip-10-0-2-7.eu-west-1.compute.internal', 'ip-10-0-1-12.eu-west-1.compute.internal'],
    runtime: 'containerd 1.7.22',
    others: [
      'metrics-server = metrics-server/kube-system/metrics-server 0.7.2-eksbuild.1 service-proxy kube-system metrics-server https https',
      'custom-metrics-api = custom-metrics-api/custom.metrics.k8s.io v1beta1 aggregated custom.metrics.k8s.io/v1beta1',
      'external-metrics-api = external-metrics-api/external.metrics.k8s.io v1beta1 aggregated external.metrics.k8s.io/v1beta1',
      'external-adapter = external-adapter/custom-metrics/k8s-cloudwatch-adapter [cloudwatch] 0.10.0 service-proxy custom-metrics k8s-cloudwatch-adapter https https',
      'external-adapter:datadog/datadog-cluster-agent = external-adapter/datadog/datadog-cluster-agent [datadog] 7.57.0 service-proxy datadog datadog-cluster-agent-metrics-api https metricsapi',
      'opentelemetry-collector = opentelemetry-collector/observability/adot-collector/ip-10-0-1-12.eu-west-1.compute.internal [aws-otel-collector] 0.41.0 pod-proxy observability adot-collector-b2wmg http 8888',
    ],
  },
  {
    name: 'AKS with KEDA and managed Prometheus',
    file: 'aks.yaml',
    distribution: { name: 'AKS', controlPlane: 'managed' },
    apiserverPods: [],
    kubelets: ['aks-nodepool1-12345678-vmss000000'],
    runtime: 'containerd 1.7.20-1',
    others: [
      'metrics-server = metrics-server/kube-system/metrics-server 0.6.3 service-proxy kube-system metrics-server https 443',
      'external-metrics-api = external-metrics-api/external.metrics.k8s.io v1beta1 aggregated external.metrics.k8s.io/v1beta1',
      'external-adapter = external-adapter/kube-system/keda-operator-metrics-apiserver [keda] 2.14.1 service-proxy kube-system keda-operator-metrics-apiserver https https',
      'opentelemetry-collector = opentelemetry-collector/kube-system/ama-metrics [azure-monitor] 6.9.0-main-07-22-2024 pod-proxy kube-system ama-metrics-5b8bfffd9c-b2wmg http 8888',
    ],
  },
  {
    name: 'GKE with managed Prometheus and the Stackdriver adapter',
    file: 'gke.yaml',
    distribution: { name: 'GKE', controlPlane: 'managed' },
    apiserverPods: [],
    kubelets: ['gke-prod-default-pool-1a2b3c4d-abcd'],
    runtime: 'containerd 1.7.19',
    others: [
      'metrics-server = metrics-server/kube-system/metrics-server-v1.30.3 0.7.1-gke.23 service-proxy kube-system metrics-server https 443',
      'prometheus = prometheus/gmp-system/collector/gke-prod-default-pool-1a2b3c4d-abcd [google-managed-prometheus] 2.45.3-gmp.8-gke.0 pod-proxy gmp-system collector-b2wmg http 19090',
      'custom-metrics-api = custom-metrics-api/custom.metrics.k8s.io v1beta2 aggregated custom.metrics.k8s.io/v1beta2',
      'kube-state-metrics = kube-state-metrics/gke-managed-cim/kube-state-metrics 2.13.0-gke.2 pod-proxy gke-managed-cim kube-state-metrics-0 http 8080',
      'external-adapter = external-adapter/custom-metrics/custom-metrics-stackdriver-adapter [stackdriver] 0.15.0-gke.0 service-proxy custom-metrics custom-metrics-stackdriver-adapter https 443',
    ],
  },
];

describe.each(CASES)('$name', ({ file, distribution, apiserverPods, kubelets, runtime, others }) => {
  test('is recognised, with the field that shows it', () => {
    expect(distributionOf(inventoryOf(file))).toMatchObject(distribution);
  });

  test('the kube-apiserver is found, with its pods where it has any', () => {
    const apiserver = found(file).find((item) => item.kind === 'kube-apiserver');
    expect(apiserver).toMatchObject({ id: 'kube-apiserver', card: 'api-objects', pods: apiserverPods });
    expect(apiserver?.because[1]).toContain(apiserverPods[0] ?? 'the control plane');
  });

  test('every node has its kubelet, cAdvisor and container runtime', () => {
    const of = (kind: string) =>
      found(file)
        .filter((item) => item.kind === kind && item.card === kind)
        .map((item) => item.node);
    expect([of('kubelet'), of('cadvisor'), of('container-runtime')]).toEqual([kubelets, kubelets, kubelets]);
    expect(found(file).some((item) => item.kind === 'container-runtime' && `${item.flavour} ${item.version}` === runtime)).toBe(true);
  });

  test('the Metrics API and kubectl top are found through the registration', () => {
    const lines = found(file).map(line);
    expect(lines).toContain('metrics-api = metrics-api/metrics.k8s.io v1beta1 aggregated metrics.k8s.io/v1beta1');
    expect(lines).toContain('kubectl-top = kubectl-top aggregated metrics.k8s.io/v1beta1');
  });

  test('what else runs, and the best way to it', () => {
    const rest = found(file).filter((item) => !EVERYWHERE.has(item.kind) || item.card.includes('standalone'));
    expect(rest.map(line)).toEqual(others);
  });

  test('everything says why, in whole sentences', () => {
    for (const item of found(file)) {
      expect(item.because.length).toBeGreaterThan(0);
      for (const sentence of item.because) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('reasons name the very field', () => {
  const because = (file: string, id: string) => found(file).find((item) => item.id === id)?.because ?? [];
  test.each([
    [
      'the port that the node reports, not 10250',
      'kubeadm.yaml',
      'kubelet/w-1',
      'It listens on port 10350 (status.daemonEndpoints.kubeletEndpoint.Port).',
    ],
    ['the kubelet inside k3s', 'k3s.yaml', 'kubelet/agent-1', 'It runs inside the k3s process (version suffix +k3s).'],
    [
      'the kubelet inside kubelite',
      'microk8s.yaml',
      'kubelet/box',
      'It runs inside kubelite, the one process of MicroK8s (label microk8s.io/cluster).',
    ],
    [
      'the registration and the selector',
      'k3s.yaml',
      'metrics-server/kube-system/metrics-server',
      'APIService v1beta1.metrics.k8s.io points to Service kube-system/metrics-server, whose selector k8s-app=metrics-server matches its pods.',
    ],
    [
      "the operator's object",
      'rke2.yaml',
      'prometheus/cattle-monitoring-system/rancher-monitoring-prometheus',
      'StatefulSet cattle-monitoring-system/prometheus-rancher-monitoring-prometheus is owned by the Prometheus object "rancher-monitoring-prometheus" of monitoring.coreos.com.',
    ],
    ['a flag', 'kubeadm.yaml', 'prometheus/monitoring/prometheus-server', 'It is started with --storage.tsdb.path=/data.'],
    ['a ServiceMonitor', 'kind.yaml', 'app/shop/shop', 'ServiceMonitor monitoring/shop selects Service shop, which selects it.'],
    ['a PodMonitor', 'kind.yaml', 'app/shop/cart', 'PodMonitor shop/cart selects its pods.'],
  ])('%s', (_name, file, id, sentence) => {
    expect(because(file, id)).toContain(sentence);
  });

  test('kube-prometheus: prometheus-adapter serves metrics.k8s.io, and no metrics-server is made up', () => {
    const items = found('kind.yaml');
    expect(items.find((item) => item.kind === 'prometheus-adapter')?.serves).toEqual(['metrics.k8s.io']);
    expect(items.some((item) => item.kind === 'metrics-server')).toBe(false);
  });

  test('kube-rbac-proxy stands before both listeners of kube-state-metrics', () => {
    const ksm = found('kind.yaml').find((item) => item.kind === 'kube-state-metrics');
    const telemetry = ksm?.endpoints.find((endpoint) => endpoint.purpose === 'telemetry');
    expect(telemetry?.route).toMatchObject({ via: 'service-proxy', scheme: 'https', port: 'https-self' });
  });
});
