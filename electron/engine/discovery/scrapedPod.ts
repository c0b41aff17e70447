/** A pod that a Prometheus scrapes, as its targets tell: what makes an application of a workload that no annotation and no monitor speaks of. */
export interface ScrapedPod {
  readonly namespace: string;
  readonly pod: string;
  /** "monitoring/prometheus". */
  readonly by: string;
  readonly job: string;
  readonly scheme: 'http' | 'https';
  readonly port: string;
  readonly path: string;
}
