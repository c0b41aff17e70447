import { useEffect } from 'react';
import { type Turn, turnsOf } from '../../../shared/analysis/history/turns';
import type { Strip } from '../../../shared/contract/engine';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { type Axis, axisOf } from './axis';
import { ChangeTable } from './ChangeTable';
import { StripLane } from './StripLane';
import { STRIP_COMMANDS } from './stripCommands';
import { minuteText } from './stripText';
import './strip.css';

/** Under the view: the last hour of both pipelines. A click or the arrow keys put the window at a time that is gone. */
export function TimeStrip() {
  const strip = useEngine((facts) => facts.strip);
  useEffect(() => offerCommands(STRIP_COMMANDS), []);
  const atMs = useEngine((facts) => facts.view?.at);
  const connected = useEngine((facts) => facts.view !== undefined);
  if (strip === undefined) return connected ? <div className="hs-strip hs-strip-empty" /> : null;
  const axis = axisOf(strip.nowMs, strip.beganMs);
  const turns = turnsOf(strip);
  return (
    <section className="hs-strip" data-region="strip" aria-label={texts.strip.name} data-testid="strip">
      <Span axis={axis} strip={strip} />
      <StripLane strip={strip} axis={axis} atMs={atMs} turn={newestOn(axis, turns)} />
      <p className="hs-strip-names hs-micro" aria-hidden="true">
        <span>{texts.strip.tracks.core}</span>
        <span className="hs-mon">{texts.strip.tracks.monitoring}</span>
      </p>
      <ChangeTable turns={turns} />
    </section>
  );
}

function Span({ axis, strip }: { readonly axis: Axis; readonly strip: Strip }) {
  const minutes = Math.round((axis.toMs - axis.fromMs) / 60_000);
  return (
    <p className="hs-strip-span hs-small">
      <b>{minutes === 60 ? texts.strip.hour : texts.strip.minutes(minutes)}</b>
      <span className="hs-micro hs-t3" data-testid="session-began">
        {texts.strip.began(minuteText(strip.beganMs))}
      </span>
    </p>
  );
}

function newestOn(axis: Axis, turns: readonly Turn[]): Turn | undefined {
  const [newest] = turns;
  return newest && newest.atMs >= axis.fromMs ? newest : undefined;
}
