import { z } from 'zod';
import type { Reads } from '../../../../shared/analysis/series/counterRate';
import type { Observation } from '../../../../shared/model/observation';
import type { Checks } from './checks';
import type { ApiserverCounts } from './counts';

export const Version = z.object({ gitVersion: z.string(), platform: z.string().optional(), goVersion: z.string().optional() });

export interface ApiserverFacts {
  readonly of: 'kube-apiserver';
  readonly version: Observation<z.infer<typeof Version>>;
  readonly livez: Observation<string>;
  readonly readyz: Observation<Checks>;
  readonly metrics: Observation<ApiserverCounts>;
  readonly counts?: Reads<ApiserverCounts>;
}

export function isApiserverFacts(facts: unknown): facts is ApiserverFacts {
  return typeof facts === 'object' && facts !== null && 'of' in facts && facts.of === 'kube-apiserver';
}
