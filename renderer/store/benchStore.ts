import { create } from 'zustand';
import type {
  BenchAnswer,
  BenchCount,
  BenchJob,
  BenchLimits,
  BenchMessage,
  BenchRow,
  BenchShow,
  RulesError,
  RulesKind,
} from '../../shared/contract/bench';
import { BENCH_LIMITS } from '../../shared/contract/bench';
import { type Draft, draftOf } from './benchDraft';

export type BenchOpened = Extract<BenchAnswer, { state: 'waiting' | 'asking' | 'failed' | 'opened' }> | { readonly state: 'closed' };
export type BenchExplained = Extract<BenchAnswer, { state: 'explained' }>;

/** How far the rules of the editor are tried. */
export type BenchTrial =
  | { readonly state: 'none' | 'trying' | 'stopped' | 'counted' }
  | { readonly state: 'counting'; readonly done: number; readonly of: number }
  | { readonly state: 'wrong'; readonly errors: readonly RulesError[]; readonly more: number }
  | { readonly state: 'failed'; readonly says: string; readonly remedy: string };

/** What was asked last of each kind: older answers are not news. */
interface Asks {
  readonly open: number;
  readonly try: number;
  readonly list: number;
  readonly steps: number;
}

export interface Bench {
  readonly asks: Asks;
  readonly opened: BenchOpened;
  /** Whose rules these are: drafts are kept by it. */
  readonly cluster: string;
  /** Undefined: the first that has targets. */
  readonly job: string | undefined;
  readonly kind: RulesKind;
  /** What the user wrote, by cluster, kind and job; kept while the program runs. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Limits that the user chose, by the same. */
  readonly limits: Readonly<Record<string, BenchLimits>>;
  readonly trial: BenchTrial;
  /** The last that was counted; stays while the next is. */
  readonly count: BenchCount | undefined;
  readonly show: BenchShow;
  readonly search: string;
  /** Rows asked for. */
  readonly most: number;
  readonly listed: { readonly found: number; readonly rows: readonly BenchRow[] } | undefined;
  /** The series or target whose steps are shown. */
  readonly chosen: { readonly row: number; readonly text: string } | undefined;
  readonly explained: BenchExplained | undefined;
  /** A series or target that the user wrote, and why it cannot be read. */
  readonly typed: string;
  readonly typedWrong: string | undefined;
  /** The line of the editor that is pointed at, and how often: again is news. */
  readonly pointed: { readonly line: number; readonly times: number } | undefined;
}

export const FIRST_ROWS = 500;
/** What is chosen is what the user wrote: none of the rows. */
export const TYPED_ROW = -1;

const NOTHING: Omit<Bench, 'drafts' | 'limits' | 'asks'> = {
  opened: { state: 'closed' },
  cluster: '',
  job: undefined,
  kind: 'metric',
  trial: { state: 'none' },
  count: undefined,
  show: 'all',
  search: '',
  most: FIRST_ROWS,
  listed: undefined,
  chosen: undefined,
  explained: undefined,
  typed: '',
  typedWrong: undefined,
  pointed: undefined,
};

export const useBench = create<Bench>(() => ({ ...NOTHING, drafts: {}, limits: {}, asks: { open: 0, try: 0, list: 0, steps: 0 } }));

/** The job that is shown. */
export function shownJob({ opened, job }: Pick<Bench, 'opened' | 'job'>): BenchJob | undefined {
  if (opened.state !== 'opened') return undefined;
  return (
    opened.jobs.find(({ name }) => name === job) ??
    opened.jobs.find(hasRules) ??
    opened.jobs.find(({ active }) => active > 0) ??
    opened.jobs[0]
  );
}

function hasRules({ active, metric }: BenchJob): boolean {
  return active > 0 && metric.count > 0;
}

export function draftKey(cluster: string, job: string, kind: RulesKind): string {
  return [cluster, kind, job].join('\n');
}

type Edited = Pick<Bench, 'opened' | 'job' | 'kind' | 'drafts' | 'limits' | 'cluster'>;

/** What stands in the editor. */
export function shownDraft(bench: Omit<Edited, 'limits'>): Draft {
  const job = shownJob(bench);
  if (job === undefined) return draftOf('');
  return bench.drafts[draftKey(bench.cluster, job.name, bench.kind)] ?? draftOf(ownText(job, bench.kind));
}

/** The cluster's own rules. */
export function ownText(job: BenchJob, kind: RulesKind): string {
  return job[kind]?.text ?? '';
}

/** The limits that are tried: the user's, else the cluster's own. */
export function shownLimits(bench: Omit<Edited, 'drafts'>): BenchLimits {
  const job = shownJob(bench);
  return job === undefined ? {} : (bench.limits[draftKey(bench.cluster, job.name, bench.kind)] ?? job.limits);
}

/** Whether they are others than the cluster's own. */
export function areLimitsEdited(bench: Omit<Edited, 'drafts'>): boolean {
  const own = shownJob(bench)?.limits ?? {};
  const limits = shownLimits(bench);
  return BENCH_LIMITS.some((limit) => (limits[limit] ?? 0) !== (own[limit] ?? 0));
}

/** Whether it is something else than the cluster's own rules. */
export function isEdited(bench: Edited): boolean {
  const job = shownJob(bench);
  if (job === undefined) return false;
  return shownDraft(bench).text.trim() !== ownText(job, bench.kind).trim() || areLimitsEdited(bench);
}

export function isTrying({ trial }: Pick<Bench, 'trial'>): boolean {
  return trial.state === 'trying' || trial.state === 'counting';
}

export function receiveBench({ ask, bench }: BenchMessage): void {
  const { asks, trial } = useBench.getState();
  switch (bench.state) {
    case 'listed':
      if (ask === asks.list) useBench.setState({ listed: bench });
      return;
    case 'explained':
      if (ask === asks.steps) useBench.setState({ explained: bench, typedWrong: undefined });
      return;
    case 'unread':
      if (ask === asks.steps) useBench.setState({ explained: undefined, typedWrong: bench.says });
      return;
    case 'counted':
      if (ask === asks.try && trial.state !== 'stopped') useBench.setState({ trial: { state: 'counted' }, count: bench.count });
      return;
    case 'counting':
    case 'wrong':
      if (ask === asks.try && trial.state !== 'stopped') useBench.setState({ trial: bench });
      return;
    case 'failed':
      if (ask === asks.try) useBench.setState({ trial: bench });
      else if (ask === asks.open) useBench.setState({ opened: bench });
      return;
    default:
      if (ask === asks.open) useBench.setState({ opened: bench });
  }
}

/** Another cluster: nothing of the one before but what the user wrote. */
export function forgetBench(): void {
  useBench.setState(NOTHING);
}
