import { formatClock, formatDay } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { togglePlay, useReplay } from '../../store/replayStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

const t = texts.replay;

/** In place of the live clock while a recording is looked at: that it is one, and the moment played. Space does the same. */
export function ReplayClock() {
  const state = useReplay(({ replay }) => replay?.state);
  const nowMs = useReplay(({ replay }) => replay?.nowMs ?? 0);
  const offset = zoneOffsetMinutes();
  return (
    <button
      type="button"
      className="hs-button hs-clock hs-clock-paused"
      onClick={togglePlay}
      aria-label={`${t.at(`${formatDay(nowMs, offset)} ${formatClock(nowMs, offset)}`)}. ${state === 'paused' ? t.play : t.pause}`}
      data-testid="clock"
    >
      <b>{t.at(formatDay(nowMs, offset))}</b>
      <span className="hs-clock-time">{formatClock(nowMs, offset)}</span>
      <Icon name={state === 'paused' ? 'play' : 'pause'} size={12} />
    </button>
  );
}
