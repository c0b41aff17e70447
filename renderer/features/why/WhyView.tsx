import { useEngine } from '../../store/engineStore';
import { isUnderWay, useWhy } from '../../store/whyStore';
import { texts } from '../../texts/catalogue';
import { StageDetail } from './StageDetail';
import { StageList } from './StageList';
import { stageOfVerdict } from './stageWords';
import { WhyBox } from './WhyBox';
import './why.css';
import { TermText } from '../../ui/TermText';

const t = texts.why;

/** One question, the way of the metric as stages, and what the chosen stage stands on. */
export function WhyView() {
  const progress = useWhy((why) => why.progress);
  const chosen = useWhy((why) => why.stage);
  const isPast = useEngine((facts) => facts.view?.at !== undefined);
  const isBusy = useWhy(isUnderWay);
  const answer = progress?.state === 'answered' ? progress.answer : undefined;
  const stage = answer === undefined ? undefined : (chosen ?? stageOfVerdict(answer));
  return (
    <section className="hs-why-page" aria-label={t.name} data-testid="why-page" aria-busy={isBusy}>
      <WhyBox />
      {isPast ? <p className="hs-why-past hs-small hs-t2">{t.past}</p> : null}
      <div className="hs-why-two">
        <StageList answer={answer} stage={stage} />
        {answer === undefined || stage === undefined ? (
          <div className="hs-why-detail hs-why-idle hs-t2" data-testid="why-idle">
            <p>
              <TermText text={isBusy ? t.asking : t.idle} />
            </p>
            <p className="hs-small">
              <TermText text={t.idleMore} />
            </p>
          </div>
        ) : (
          <StageDetail answer={answer} stage={stage} />
        )}
      </div>
    </section>
  );
}
