import type { View } from '../../../shared/contract/engine';
import { formatDuration } from '../../../shared/model/format';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

type Step = View['steps'][number];

/** The steps of the connection over the ghost cards, each with its time, until the first look. */
export function Connecting() {
  const view = useEngine((facts) => facts.view);
  const engine = useEngine((facts) => facts.engine.state);
  if (view !== undefined && view.phase !== 'connecting') return null;
  if (engine === 'failed') return null;
  const context = view?.report.cluster.context;
  return (
    <section className="hs-steps" data-testid="connecting" aria-live="polite">
      <h2>{context === undefined ? texts.trouble.starting : texts.trouble.connecting(context)}</h2>
      <ol>
        {view?.steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
      </ol>
      {view === undefined ? <p className="hs-small hs-t2">{texts.trouble.startingMore}</p> : null}
    </section>
  );
}

function StepLine({ step }: { readonly step: Step }) {
  return (
    <li data-state={step.state}>
      <StepGlyph state={step.state} />
      <span className="hs-grow">
        {step.name}
        {step.says === undefined ? null : <span className="hs-t2">, {step.says}</span>}
      </span>
      {step.ms === undefined ? null : <span className="hs-t3 hs-nowrap">{formatDuration(step.ms / 1000)}</span>}
    </li>
  );
}

function StepGlyph({ state }: { readonly state: Step['state'] }) {
  switch (state) {
    case 'done':
      return <Glyph state="ok" />;
    case 'failed':
      return <Glyph state="broken" />;
    case 'skipped':
      return <Glyph state="absent" />;
    case 'running':
      return <span className="hs-step-wait hs-step-running" />;
    case 'waiting':
      return <span className="hs-step-wait" />;
  }
}
