import type { BenchAnswer, BenchIntent, BenchLimits, RulesError } from '../../../shared/contract/bench';
import { BENCH_LIMITS } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import { type Passage, throughMetricRules, withinLabelLimits } from '../../../shared/relabel/outcome';
import { OverAll } from '../../../shared/relabel/overAll';
import type { Clock } from '../clock';
import type { BenchScrape } from './benchConfig';
import { countOf } from './benchCount';
import type { OpenBench, OwnRules } from './benchOpen';
import type { Listed } from './benchRows';
import type { BenchSession } from './jobSeries';
import { type JobTrial, passageOf, trialOf } from './jobTrial';
import { LabelMeter, limitCounts } from './limitCount';
import { type ReadRules, readRules } from './rulesText';
import { inSlices } from './slices';
import { writeTrialOf } from './writeTrial';

const PROGRESS_MS = 200;
const MOST_ERRORS = 50;
/** Rules applied between two looks at the clock. */
const APPLIED_AT_ONCE = 2_000;

type Ask = Extract<BenchIntent, { type: 'bench-try' }>;
type Tell = (bench: BenchAnswer) => void;
type BenchClock = Pick<Clock, 'monotonic' | 'sleep'>;

/** What was tried last: lists and steps are of it. */
export interface Tried extends Listed {
  readonly read: ReadRules;
  /** The job whose they are. */
  readonly scrape: BenchScrape;
}

/** Tries rules on everything that the job has, and tells how far it is and what came of it. Undefined: stopped, or the rules are wrong. */
export async function tryRules(
  open: OpenBench | undefined,
  { job, kind, text, limits: given }: Ask,
  { session, clock }: { readonly session: BenchSession; readonly clock: BenchClock },
  signal: AbortSignal,
  tell: Tell,
): Promise<Tried | undefined> {
  const startedMs = clock.monotonic();
  const scrape = open?.scrapes.find(({ name }) => name === job);
  if (open === undefined || scrape === undefined) {
    tell({ state: 'failed', says: `job ${job} is not in the configuration that was read`, remedy: 'Read the rules again.' });
    return undefined;
  }
  const ownText = scrape.rules[kind].text;
  const limits = given ?? scrape.limits;
  const isOwn = (text === null || text.trim() === ownText.trim()) && sameLimits(limits, scrape.limits);
  const edited = await rulesAndPassage(scrape, kind, { text: text ?? ownText, limits }, clock, signal);
  const own = isOwn ? undefined : await ownRules(open, scrape, kind, clock, signal);
  if (edited === undefined || signal.aborted) return undefined;
  if (!edited.ok) {
    const errors = edited.error.slice(0, MOST_ERRORS).map((error) => ({ ...error }));
    tell({ state: 'wrong', errors, more: edited.error.length - errors.length });
    return undefined;
  }
  const trial = await trialFor(open, scrape, kind, session, clock, signal);
  if (trial === undefined) return undefined;
  const { read, passage } = edited.value;
  const meter = new LabelMeter();
  const measured = kind === 'metric' ? withinLabelLimits(meter.measured(throughMetricRules(read.rules)), limits) : passage;
  const over = new OverAll(trial.tried, kind === 'target' ? kind : 'metric', measured, own?.passage);
  const rules = read.rules.length + (own?.read.rules.length ?? 0);
  const onSlice = seldom(clock, () => tell({ state: 'counting', done: over.tested, of: trial.tried.count }));
  if (!(await inSlices(() => over.run(takenAtOnce(rules)), clock, signal, onSlice))) return undefined;
  const tried = { kind, trial, over, passage, read, scrape };
  const limited = limitCounts({ kind, trial, over, meter, limits, own: scrape.limits });
  tell({ state: 'counted', count: countOf({ ...tried, job, isOwn, limited }), ms: clock.monotonic() - startedMs });
  return tried;
}

function sameLimits(one: BenchLimits, other: BenchLimits): boolean {
  return BENCH_LIMITS.every((limit) => (one[limit] ?? 0) === (other[limit] ?? 0));
}

/** What the rules are tried on; undefined: stopped. */
async function trialFor(
  open: OpenBench,
  scrape: BenchScrape,
  kind: Ask['kind'],
  session: BenchSession,
  clock: BenchClock,
  signal: AbortSignal,
): Promise<JobTrial | undefined> {
  const targets = open.targets.state === 'seen' ? open.targets.value : { active: [], dropped: [] };
  if (kind !== 'write') return trialOf(session, scrape, kind, targets);
  const jobs: { scrape: BenchScrape; passage: Passage }[] = [];
  for (const each of open.scrapes) {
    if (each.of !== 'scrape') continue;
    const own = await ownRules(open, each, 'metric', clock, signal);
    jobs.push({ scrape: each, passage: own?.passage ?? throughMetricRules([]) });
  }
  return signal.aborted ? undefined : writeTrialOf(session, jobs, scrape.externalLabels, targets, clock, signal);
}

/** How many go through so many rules between two looks at the clock. */
export function takenAtOnce(rules: number): number {
  return Math.max(1, Math.floor(APPLIED_AT_ONCE / Math.max(1, rules)));
}

/** Undefined where they cannot be read (they are Prometheus' own: it took them), or reading was stopped. */
async function ownRules(
  { own }: OpenBench,
  scrape: BenchScrape,
  kind: Ask['kind'],
  clock: BenchClock,
  signal: AbortSignal,
): Promise<OwnRules | undefined> {
  const key = `${kind} ${scrape.name}`;
  const known = own.get(key);
  if (known !== undefined) return known;
  const read = await rulesAndPassage(scrape, kind, { text: scrape.rules[kind].text, limits: scrape.limits }, clock, signal);
  if (read?.ok !== true) return undefined;
  own.set(key, read.value);
  return read.value;
}

async function rulesAndPassage(
  scrape: BenchScrape,
  kind: Ask['kind'],
  { text, limits }: { readonly text: string; readonly limits: BenchLimits },
  clock: BenchClock,
  signal: AbortSignal,
): Promise<Result<OwnRules, readonly RulesError[]> | undefined> {
  const read = await readRules(text, scrape.names, clock, signal);
  if (read === undefined || !read.ok) return read;
  const passage = passageOf(scrape, kind, read.value, limits);
  return passage.ok ? ok({ read: read.value, passage: passage.value }) : failed([{ line: 1, says: passage.error }]);
}

function seldom(clock: BenchClock, tell: () => void): () => void {
  let toldMs = clock.monotonic();
  return () => {
    if (clock.monotonic() - toldMs < PROGRESS_MS) return;
    toldMs = clock.monotonic();
    tell();
  };
}
