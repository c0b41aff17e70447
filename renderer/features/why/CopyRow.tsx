import { whyCommand } from '../../../shared/analysis/why/question';
import { whyText } from '../../../shared/analysis/why/whyText';
import type { WhyAnswer, WhyStep } from '../../../shared/contract/why';
import { showRule } from '../../store/benchLink';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';

const t = texts.why;

/** The whole walk as text, as JSON, and the command line that prints the same; the rule as it is written. */
type Change = NonNullable<Extract<WhyStep, { state: 'lost' }>['change']>;

export function CopyRow({ answer, change }: { readonly answer: WhyAnswer; readonly change: Change | undefined }) {
  const context = useEngine((facts) => facts.view?.report.cluster.context);
  const scenario = useEngine((facts) => facts.view?.demo?.scenario);
  const where = scenario !== undefined ? ['--demo', scenario] : context === undefined ? [] : ['--context', context];
  return (
    <footer className="hs-why-copies">
      {change?.at === undefined ? null : <OpenRule at={change.at} metric={answer.question.metric} />}
      {change === undefined || change.rule === '' ? null : <CopyButton text={change.rule} label={t.copyRule} />}
      <CopyButton text={whyText(answer)} label={t.copyText} />
      <CopyButton text={JSON.stringify(answer, withoutPlaces, 2)} label={t.copyJson} />
      <CopyButton text={whyCommand(answer.question, where)} label={t.copyCommand} />
      <span className="hs-small hs-t3 hs-end">{t.nothingIsApplied}</span>
    </footer>
  );
}

/** The workbench with the rules of that job, and the series of the metric; of a target's rules, all targets. */
function OpenRule({ at, metric }: { readonly at: NonNullable<Change['at']>; readonly metric: string }) {
  return (
    <button
      type="button"
      className="hs-button hs-button-solid"
      onClick={() => showRule(at, at.kind === 'metric' ? metric : '')}
      data-testid="why-workbench"
    >
      {texts.bench.openFrom}
    </button>
  );
}

/** As `hopscope why --json` prints it: where an answer is kept means something in this window alone. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'answerId' || key === 'owner' ? undefined : value;
}
