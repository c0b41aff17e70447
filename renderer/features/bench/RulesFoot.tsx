import type { BenchJob, RulesKind } from '../../../shared/contract/bench';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { TermText } from '../../ui/TermText';
import { homeWords, operatorText } from './rulesHome';

const t = texts.bench;

interface RulesFootProps {
  readonly job: BenchJob;
  readonly kind: RulesKind;
  readonly text: string;
}

/** Where the rules live, and copies for there. Nothing is applied. */
export function RulesFoot({ job, kind, text }: RulesFootProps) {
  const { says, command } = homeWords(job, kind);
  return (
    <footer className="hs-bench-foot">
      <p className="hs-small hs-t2" data-testid="bench-home">
        <TermText text={says} /> <b>{t.nothingIsApplied}</b>
      </p>
      <div className="hs-row">
        <CopyButton text={text} label={t.copyYaml} />
        {job.home.kind === 'monitor' ? <CopyButton text={operatorText(text)} label={t.copyOperator} /> : null}
        {command === undefined ? null : <CopyButton text={command} label={t.copyCommand} />}
      </div>
    </footer>
  );
}
