import type { BenchAnswer, BenchIntent, RulesError } from '../../../shared/contract/bench';
import { failed, ok, type Result } from '../../../shared/model/result';
import { OverAll } from '../../../shared/relabel/overAll';
import type { Clock } from '../clock';
import type { BenchScrape } from './benchConfig';
import { countOf } from './benchCount';
import type { OpenBench, OwnRules } from './benchOpen';
import type { Listed } from './benchRows';
import type { BenchSession } from './jobSeries';
import { passageOf, trialOf } from './jobTrial';
import { type ReadRules, readRules } from './rulesText';
import { inSlices } from './slices';

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
  { job, kind, text }: Ask,
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
  const isOwn = text === null || text.trim() === ownText.trim();
  const edited = await rulesAndPassage(scrape, kind, isOwn ? ownText : text, clock, signal);
  const own = isOwn ? undefined : await ownRules(open, scrape, kind, clock, signal);
  if (edited === undefined || signal.aborted) return undefined;
  if (!edited.ok) {
    const errors = edited.error.slice(0, MOST_ERRORS).map((error) => ({ ...error }));
    tell({ state: 'wrong', errors, more: edited.error.length - errors.length });
    return undefined;
  }
  const { targets } = open;
  const trial = trialOf(session, scrape, kind, targets.state === 'seen' ? targets.value : { active: [], dropped: [] });
  const { read, passage } = edited.value;
  const over = new OverAll(trial.tried, kind, passage, own?.passage);
  const rules = read.rules.length + (own?.read.rules.length ?? 0);
  const onSlice = seldom(clock, () => tell({ state: 'counting', done: over.tested, of: trial.tried.count }));
  if (!(await inSlices(() => over.run(takenAtOnce(rules)), clock, signal, onSlice))) return undefined;
  const tried = { kind, trial, over, passage, read, scrape };
  tell({ state: 'counted', count: countOf({ ...tried, job, isOwn }), ms: clock.monotonic() - startedMs });
  return tried;
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
  const read = await rulesAndPassage(scrape, kind, scrape.rules[kind].text, clock, signal);
  if (read?.ok !== true) return undefined;
  own.set(key, read.value);
  return read.value;
}

async function rulesAndPassage(
  scrape: BenchScrape,
  kind: Ask['kind'],
  text: string,
  clock: BenchClock,
  signal: AbortSignal,
): Promise<Result<OwnRules, readonly RulesError[]> | undefined> {
  const read = await readRules(text, scrape.names, clock, signal);
  if (read === undefined || !read.ok) return read;
  const passage = passageOf(scrape, kind, read.value);
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
