import { useEffect } from 'react';
import { redoRules, undoRules } from '../../store/benchLink';
import { isTrying, shownDraft, shownJob, useBench } from '../../store/benchStore';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { BenchTools } from './BenchTools';
import { LimitsBox } from './LimitsBox';
import { RowList } from './RowList';
import { RuleCosts } from './RuleCosts';
import { RulesEditor } from './RulesEditor';
import { RulesErrors } from './RulesErrors';
import { RulesFoot } from './RulesFoot';
import { ShowBar } from './ShowBar';
import { StepsPanel } from './StepsPanel';
import { UnreadTargets } from './UnreadTargets';
import './bench.css';

const t = texts.bench;

/** A search box undoes its own. */
const notInABox = () => !(document.activeElement instanceof HTMLInputElement);
const COMMANDS = [
  { id: 'bench-undo', group: 'window', words: t.commandUndo, keys: ['Ctrl+z'], when: notInABox, run: undoRules },
  { id: 'bench-redo', group: 'window', words: t.commandRedo, keys: ['Ctrl+y'], when: notInABox, run: redoRules },
] as const;

/** Rules left, what becomes of every series right. While it is open the engine tries what is written (store/benchLink.ts). */
export function BenchView() {
  const isPast = useEngine((facts) => facts.view?.at !== undefined);
  const isBusy = useBench(isTrying);
  const hasJob = useBench((bench) => shownJob(bench) !== undefined);
  useEffect(() => offerCommands(COMMANDS), []);
  return (
    <section className="hs-bench" aria-label={t.name} data-testid="bench" aria-busy={isBusy}>
      <BenchTools />
      {isPast ? <p className="hs-bench-past hs-small hs-t2">{t.past}</p> : null}
      {hasJob ? (
        <div className="hs-bench-two">
          <Rules />
          <Results />
        </div>
      ) : (
        <Idle />
      )}
    </section>
  );
}

function Idle() {
  const opened = useBench((bench) => bench.opened);
  return (
    <p className="hs-bench-idle hs-t2" data-testid="bench-idle">
      {opened.state === 'failed' ? `${opened.says}. ${opened.remedy}` : opened.state === 'opened' ? t.verdict.noJobs : t.verdict.asking}
    </p>
  );
}

function Rules() {
  const job = useBench(shownJob);
  const kind = useBench((bench) => bench.kind);
  const text = useBench((bench) => shownDraft(bench).text);
  const trial = useBench((bench) => bench.trial);
  const count = useBench((bench) => bench.count);
  if (job === undefined) return null;
  const wrong = trial.state === 'wrong' ? trial : undefined;
  return (
    <div className="hs-bench-left">
      <RulesEditor key={`${kind} ${job.name}`} name={t.editor(t.kinds[kind], job.name)} errors={wrong?.errors ?? []} />
      {wrong === undefined ? null : <RulesErrors errors={wrong.errors} more={wrong.more} />}
      {count === undefined || wrong !== undefined ? null : <RuleCosts count={count} />}
      {count === undefined || wrong !== undefined ? null : <LimitsBox count={count} />}
      <RulesFoot job={job} kind={kind} text={text} />
    </div>
  );
}

function Results() {
  const count = useBench((bench) => bench.count);
  const kind = useBench((bench) => bench.kind);
  const isOld = useBench(({ trial }) => trial.state === 'wrong' || trial.state === 'stopped');
  if (count === undefined) return <div className="hs-bench-right" />;
  return (
    <div className="hs-bench-right">
      {isOld ? <p className="hs-bench-past hs-small hs-t2">{t.verdict.stoppedMore}</p> : null}
      <ShowBar count={count} />
      <UnreadTargets count={count} />
      <RowList kind={kind} />
      <StepsPanel />
    </div>
  );
}
