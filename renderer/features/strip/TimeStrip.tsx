import { useEffect } from 'react';
import { type Turn, turnsOf } from '../../../shared/analysis/history/turns';
import type { Strip } from '../../../shared/contract/engine';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { turnStrip } from '../../store/moments';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { type Axis, axisOf, hourUntil } from './axis';
import { ChangeTable } from './ChangeTable';
import { StripLane } from './StripLane';
import { STRIP_COMMANDS } from './stripCommands';
import { clockText, dayText, hourText, minuteText } from './stripText';
import './strip.css';

/** Under the view: the last hour of both pipelines. A click or the arrow keys put the window at a time that is gone. */
export function TimeStrip() {
  const strip = useEngine((facts) => facts.strip);
  useEffect(() => offerCommands(STRIP_COMMANDS), []);
  const atMs = useEngine((facts) => facts.view?.at);
  const connected = useEngine((facts) => facts.view !== undefined);
  if (strip === undefined) return connected ? <div className="hs-strip hs-strip-empty" /> : null;
  const { sessions = [] } = strip;
  const axis = strip.past ? hourUntil(strip.nowMs) : axisOf(strip.nowMs, Math.min(strip.beganMs, ...sessions));
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
      {sessions.length === 0 ? null : <p className="hs-hidden">{texts.strip.sessions(sessions.map(clockText).join(', '))}</p>}
    </section>
  );
}

/** Of an earlier hour its times and its day, else how long the axis is and when the session began. */
function Span({ axis, strip }: { readonly axis: Axis; readonly strip: Strip }) {
  const minutes = Math.round((axis.toMs - axis.fromMs) / 60_000);
  const lasts = minutes === 60 ? texts.strip.hour : texts.strip.minutes(minutes);
  return (
    <div className="hs-strip-head">
      <p className="hs-strip-span hs-small">
        <b data-testid="strip-span">{strip.past ? hourText(strip.nowMs) : lasts}</b>
        <span className="hs-micro hs-t3" data-testid="session-began">
          {strip.past ? dayText(strip.nowMs) : texts.strip.began(minuteText(strip.beganMs))}
        </span>
      </p>
      {strip.earlier || strip.past ? (
        <>
          <HourButton to="earlier" isThere={strip.earlier === true} />
          <HourButton to="later" isThere={strip.past === true} />
        </>
      ) : null}
    </div>
  );
}

/** One that has nothing to go to stays where it is: it may have the focus. */
function HourButton({ to, isThere }: { readonly to: 'earlier' | 'later'; readonly isThere: boolean }) {
  return (
    <button
      type="button"
      className="hs-button hs-button-bare hs-strip-hour"
      aria-label={texts.strip[to]}
      title={texts.strip[to]}
      aria-disabled={!isThere}
      onClick={() => (isThere ? turnStrip(to) : undefined)}
      data-testid={`strip-${to}`}
    >
      <Icon name={to === 'earlier' ? 'back' : 'right'} />
    </button>
  );
}

function newestOn(axis: Axis, turns: readonly Turn[]): Turn | undefined {
  const [newest] = turns;
  return newest && newest.atMs >= axis.fromMs ? newest : undefined;
}
