import { tellEngine } from '../../bridge/enginePort';
import { useEngine } from '../../store/engineStore';

/** Stops looking, or goes on. */
export function togglePause(): void {
  const paused = useEngine.getState().view?.paused ?? false;
  tellEngine({ type: 'pause', paused: !paused });
}
