import type { StepId } from '../../../shared/walkthrough/chapters';
import type { Step } from '../../../shared/walkthrough/step';
import { stepsBetween } from '../../../shared/walkthrough/walker';
import { useEngine } from '../../store/engineStore';
import { useWalkthrough } from '../../store/walkthroughStore';
import { texts } from '../../texts/catalogue';
import { hereIn, lackingWords } from './stepsHere';

const t = texts.walkthrough;

/** Which steps were passed over on the way to this one, and why; or why this one, gone to by its chapter, has nothing to show. */
export function LeftOut({ step }: { readonly step: Step<StepId> }) {
  const from = useWalkthrough((facts) => facts.from);
  const words = useEngine(({ view }) => {
    const here = lackingWords([step], view);
    if (here !== '') return t.notHere(here);
    const passed = from === undefined ? [] : stepsBetween(from, step.id).filter((each) => !hereIn(view)(each));
    return passed.length === 0 ? '' : t.leftOut(passed.length, lackingWords(passed, view));
  });
  return (
    <p role="status" className="hs-walk-left-out hs-small hs-t2" data-testid="walk-left-out">
      {words}
    </p>
  );
}
