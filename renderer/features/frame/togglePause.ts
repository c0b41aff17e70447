import { tellEngine } from '../../bridge/enginePort';
import { useEngine } from '../../store/engineStore';
import { togglePlay, useReplay } from '../../store/replayStore';

/** Stops looking, or goes on; a recording stands still, or is played. */
export function togglePause(): void {
  if (useReplay.getState().replay !== undefined) {
    togglePlay();
    return;
  }
  const paused = useEngine.getState().view?.paused ?? false;
  tellEngine({ type: 'pause', paused: !paused });
}
