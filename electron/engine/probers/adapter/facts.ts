import type { Reads } from '../../../../shared/analysis/series/counterRate';
import type { Buckets } from '../../../../shared/analysis/series/histogramQuantile';
import type { Observation } from '../../../../shared/model/observation';
import type { Checks } from '../kube-apiserver/checks';
import type { MetricApiFacts } from '../metric-apis/facts';
import type { LookedAnswer, Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { BucketsBy } from '../tally';

/** "custom.metrics.k8s.io" -> how long its requests took. */
export type ServedRequests = ReadonlyMap<string, Buckets>;

export interface AdapterFacts {
  readonly of: 'adapter';
  readonly readyz?: Observation<Checks>;
  readonly metrics?: Observation<ServedRequests>;
  readonly requests?: Reads<ServedRequests>;
  /** The last looks at the APIs it serves. */
  readonly apis: readonly MetricApiFacts[];
}

export function isAdapterFacts(facts: unknown): facts is AdapterFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'adapter';
}

const REQUESTS = 'apiserver_request_duration_seconds_bucket';

/** Its own /metrics, as every server built on apiserver/pkg/server has them; requests for the groups that it serves. */
export function readServedRequests(answer: LookedAnswer): Parsed<ServedRequests> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const requests = new BucketsBy();
  for (const { labels, value } of exposition.value.samplesNamed((name) => name === REQUESTS)) {
    const group = labels['group'] ?? '';
    if (group !== '') requests.add(group, labels['le'] ?? '', value);
  }
  return { ok: true, value: requests.values };
}
