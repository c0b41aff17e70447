import type { AdapterConfig, AdapterMetric, Series } from '../adapter/rules';
import type { Told } from './metricsServerScene';

/** prometheus-adapter, its rules and what Prometheus has for them. */
export interface AdapterScene {
  readonly name: string;
  /** "GET /api/v1/namespaces/monitoring/configmaps/adapter": where its rules were read. */
  readonly configFrom: string;
  readonly config: AdapterConfig;
  /** Of `rules`, then of `externalRules`: what each seriesQuery finds. */
  readonly series: readonly Told<readonly Series[]>[];
  /** How the cluster's resources are known. */
  readonly resourcesFrom: 'discovery' | 'usual ones';
  readonly would: readonly AdapterMetric[];
  /** What the APIs that it serves list: "pods/http_requests", "queue_depth"; absent: not registered or not read. */
  readonly listed?: readonly string[];
  readonly asks: readonly AdapterAsk[];
}

/** One metric that an HPA asks it for. */
export interface AdapterAsk {
  readonly hpa: string;
  readonly namespace: string;
  readonly metric: string;
  readonly type: 'Pods' | 'Object' | 'External';
  /** Of the objects it is asked for. */
  readonly names: readonly string[];
  /** What it would ask Prometheus; the error is what the adapter would answer or log. */
  readonly query: { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string };
  /** What comes back; absent where nothing is asked. */
  readonly answer?: Told<readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>;
  /** Values that the API itself gave at the last look; absent: it was not asked. */
  readonly api?: Told<number>;
}
