import { sameLabels } from './labelHash';
import { Namesakes } from './namesakes';
import type { Outcome, Passage } from './outcome';

type Labels = Readonly<Record<string, string>>;

/** The series of a job, or its targets: what they are called is made when it is asked for. */
export interface Tried {
  readonly count: number;
  /** Before the rules. */
  labelsAt(index: number): Labels;
}

/** `renamed`: its metric has another name. `changed`: other labels. `refused`: Prometheus would fail the scrape, or not take the target. */
export const FATES = ['kept', 'renamed', 'changed', 'dropped', 'refused'] as const;
export type Fate = (typeof FATES)[number];

export interface Tally extends Readonly<Record<Fate, number>> {
  readonly all: number;
  /** Those that are left over where several become one. */
  readonly collided: number;
  /** What would be stored: neither dropped nor refused, each label set once. */
  readonly stored: number;
}

/** What became of one, by the edited rules and by the cluster's own. */
export interface Tested {
  readonly now: Fate;
  readonly own: Fate;
  /** The rule that drops it now. */
  readonly rule?: number;
  /** Another becomes the same. */
  readonly collides: boolean;
  /** The cluster's own rules make something else of it. */
  readonly differs: boolean;
}

/** A target has no metric name and always gets other labels than were discovered: kept or not is all. */
export type Kind = 'metric' | 'target';

/**
 * Rules tried on everything that a job has, a stretch at a time, beside the cluster's own rules. Of each one only numbers stay
 * (7 bytes): its labels are made again for those who want to see them.
 */
export class OverAll {
  private readonly now: Uint8Array;
  private readonly before: Uint8Array;
  private readonly rules: Int32Array;
  private readonly differing: Uint8Array;
  private readonly namesakes: Namesakes;
  private readonly ownNamesakes: Namesakes;
  private done = 0;

  /** `own`: the cluster's rules, where they are others. */
  constructor(
    private readonly tried: Tried,
    private readonly kind: Kind,
    private readonly passage: Passage,
    private readonly own?: Passage,
  ) {
    this.now = new Uint8Array(tried.count);
    this.before = new Uint8Array(tried.count);
    this.rules = new Int32Array(tried.count).fill(-1);
    this.differing = new Uint8Array(tried.count);
    this.namesakes = new Namesakes(tried.count, (index) => passage(tried.labelsAt(index)));
    this.ownNamesakes = new Namesakes(own === undefined ? 0 : tried.count, (index) => (own ?? passage)(tried.labelsAt(index)));
  }

  /** How many have gone through. */
  get tested(): number {
    return this.done;
  }

  /** Takes the next so many through the rules; false: there are no more. */
  run(most: number): boolean {
    const end = Math.min(this.tried.count, this.done + most);
    for (; this.done < end; this.done++) this.take(this.done);
    return this.done < this.tried.count;
  }

  at(index: number): Tested {
    const rule = this.rules[index] ?? -1;
    return {
      now: fateOf(this.now[index]),
      own: fateOf(this.own === undefined ? this.now[index] : this.before[index]),
      ...(rule < 0 ? {} : { rule }),
      collides: this.namesakes.has(index),
      differs: this.differing[index] === 1,
    };
  }

  tally(): Tally {
    return tallyOf(this.now, this.done, this.namesakes.surplus);
  }

  ownTally(): Tally {
    return this.own === undefined ? this.tally() : tallyOf(this.before, this.done, this.ownNamesakes.surplus);
  }

  get differences(): number {
    return this.differing.reduce((sum, one) => sum + one, 0);
  }

  /** How many collide: each of those that become one. */
  get colliding(): number {
    return this.namesakes.count;
  }

  private take(index: number): void {
    const labels = this.tried.labelsAt(index);
    const outcome = this.passage(labels);
    this.now[index] = FATES.indexOf(fate(this.kind, labels, outcome));
    if (outcome.kind === 'dropped') this.rules[index] = outcome.rule;
    if (outcome.kind === 'labels') this.namesakes.take(index, outcome.labels);
    if (this.own === undefined) return;
    const own = this.own(labels);
    this.before[index] = FATES.indexOf(fate(this.kind, labels, own));
    if (own.kind === 'labels') this.ownNamesakes.take(index, own.labels);
    if (!sameOutcome(outcome, own)) this.differing[index] = 1;
  }
}

function fateOf(code: number | undefined): Fate {
  return FATES[code ?? 0] ?? 'kept';
}

function fate(kind: Kind, before: Labels, outcome: Outcome): Fate {
  if (outcome.kind !== 'labels') return outcome.kind;
  if (kind === 'target' || sameLabels(before, outcome.labels)) return 'kept';
  return before['__name__'] === outcome.labels['__name__'] ? 'changed' : 'renamed';
}

/** By whatever rule: dropped is dropped. */
function sameOutcome(one: Outcome, other: Outcome): boolean {
  if (one.kind !== 'labels' || other.kind !== 'labels') return one.kind === other.kind;
  return sameLabels(one.labels, other.labels);
}

function tallyOf(codes: Uint8Array, done: number, collided: number): Tally {
  const count = (wanted: Fate) => codes.subarray(0, done).reduce((sum, code) => sum + Number(FATES[code] === wanted), 0);
  const [kept, renamed, changed, dropped, refused] = [
    count('kept'),
    count('renamed'),
    count('changed'),
    count('dropped'),
    count('refused'),
  ];
  return { all: done, kept, renamed, changed, dropped, refused, collided, stored: kept + renamed + changed - collided };
}
