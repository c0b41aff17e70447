import type { Observation } from '../../../../shared/model/observation';
import type { Checks } from '../kube-apiserver/checks';
import type { MetricApiFacts } from '../metric-apis/facts';

export interface AdapterFacts {
  readonly of: 'adapter';
  readonly readyz?: Observation<Checks>;
  /** The last looks at the APIs it serves. */
  readonly apis: readonly MetricApiFacts[];
}
