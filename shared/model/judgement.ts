import type { ChartSample } from './chart';
import type { Health } from './health';
import type { Evidence } from './observation';

/** What one look made of one component (a member of a card). */
export interface Judgement {
  readonly health: Health;
  /** One sentence; always there when health is not ok. */
  readonly because?: string;
  readonly version?: string;
  /** The card's one number; members' numbers are added up by the card. */
  readonly number?: { readonly value: number; readonly unit: string; readonly label: string };
  /** Of the newest value in use, clock-corrected. */
  readonly ageSeconds?: number;
  /** Rows of the inspector's fact table. */
  readonly facts: readonly { readonly label: string; readonly value: string; readonly evidence?: Evidence }[];
  /** Numbers worth a line in a chart, by key: "cpu", "freshness", "scrape-duration". */
  readonly samples: readonly ChartSample[];
  /** What this look says of the hops around it, by card ids of shared/model/architecture.ts. */
  readonly hops: readonly HopJudgement[];
  readonly evidence: readonly Evidence[];
}

export interface HopJudgement {
  readonly from: string;
  readonly to: string;
  readonly health: Health;
  readonly because?: string;
  readonly periodSeconds?: number;
  readonly ageSeconds?: number;
  readonly lagSeconds?: number;
  readonly expected?: number;
  readonly missed?: number;
  /** Not asked directly but concluded (a dashboard from Prometheus' query counters). */
  readonly inferred?: boolean;
  readonly evidence: readonly Evidence[];
}
