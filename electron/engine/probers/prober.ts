import type { Reading } from '../../../shared/exposition/exposition';
import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import type { HopJudgement, Judgement } from '../../../shared/model/judgement';
import type { Evidence, Observation } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import type { PortAnswer, PortRequest } from '../cluster/port';

/** Defined in shared/model, where the graph reads them too. */
export type { HopJudgement, Judgement };

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
  /** Kinds whose facts it reads (Looker.factsOf): it looks again as soon as one of them was seen for the first time. */
  readonly buildsOn?: readonly ComponentKind[];
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
   * Statuses in `alsoParse` are handed to the parser as well (a /readyz of 500 lists what fails).
   * What we may not read is not asked for: the access review says `denied` first.
   */
  get<T>(
    request: PortRequest,
    parse: (answer: LookedAnswer) => Parsed<T>,
    signal: AbortSignal,
    alsoParse?: readonly number[],
  ): Promise<Observation<T>>;
  /**
   * `whole`: make every request. `bulk`: there are too many of the kind for the budget; make none for
   * this member and judge by what answers for all at once (node conditions, leases, the Metrics API,
   * Prometheus' up), saying so in `because` or a fact.
   */
  readonly depth: 'whole' | 'bulk';
  /** Server clock minus local clock in milliseconds, measured from Date headers (0 until known). */
  clockOffsetMs(): number;
}

/** An answer as parsers get it. */
export interface LookedAnswer extends PortAnswer {
  /** Reads it as an exposition, once for everybody who wants it. */
  readonly reading: () => Reading;
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
  readonly buildsOn: readonly ComponentKind[];
  readonly requests: ProberDefinition<unknown>['requests'];
  look(look: Looker, context: () => Omit<JudgeContext, 'found'>, found: Discovered, signal: AbortSignal): Promise<LookResult>;
}

/** Facts are a record of observations (others are allowed beside them and ignored in the list). */
export function defineProber<Facts extends object>(definition: ProberDefinition<Facts>): Prober {
  return {
    name: definition.name,
    kinds: definition.kinds,
    periodMs: definition.periodMs,
    buildsOn: definition.buildsOn ?? [],
    requests: definition.requests,
    async look(look, context, found, signal) {
      const facts = await definition.probe(look, found, signal);
      const judgement = definition.judge(facts, { ...context(), found });
      const observations = observationsIn(facts);
      const withScrapes = { ...judgement, facts: [...judgement.facts, ...observations.flatMap(objectionsIn)] };
      return { id: found.id, atMs: look.clock.now(), judgement: withScrapes, facts, observations };
    },
  };
}

/** What Prometheus would hold against an exposition is a fact of who exposes it, whose health it does not touch: it works. */
function objectionsIn({ observation }: LookResult['observations'][number]): Judgement['facts'] {
  const path = pathIn(observation.request);
  const fact = (label: string) => (evidence: Evidence) => ({ label, value: evidence.says, evidence });
  return [
    ...(observation.objections ?? []).map(fact(`scrape of ${path}`)),
    ...(observation.limitRoom ?? []).map(fact(`limits on ${path}`)),
  ];
}

/** "/metrics" of the request, without what leads there. */
function pathIn(request: string): string {
  return request
    .replace(/^[A-Z]+ /, '')
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/^.*\/proxy(?=\/)/, '');
}

function observationsIn(facts: object): LookResult['observations'] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) => (isObservation(value) ? [{ name, observation: value }] : []));
}

function isObservation(value: unknown): value is Observation<unknown> {
  return typeof value === 'object' && value !== null && 'state' in value && 'request' in value && 'evidence' in value;
}
