import type { BenchJob, RulesKind } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { chooseJob, openBench, redoRules, resetRules, undoRules } from '../../store/benchLink';
import { isEdited, shownDraft, shownJob, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { keyWords } from '../../ui/keyWords';
import { Picker } from '../../ui/Picker';
import { PressedRow } from '../../ui/PressedRow';

const t = texts.bench;
const SCRAPE: readonly RulesKind[] = ['target', 'metric'];
const WRITE: readonly RulesKind[] = ['write'];

/** Over the editor: which job, which of its rules, and the ways back. */
export function BenchTools() {
  const bench = useBench();
  const { opened, kind } = bench;
  const job = shownJob(bench);
  const draft = shownDraft(bench);
  const jobs = opened.state === 'opened' ? opened.jobs : [];
  return (
    <header className="hs-bench-tools">
      <h1>{t.name}</h1>
      {job === undefined ? null : (
        <>
          <Picker
            name={t.job}
            testId="bench-job"
            className="hs-bench-job"
            value={job.name}
            choices={jobs.map(toChoice)}
            onChoose={(name) => chooseJob(name, kind)}
          />
          <PressedRow
            name={t.kind}
            className="hs-bench-kinds"
            choices={(job.write === undefined ? SCRAPE : WRITE).map((value) => ({
              value,
              words: (
                <>
                  {t.kinds[value]}
                  <span className="hs-t3">{formatCount(job[value]?.count ?? 0)}</span>
                </>
              ),
              says: t.kindSays[value],
              testId: `bench-kind-${value}`,
            }))}
            chosen={kind}
            onChoose={(each) => chooseJob(job.name, each)}
          />
          <span className="hs-bench-back">
            <button
              type="button"
              className="hs-button"
              disabled={draft.past.length === 0}
              onClick={undoRules}
              title={keyWords('Ctrl+Z')}
              data-testid="bench-undo"
            >
              {t.undo}
            </button>
            <button
              type="button"
              className="hs-button"
              disabled={draft.future.length === 0}
              onClick={redoRules}
              title={keyWords('Ctrl+Y')}
              data-testid="bench-redo"
            >
              {t.redo}
            </button>
            <button
              type="button"
              className="hs-button"
              disabled={!isEdited(bench)}
              onClick={resetRules}
              title={t.resetSays}
              data-testid="bench-reset"
            >
              {t.reset}
            </button>
          </span>
        </>
      )}
      <button type="button" className="hs-button" onClick={openBench} title={t.readAgainSays} disabled={opened.state === 'asking'}>
        {t.readAgain}
      </button>
    </header>
  );
}

function toChoice({ name, active, write }: BenchJob): { readonly value: string; readonly words: string } {
  if (write !== undefined) return { value: name, words: name };
  return { value: name, words: t.jobOf(name, t.targets(formatCount(active), active === 1)) };
}
