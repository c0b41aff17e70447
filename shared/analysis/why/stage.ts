import type { WhyPlace, WhyProof } from './scene';

/** The way of a metric, in its order. */
export const STAGES = [
  ['known', 'It is a known metric'],
  ['exposed', 'The source exposes it'],
  ['target', 'A target covers the source'],
  ['target-relabelling', 'Target relabelling keeps the target'],
  ['scrape', 'The scrape succeeds'],
  ['metric-relabelling', 'metric_relabel_configs keep it'],
  ['limits', 'Limits and label conflicts'],
  ['stored', 'Stored under these labels'],
  ['lookback', 'Within the lookback'],
  ['rules', 'Recording rules and remote write'],
  ['adapter', 'prometheus-adapter exposes it'],
  ['hpa', 'An HPA asks for it'],
] as const;

export type StageId = (typeof STAGES)[number][0];

/** What one stage says of the metric. */
export type Stage =
  /** `partly`: what is lost here of it all the same. */
  | { readonly state: 'passed'; readonly says: string; readonly proof?: WhyProof; readonly partly?: string }
  /** The metric goes no further: why, the proof, the smallest thing to do, label sets where a rule did it. */
  | {
      readonly state: 'lost';
      readonly says: string;
      readonly proof?: WhyProof;
      readonly remedy: string;
      readonly change?: LabelChange;
      /** Of which source's series this is told: what it exposes is the proof of the stage before. */
      readonly of?: Lost;
    }
  | { readonly state: 'cannot-tell'; readonly says: string }
  | { readonly state: 'not-needed'; readonly says: string };

/** A source by what is its own. */
type Lost = Pick<WhyPlace, 'id' | 'path'>;

/** What a rule did: `after` is undefined where it dropped. */
export interface LabelChange {
  readonly rule: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
  /** Where that rule stands; absent: no one rule did it. */
  readonly at?: RulePlace;
}

/** A rule of a job: one of its relabel_configs (of targets) or of its metric_relabel_configs. */
export interface RulePlace {
  readonly job: string;
  readonly kind: 'target' | 'metric';
  /** From 0. */
  readonly rule: number;
}

export function passed(says: string, proof?: WhyProof, partly?: string): Stage {
  return { state: 'passed', says, ...(proof === undefined ? {} : { proof }), ...(partly === undefined ? {} : { partly }) };
}

export function lost(says: string, remedy: string, proof?: WhyProof, change?: LabelChange): Stage {
  return { state: 'lost', says, remedy, ...(proof === undefined ? {} : { proof }), ...(change === undefined ? {} : { change }) };
}

/** The same, told of what one source exposes. */
export function lostOf(source: Lost, stage: Stage): Stage {
  return stage.state === 'lost' ? { ...stage, of: { id: source.id, path: source.path } } : stage;
}

export function cannotTell(says: string): Stage {
  return { state: 'cannot-tell', says };
}

export function notNeeded(says: string): Stage {
  return { state: 'not-needed', says };
}
