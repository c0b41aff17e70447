import type { Buckets } from '../../../../shared/analysis/series/histogramQuantile';
import { Tally } from '../tally';

/** What of the kubelet's own /metrics is charted: gauges, and counters since it started. */
export interface KubeletCounts {
  readonly runningPods?: number;
  /** Static pods and others. */
  readonly desiredPods?: number;
  /** Calls of the container runtime, of every type. */
  readonly operations?: number;
  readonly errors: number;
  /** By the bucket of its path that the kubelet itself forms: "metrics/cadvisor", "pods", "other". */
  readonly requests: ReadonlyMap<string, number>;
  readonly pleg: Buckets;
  readonly podStart: Buckets;
}

/** Of these the samples are shown to it. */
export const COUNTED: ReadonlySet<string> = new Set([
  'kubelet_http_requests_total',
  'kubelet_pleg_relist_duration_seconds_bucket',
  'kubelet_pod_start_duration_seconds_bucket',
  'kubelet_running_pods',
  'kubelet_desired_pods',
  'kubelet_runtime_operations_total',
  'kubelet_runtime_operations_errors_total',
]);

const SUMMED: ReadonlySet<string> = new Set([
  'kubelet_running_pods',
  'kubelet_desired_pods',
  'kubelet_runtime_operations_total',
  'kubelet_runtime_operations_errors_total',
]);

/** Adds up what it is shown of one exposition. */
export class CountsReader {
  private readonly sums = new Tally();
  private readonly requests = new Tally();
  private readonly pleg = new Tally();
  private readonly podStart = new Tally();

  see(name: string, labels: Readonly<Record<string, string>>, value: number): void {
    if (name === 'kubelet_http_requests_total') this.requests.add(labels['path'] ?? 'other', value);
    else if (name === 'kubelet_pleg_relist_duration_seconds_bucket') this.pleg.add(labels['le'] ?? '', value);
    else if (name === 'kubelet_pod_start_duration_seconds_bucket') this.podStart.add(labels['le'] ?? '', value);
    else if (SUMMED.has(name)) this.sums.add(name, value);
  }

  counts(): KubeletCounts {
    const sums = this.sums.values;
    return {
      runningPods: sums.get('kubelet_running_pods'),
      desiredPods: sums.get('kubelet_desired_pods'),
      operations: sums.get('kubelet_runtime_operations_total'),
      // A type of operation has this counter from its first error on.
      errors: sums.get('kubelet_runtime_operations_errors_total') ?? 0,
      requests: this.requests.values,
      pleg: this.pleg.values,
      podStart: this.podStart.values,
    };
  }
}
