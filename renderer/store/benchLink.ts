import type { BenchJob, BenchLimits, BenchShow, RulesKind } from '../../shared/contract/bench';
import { tellEngine } from '../bridge/enginePort';
import { type Draft, edited, redone, undone } from './benchDraft';
import {
  areLimitsEdited,
  type Bench,
  draftKey,
  FIRST_ROWS,
  isEdited,
  isTrying,
  ownText,
  shownDraft,
  shownJob,
  shownLimits,
  TYPED_ROW,
  useBench,
} from './benchStore';
import { showScreen, useChoices } from './choiceStore';
import { useShell } from './shellStore';

/** After the last letter: while one goes on writing nothing is tried. */
const WRITING_MS = 250;
const SEARCHING_MS = 150;
const MOST_ROWS = 20_000;

let asked = 0;
let shown = false;
const timers: { try?: ReturnType<typeof setTimeout>; list?: ReturnType<typeof setTimeout>; typed?: ReturnType<typeof setTimeout> } = {};

function nextAsk(kind: keyof Bench['asks']): number {
  asked += 1;
  useBench.setState(({ asks }) => ({ asks: { ...asks, [kind]: asked } }));
  return asked;
}

/** Reads rules and targets while the screen is open, and lets the engine forget them when it is not; `always` after a new engine came up. */
export function tellBench(always = false): void {
  const open = useChoices.getState().screen === 'workbench';
  if (open === shown && !(always && open)) return;
  shown = open;
  if (open) openBench();
  else {
    tellEngine({ type: 'bench-close' });
    useBench.setState({ opened: { state: 'closed' }, trial: { state: 'none' }, listed: undefined, explained: undefined });
  }
}

export function openBench(): void {
  const { opened: cluster } = useShell.getState();
  useBench.setState({ opened: { state: 'asking' }, cluster: cluster?.id ?? cluster?.name ?? '', trial: { state: 'none' } });
  tellEngine({ type: 'bench-open', ask: nextAsk('open') });
}

