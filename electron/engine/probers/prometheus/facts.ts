import type { Observation } from '../../../../shared/model/observation';
import type { Buildinfo, OwnCounters, Rule, Target } from './api';
import type { ScrapeJob } from './scrapeJobs';

/** Asked at each look. */
export interface PrometheusNow {
  readonly targets?: Observation<readonly Target[]>;
  readonly config?: Observation<readonly ScrapeJob[]>;
  /** job -> samples of the last scrapes, before and after metric_relabel_configs. */
  readonly scraped?: Observation<ReadonlyMap<string, number>>;
  readonly kept?: Observation<ReadonlyMap<string, number>>;
}

/** Asked each minute: large, dear to make, and slow to change. */
export interface PrometheusSlow {
  readonly headSeries?: Observation<number>;
  readonly rules?: Observation<readonly Rule[]>;
  readonly alertmanagers?: Observation<readonly string[]>;
}

export interface PrometheusFacts extends PrometheusNow, PrometheusSlow {
  readonly of: 'prometheus';
  readonly buildinfo?: Observation<Buildinfo>;
  readonly counters?: Observation<OwnCounters>;
  readonly slowAtMs: number;
  /** The counters of the look before, for rates. */
  readonly before?: { readonly atMs: number; readonly counters: OwnCounters };
}

export function isPrometheusFacts(facts: unknown): facts is PrometheusFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'prometheus';
}
