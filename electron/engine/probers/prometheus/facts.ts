import type { Observation } from '../../../../shared/model/observation';
import type { Buildinfo, OwnCounters, Rule, Target } from './api';

export interface PrometheusFacts {
  readonly of: 'prometheus';
  readonly buildinfo?: Observation<Buildinfo>;
  readonly targets?: Observation<readonly Target[]>;
  readonly headSeries?: Observation<number>;
  readonly rules?: Observation<readonly Rule[]>;
  readonly config?: Observation<string>;
  readonly alertmanagers?: Observation<readonly string[]>;
  /** job -> samples of the last scrapes, before and after metric_relabel_configs. */
  readonly scraped?: Observation<ReadonlyMap<string, number>>;
  readonly kept?: Observation<ReadonlyMap<string, number>>;
  readonly counters?: Observation<OwnCounters>;
  /** The counters of the look before, for rates. */
  readonly before?: { readonly atMs: number; readonly counters: OwnCounters };
}

export function isPrometheusFacts(facts: unknown): facts is PrometheusFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'prometheus';
}
