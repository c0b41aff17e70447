import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Health } from '../../../shared/model/health';
import type { Inventory } from '../../../shared/model/inventory';
import type { Evidence, Observation } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import type { PortAnswer, PortRequest } from '../cluster/port';

/**
 * A prober looks at one discovered component. `probe` collects dumbly (requests in, observations
 * out); `judge` is pure and says what they mean for the map. To add one: make a folder beside the
 * others, export a `defineProber(...)`, and add it to table.ts.
 */
export interface ProberDefinition<Facts> {
  readonly name: string;
  readonly kinds: readonly ComponentKind[];
  /** How often the session looks, unless the budget says less often. */
  readonly periodMs: number;
  /** For the documentation and the Access tab: what is asked, what an answer proves, what it costs. */
  readonly requests: readonly { readonly request: string; readonly proves: string; readonly cost: string }[];
  probe(look: Looker, found: Discovered, signal: AbortSignal): Promise<Facts>;
  judge(facts: Facts, context: JudgeContext): Judgement;
}

/** What a prober is given to look with. Every request goes through `get`, which turns results into observations and keeps the answers. */
export interface Looker {
  readonly clock: Clock;
  /** The objects as of now. */
  inventory(): Inventory;
  /** Everything discovery found, as of now. */
  discovered(): readonly Discovered[];
  /** What the last look at another component made of it: for probers that build on others (HPA, metrics-api). */
  factsOf(id: string): unknown;
  /**
   * One GET, parsed. 404 becomes `absent`, 401 and 403 `denied`, other statuses and failures
   * `unreachable`, a parser's error `malformed`. A parser returns its value or says what is wrong.
   */
  get<T>(request: PortRequest, parse: (answer: PortAnswer) => Parsed<T>, signal: AbortSignal): Promise<Observation<T>>;
  /** Server clock minus local clock in milliseconds, measured from Date headers (0 until known). */
  clockOffsetMs(): number;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly evidence?: readonly Evidence[] }
  | { readonly ok: false; readonly error: string; readonly line?: number };

export interface JudgeContext {
  readonly found: Discovered;
  readonly inventory: Inventory;
  readonly discovered: readonly Discovered[];
  readonly nowMs: number;
  readonly clockOffsetMs: number;
}

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
  readonly samples: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: number;
    readonly unit: string;
    readonly atMs: number;
  }[];
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

export interface LookResult {
  readonly id: string;
  readonly atMs: number;
  readonly judgement: Judgement;
  /** Kept for probers that build on others; opaque here. */
  readonly facts: unknown;
  readonly observations: readonly { readonly name: string; readonly observation: Observation<unknown> }[];
}

/** A prober with its facts' type closed over, so that different ones share one table. */
export interface Prober {
  readonly name: string;
  readonly kinds: readonly ComponentKind[];
  readonly periodMs: number;
  readonly requests: ProberDefinition<unknown>['requests'];
  look(look: Looker, context: () => Omit<JudgeContext, 'found'>, found: Discovered, signal: AbortSignal): Promise<LookResult>;
}

/** Facts are a record of observations (others are allowed beside them and ignored in the list). */
export function defineProber<Facts extends object>(definition: ProberDefinition<Facts>): Prober {
  return {
    name: definition.name,
    kinds: definition.kinds,
    periodMs: definition.periodMs,
    requests: definition.requests,
    async look(look, context, found, signal) {
      const facts = await definition.probe(look, found, signal);
      const judgement = definition.judge(facts, { ...context(), found });
      return { id: found.id, atMs: look.clock.now(), judgement, facts, observations: observationsIn(facts) };
    },
  };
}

function observationsIn(facts: object): LookResult['observations'] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) => (isObservation(value) ? [{ name, observation: value }] : []));
}

function isObservation(value: unknown): value is Observation<unknown> {
  return typeof value === 'object' && value !== null && 'state' in value && 'request' in value && 'evidence' in value;
}
