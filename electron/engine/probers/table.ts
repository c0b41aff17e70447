import type { ComponentKind } from '../../../shared/model/component';
import { adapterProber } from './adapter/prober';
import { alertmanagerProber } from './alertmanager/prober';
import { cadvisorProber } from './cadvisor/prober';
import { containerRuntimeProber } from './container-runtime/prober';
import { exporterProber } from './exporter/prober';
import { hpaProber } from './hpa/prober';
import { apiserverProber } from './kube-apiserver/prober';
import { kubeStateMetricsProber } from './kube-state-metrics/prober';
import { kubectlTopProber } from './kubectl-top/prober';
import { kubeletProber } from './kubelet/prober';
import { metricApisProber } from './metric-apis/prober';
import { metricsApiProber } from './metrics-api/prober';
import { metricsServerProber } from './metrics-server/prober';
import type { Prober } from './prober';
import { prometheusProber } from './prometheus/prober';
import { vpaProber } from './vpa/prober';
import { workloadProber } from './workload/prober';

/** Every prober. A new one is a folder beside these and a line here. */
export const PROBERS: readonly Prober[] = [
  apiserverProber,
  kubeletProber,
  cadvisorProber,
  containerRuntimeProber,
  metricsServerProber,
  metricsApiProber,
  kubectlTopProber,
  kubeStateMetricsProber,
  prometheusProber,
  metricApisProber,
  adapterProber,
  exporterProber,
  alertmanagerProber,
  hpaProber,
  vpaProber,
  workloadProber,
];

const BY_KIND = new Map<ComponentKind, Prober>(PROBERS.flatMap((prober) => prober.kinds.map((kind) => [kind, prober] as const)));

/** The prober of a kind; every kind has one (table.test.ts). */
export function proberOf(kind: ComponentKind): Prober | undefined {
  return BY_KIND.get(kind);
}
