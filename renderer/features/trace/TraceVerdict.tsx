import { useTrace } from '../../store/traceStore';
import { Glyph } from '../../ui/Glyph';
import { traceSentence } from './traceSentence';

/** In place of the verdict over the map: it answers the question in words. */
export function TraceVerdict() {
  const progress = useTrace((facts) => facts.progress);
  const { state, says, more, aside } = traceSentence(progress);
  return (
    <div className="hs-verdict" data-testid="trace-verdict" data-state={state}>
      <Glyph state={state} size={16} />
      <p className="hs-verdict-say" title={`${says} ${more}`} aria-live="polite">
        <b>{says}</b>
        <span className="hs-t2">{more}</span>
      </p>
      <span className="hs-looked hs-small hs-t3 hs-nowrap">{aside}</span>
    </div>
  );
}
