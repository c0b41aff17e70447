import { useEngine } from '../../store/engineStore';
import { useTrace } from '../../store/traceStore';
import { texts } from '../../texts/catalogue';
import { HopRows } from './HopRows';
import { Identities } from './Identities';
import { LagPanel } from './LagPanel';
import { TraceHead } from './TraceHead';
import './trace.css';
import { TermText } from '../../ui/TermText';

const t = texts.trace;

/** One number at every hop of both pipelines, when it was true there, and how long a change takes. */
export function TraceView() {
  const progress = useTrace((facts) => facts.progress);
  const isPast = useEngine((facts) => facts.view?.at !== undefined);
  const isBusy = progress?.state === 'waiting' || progress?.state === 'asking';
  return (
    <section className="hs-trace" aria-label={t.name} aria-busy={isBusy} data-testid="trace" data-progress={progress?.state}>
      <TraceHead />
      {isPast ? (
        <p className="hs-trace-note hs-small hs-t2">
          <TermText text={t.past} />
        </p>
      ) : null}
      {progress?.state === 'answered' ? (
        <>
          <div className="hs-trace-body">
            <HopRows trace={progress.trace} />
            <Identities trace={progress.trace} />
          </div>
          <LagPanel lag={progress.lag} />
        </>
      ) : (
        <p className="hs-trace-note hs-t2">
          <TermText text={isBusy ? t.asking : t.idleMore} />
        </p>
      )}
    </section>
  );
}
