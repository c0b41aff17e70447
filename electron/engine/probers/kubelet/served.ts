import type { Discovered } from '../../../../shared/model/component';
import { indexed } from '../../../../shared/model/indexed';
import type { Evidence } from '../../../../shared/model/observation';
import { ofKind } from '../byKind';
import { isMetricsApiFacts, type ServedUsage } from '../metrics-api/facts';
import type { Looker } from '../prober';

const servedByNode = indexed((served: readonly ServedUsage[]) => new Map(served.map((each) => [each.name, each])));

/** A node's values in the last look at the Metrics API: they came from its kubelet. */
export interface ServedNode {
  readonly timestampMs: number;
  readonly evidence: Evidence | undefined;
}

/** What stands in for asking a kubelet where there are too many. Undefined: not served, or the API was not seen. */
export function servedNode(look: Looker, found: Discovered): ServedNode | undefined {
  const [api] = ofKind(look.discovered(), 'metrics-api');
  const facts = api && look.factsOf(api.id);
  const nodes = isMetricsApiFacts(facts) ? facts.nodes : undefined;
  if (nodes?.state !== 'ok') return undefined;
  const served = servedByNode(nodes.value).get(found.node ?? '');
  return served && { timestampMs: served.timestampMs, evidence: nodes.evidence[0] };
}
