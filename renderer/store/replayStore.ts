import { create } from 'zustand';
import { REPLAY_SPEEDS, type Replay } from '../../shared/contract/replay';
import { tellEngine } from '../bridge/enginePort';

/** The recording that is looked at, as its player last said; undefined: a cluster is. */
export const useReplay = create<{ readonly replay: Replay | undefined }>(() => ({ replay: undefined }));

export function receiveReplay(replay: Replay): void {
  useReplay.setState({ replay });
}

export function forgetReplay(): void {
  useReplay.setState({ replay: undefined });
}

/** Plays it, or lets it stand; at its end it is played from its beginning. */
export function togglePlay(): void {
  const { replay } = useReplay.getState();
  if (replay !== undefined) tellEngine({ type: 'replay-play', playing: replay.state === 'paused' });
}

export function seekTo(atMs: number): void {
  tellEngine({ type: 'replay-seek', atMs });
}

/** From the moment that it shows, or is on its way to. */
export function seekBy(ms: number): void {
  const { replay } = useReplay.getState();
  if (replay !== undefined) seekTo((replay.seekMs ?? replay.nowMs) + ms);
}

export function playAt(speed: Replay['speed']): void {
  tellEngine({ type: 'replay-speed', speed });
}

/** The next speed up (1) or down (-1); undefined: there is none. */
export function nextSpeed({ speed }: Pick<Replay, 'speed'>, by: -1 | 1): Replay['speed'] | undefined {
  return REPLAY_SPEEDS[REPLAY_SPEEDS.indexOf(speed) + by];
}

/** How far it is on its way to another moment, 0 to 100: an earlier one is reached from the beginning. */
export function seekPercent({ fromMs, nowMs, seekMs = nowMs }: Pick<Replay, 'fromMs' | 'nowMs' | 'seekMs'>): number {
  return seekMs <= fromMs ? 100 : Math.min(100, Math.max(0, Math.round(((nowMs - fromMs) / (seekMs - fromMs)) * 100)));
}
