import { stopTrying, tryAgain } from '../../store/benchLink';
import { isTrying, useBench } from '../../store/benchStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { benchSentence } from './benchSentence';

const t = texts.bench;

/** In place of the verdict over the map: what the rules of the editor come to. */
export function BenchVerdict() {
  const bench = useBench();
  const { state, says, more } = benchSentence(bench);
  const canTryAgain = bench.trial.state === 'stopped' || bench.trial.state === 'failed';
  return (
    <div className="hs-verdict" data-testid="bench-verdict" data-state={state} aria-busy={isTrying(bench)}>
      <Glyph state={state} size={16} />
      <p className="hs-verdict-say" title={`${says} ${more}`} aria-live="polite">
        <b>{says}</b>
        <span className="hs-t2">{more}</span>
      </p>
      {bench.trial.state === 'counting' ? (
        <button type="button" className="hs-button" onClick={stopTrying} data-testid="bench-stop">
          {t.stop}
        </button>
      ) : null}
      {canTryAgain ? (
        <button type="button" className="hs-button" onClick={tryAgain}>
          {t.tryAgain}
        </button>
      ) : null}
      <span className="hs-looked hs-small hs-t3 hs-nowrap">{t.nothingIsApplied}</span>
    </div>
  );
}
