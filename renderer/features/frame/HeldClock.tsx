import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { goLive } from '../../store/moments';
import { useReplay } from '../../store/replayStore';
import { texts } from '../../texts/catalogue';

/** In place of the live clock while a kept moment is shown: its time, and the way back. */
export function HeldClock({ atMs }: { readonly atMs: number }) {
  const isReplay = useReplay(({ replay }) => replay !== undefined);
  const { replay } = texts;
  const held = isReplay ? { notLive: replay.held, live: replay.back, goLive: replay.back } : texts.strip.held;
  return (
    <>
      <span className="hs-held hs-small hs-nowrap" role="status" data-testid="held-clock">
        <b>{held.notLive(formatClock(atMs, zoneOffsetMinutes()))}</b>
      </span>
      <button type="button" className="hs-button hs-button-solid" onClick={goLive} title={held.goLive} data-testid="go-live">
        {held.live}
      </button>
    </>
  );
}
