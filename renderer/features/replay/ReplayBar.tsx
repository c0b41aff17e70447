import { type ChangeEvent, useEffect, useState } from 'react';
import { REPLAY_SPEEDS, type Replay } from '../../../shared/contract/replay';
import { formatClock, formatDay, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { offerCommands } from '../../store/commandStore';
import { playAt, seekPercent, seekTo, togglePlay, useReplay } from '../../store/replayStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { PressedRow } from '../../ui/PressedRow';
import { FindingLane } from './FindingLane';
import { REPLAY_COMMANDS } from './replayCommands';
import './replay.css';

const t = texts.replay;
const STEP_MS = 1_000;

/** Under the time strip while a recording is looked at: what it is of, and the player. */
export function ReplayBar() {
  const replay = useReplay((state) => state.replay);
  return replay === undefined ? null : <Player replay={replay} />;
}

function Player({ replay }: { readonly replay: Replay }) {
  useEffect(() => offerCommands(REPLAY_COMMANDS), []);
  return (
    <section className="hs-replay hs-small" aria-label={t.name} data-testid="replay">
      <PlayButton replay={replay} />
      <Position replay={replay} />
      <Speeds speed={replay.speed} />
      <About replay={replay} />
    </section>
  );
}

function PlayButton({ replay: { state, nowMs, toMs } }: { readonly replay: Replay }) {
  const says = state !== 'paused' ? t.pause : nowMs >= toMs ? t.again : t.play;
  return (
    <button
      type="button"
      className="hs-button hs-replay-play"
      onClick={togglePlay}
      aria-label={says}
      title={says}
      data-testid="replay-play"
    >
      <Icon name={state === 'paused' ? 'play' : 'pause'} size={12} />
    </button>
  );
}

/** A slider over the whole recording. While it is dragged it says where it would go; let go, it goes there. */
function Position({ replay }: { readonly replay: Replay }) {
  const { fromMs, toMs, nowMs, seekMs, state } = replay;
  const [draggedMs, setDragged] = useState<number | undefined>(undefined);
  const shownMs = draggedMs ?? seekMs ?? nowMs;
  const value = fromMs + Math.floor((shownMs - fromMs) / STEP_MS) * STEP_MS;
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const atMs = Number(event.currentTarget.value);
    // The browser says a change once more when the value is put back to the moment still shown.
    if (atMs === value) return;
    if (draggedMs === undefined) seekTo(atMs + STEP_MS > toMs ? toMs : atMs);
    else setDragged(atMs);
  };
  const letGo = () => {
    if (draggedMs !== undefined && draggedMs !== nowMs) seekTo(draggedMs);
    setDragged(undefined);
  };
  return (
    <>
      <span className="hs-replay-time" data-testid="replay-time">
        {state === 'seeking' ? t.seeking(clock(seekMs ?? nowMs), seekPercent(replay)) : clock(shownMs)}
      </span>
      <span className="hs-replay-line">
        <FindingLane replay={replay} />
        <input
          type="range"
          className="hs-replay-position"
          min={fromMs}
          max={toMs}
          step={STEP_MS}
          value={value}
          aria-label={t.position}
          aria-valuetext={t.valueText(clock(shownMs), clock(toMs), t.states[state])}
          onChange={onChange}
          onPointerDown={() => setDragged(nowMs)}
          onPointerUp={letGo}
          onPointerCancel={() => setDragged(undefined)}
          data-testid="replay-position"
        />
      </span>
      <span className="hs-t3">{clock(toMs)}</span>
    </>
  );
}

function Speeds({ speed }: { readonly speed: Replay['speed'] }) {
  return (
    <PressedRow
      name={t.speed}
      className="hs-replay-speeds"
      choices={REPLAY_SPEEDS.map((value) => ({ value, words: t.times(value), says: t.timesMore(value), testId: `replay-speed-${value}` }))}
      chosen={speed}
      onChoose={playAt}
    />
  );
}

/** Which cluster, from when to when, whole or not. */
function About({ replay: { name, context, madeBy, fromMs, toMs, damage } }: { readonly replay: Replay }) {
  const day = formatDay(fromMs, zoneOffsetMinutes());
  return (
    <p className="hs-replay-about hs-ellipsis" title={[t.more(name, madeBy), damage && t.cutOffMore(damage)].filter(Boolean).join('\n')}>
      <b>{t.recording}</b> <span data-testid="replay-of">{t.of(context)}</span>{' '}
      <span className="hs-t2" data-testid="replay-span">
        {t.span(day, clock(fromMs), clock(toMs), formatDuration((toMs - fromMs) / 1_000))}
      </span>{' '}
      <span className={damage === undefined ? 'hs-t3' : 'hs-replay-cut'} data-testid="replay-whole">
        {damage === undefined ? t.whole : t.cutOff}
      </span>
      {damage === undefined ? null : <span className="hs-hidden">{t.cutOffMore(damage)}</span>}
    </p>
  );
}

function clock(atMs: number): string {
  return formatClock(atMs, zoneOffsetMinutes());
}
