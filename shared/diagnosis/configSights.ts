import type { Matcher } from '../promql/matcher';
import type { RelabelRule } from '../relabel/evaluate';

/** One scrape_config of a running configuration, as far as a rule reads it. */
export interface JobSight {
  readonly job: string;
  readonly honorLabels: boolean;
  readonly metricRules: readonly RelabelRule[];
  /** Its kubernetes_sd_configs. No namespaces: all. */
  readonly discovers: readonly { readonly role: string; readonly namespaces: readonly string[] }[];
}

/** What a recording or alerting rule selects. */
export interface SelectorSight {
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
  /** Of a rate over it. */
  readonly func?: string;
  readonly rangeMs?: number;
}

/** A recording or alerting rule of a Prometheus. */
export interface ExpressionSight {
  readonly name: string;
  readonly query: string;
  readonly selectors: readonly SelectorSight[];
}