/** Keeps the engine told. Returns what ends it. */
export function linkBench(): () => void {
  const stops = [useChoices.subscribe(() => tellBench()), useBench.subscribe(follow)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What has to be asked for because of what just came. */
function follow(now: Bench, before: Bench): void {
  if (now.opened !== before.opened && now.opened.state === 'opened') tryNow();
  if (now.count !== before.count && now.count !== undefined) list();
  if (now.listed !== before.listed) chooseAgain(now);
}

/** Rows are numbered anew with each trial: the one whose steps are shown is found by its text. */
function chooseAgain({ listed, chosen }: Bench): void {
  if (chosen?.row === TYPED_ROW) {
    askTyped();
    return;
  }
  const same = listed?.rows.find(({ text }) => text === chosen?.text) ?? listed?.rows[0];
  if (same === undefined) useBench.setState({ chosen: undefined, explained: undefined });
  else chooseRow(same.row, same.text);
}

function tryNow(): void {
  clearTimeout(timers.try);
  const bench = useBench.getState();
  const job = shownJob(bench);
  if (job === undefined) return;
  const kind = kindOf(job, bench.kind);
  if (kind !== bench.kind) {
    chooseJob(job.name, kind);
    return;
  }
  const text = isEdited(bench) ? shownDraft(bench).text : null;
  const limits = areLimitsEdited(bench) ? { ...shownLimits(bench) } : null;
  useBench.setState({ trial: { state: 'trying' } });
  tellEngine({ type: 'bench-try', ask: nextAsk('try'), job: job.name, kind, text, limits });
}

/** A remote_write has rules of its own kind only, and no job has those. */
function kindOf({ write }: Pick<BenchJob, 'write'>, wanted: RulesKind): RulesKind {
  if (write !== undefined) return 'write';
  return wanted === 'write' ? 'metric' : wanted;
}

export function stopTrying(): void {
  clearTimeout(timers.try);
  tellEngine({ type: 'bench-stop' });
  useBench.setState({ trial: { state: 'stopped' } });
}

export function tryAgain(): void {
  tryNow();
}

function list(): void {
  clearTimeout(timers.list);
  const { show, search, most } = useBench.getState();
  tellEngine({ type: 'bench-list', ask: nextAsk('list'), show, search, most });
}

export function chooseJob(job: string, wanted: RulesKind): void {
  const { opened } = useBench.getState();
  const chosen = opened.state === 'opened' ? opened.jobs.find(({ name }) => name === job) : undefined;
  const kind = chosen === undefined ? wanted : kindOf(chosen, wanted);
  if (kind !== useBench.getState().kind) useBench.setState({ typed: '', typedWrong: undefined });
  useBench.setState({
    job,
    kind,
    count: undefined,
    listed: undefined,
    chosen: undefined,
    explained: undefined,
    show: 'all',
    most: FIRST_ROWS,
  });
  tryNow();
}

export function chooseShow(show: BenchShow): void {
  useBench.setState({ show, most: FIRST_ROWS });
  list();
}

export function searchRows(search: string): void {
  useBench.setState({ search, most: FIRST_ROWS });
  clearTimeout(timers.list);
  timers.list = setTimeout(list, SEARCHING_MS);
}

/** The end of the rows is in sight: more of them, up to 20,000. */
export function moreRows(): void {
  const { most, listed } = useBench.getState();
  if (listed === undefined || listed.found <= listed.rows.length || listed.rows.length < most || most >= MOST_ROWS) return;
  useBench.setState({ most: Math.min(MOST_ROWS, most * 4) });
  list();
}

export function chooseRow(row: number, text: string): void {
  useBench.setState({ chosen: { row, text } });
  tellEngine({ type: 'bench-steps', ask: nextAsk('steps'), row });
}

/** A series or target of the user's own: through the rules once the writing pauses. */
export function typeOne(typed: string): void {
  useBench.setState({ typed, typedWrong: undefined });
  clearTimeout(timers.typed);
  if (typed.trim() === '') {
    chooseAgain({ ...useBench.getState(), chosen: undefined });
    return;
  }
  useBench.setState({ chosen: { row: TYPED_ROW, text: typed } });
  timers.typed = setTimeout(askTyped, SEARCHING_MS);
}

function askTyped(): void {
  clearTimeout(timers.typed);
  tellEngine({ type: 'bench-typed', ask: nextAsk('steps'), text: useBench.getState().typed });
}

/** The rules are edited: tried once the writing pauses. */
export function writeRules(text: string, letter: boolean): void {
  changeDraft((draft) => edited(draft, text, letter));
}

export function undoRules(): void {
  changeDraft(undone);
}

export function redoRules(): void {
  changeDraft(redone);
}

export function resetRules(): void {
  const bench = useBench.getState();
  const job = shownJob(bench);
  if (job === undefined) return;
  changeDraft((draft) => edited(draft, ownText(job, bench.kind), false));
  if (areLimitsEdited(bench)) changeLimits({});
}

/** One limit is chosen; 0: none. */
export function writeLimit(limit: keyof BenchLimits, value: number): void {
  changeLimits({ ...shownLimits(useBench.getState()), [limit]: value });
}

/** Nothing chosen: the cluster's own. */
function changeLimits(limits: BenchLimits): void {
  const bench = useBench.getState();
  const job = shownJob(bench);
  if (job === undefined) return;
  const key = draftKey(bench.cluster, job.name, bench.kind);
  const { [key]: _before, ...others } = bench.limits;
  useBench.setState({ limits: Object.keys(limits).length === 0 ? others : { ...others, [key]: limits } });
  tryLater(bench);
}

function changeDraft(change: (draft: Draft) => Draft): void {
  const bench = useBench.getState();
  const job = shownJob(bench);
  if (job === undefined) return;
  const before = shownDraft(bench);
  const after = change(before);
  if (after === before) return;
  useBench.setState({ drafts: { ...bench.drafts, [draftKey(bench.cluster, job.name, bench.kind)]: after } });
  tryLater(bench);
}

/** Once the writing pauses. */
function tryLater(bench: Bench): void {
  if (isTrying(bench)) tellEngine({ type: 'bench-stop' });
  clearTimeout(timers.try);
  useBench.setState({ trial: { state: 'trying' } });
  timers.try = setTimeout(tryNow, WRITING_MS);
}

/** The editor shows that line. */
export function pointAtLine(line: number): void {
  useBench.setState(({ pointed }) => ({ pointed: { line, times: (pointed?.times ?? 0) + 1 } }));
}

/** From elsewhere in the window: the screen, with the rule of a job that did something to series of these words. */
export function showRule({ job, kind }: { readonly job: string; readonly kind: RulesKind }, search: string): void {
  useBench.setState({
    job,
    kind,
    show: 'all',
    search,
    most: FIRST_ROWS,
    count: undefined,
    listed: undefined,
    chosen: undefined,
    explained: undefined,
  });
  showScreen('workbench');
}
