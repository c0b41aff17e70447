import { whyCommand } from '../../../shared/analysis/why/question';
import { whyText } from '../../../shared/analysis/why/whyText';
import type { WhyAnswer } from '../../../shared/contract/why';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';

const t = texts.why;

/** The whole walk as text, as JSON, and the command line that prints the same; the rule as it is written. */
export function CopyRow({ answer, rule }: { readonly answer: WhyAnswer; readonly rule: string | undefined }) {
  const context = useEngine((facts) => facts.view?.report.cluster.context);
  const scenario = useEngine((facts) => facts.view?.demo?.scenario);
  const where = scenario !== undefined ? ['--demo', scenario] : context === undefined ? [] : ['--context', context];
  return (
    <footer className="hs-why-copies">
      {rule === undefined || rule === '' ? null : <CopyButton text={rule} label={t.copyRule} />}
      <CopyButton text={whyText(answer)} label={t.copyText} />
      <CopyButton text={JSON.stringify(answer, withoutPlaces, 2)} label={t.copyJson} />
      <CopyButton text={whyCommand(answer.question, where)} label={t.copyCommand} />
      <span className="hs-small hs-t3 hs-end">{t.nothingIsApplied}</span>
    </footer>
  );
}

/** As `hopscope why --json` prints it: where an answer is kept means something in this window alone. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'answerId' || key === 'owner' ? undefined : value;
}
