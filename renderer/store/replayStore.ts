import { create } from 'zustand';
import { REPLAY_SPEEDS, type Replay, type ReplayFinding, type ReplayFindings } from '../../shared/contract/replay';
import { tellEngine } from '../bridge/enginePort';

interface ReplayFacts {
  /** The recording that is looked at, as its player last said; undefined: a cluster is. */
  readonly replay: Replay | undefined;
  /** What was found when it was recorded, by its beginning. */
  readonly found: ReplayFindings;
}

const NONE: ReplayFindings = { findings: [], more: 0 };

/** Who asks for the finding before within so long of our time means not the one just gone to. */
const GONE_TO_MS = 3_000;

export const useReplay = create<ReplayFacts>(() => ({ replay: undefined, found: NONE }));

export function receiveReplay(replay: Replay): void {
  useReplay.setState({ replay });
}

export function receiveReplayFindings({ findings, more }: ReplayFindings): void {
  useReplay.setState({ found: { findings, more } });
}

export function forgetReplay(): void {
  useReplay.setState({ replay: undefined, found: NONE });
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

/** The finding that begins next after the moment shown (1), or last before it (-1); undefined: there is none. */
export function nextFinding(by: -1 | 1): ReplayFinding | undefined {
  const { replay, found } = useReplay.getState();
  if (replay === undefined) return undefined;
  const atMs = replay.seekMs ?? replay.nowMs;
  if (by === 1) return found.findings.find(({ fromMs }) => fromMs > atMs);
  // While it is played the moment just gone to is left at once: back is back from there.
  const beforeMs = replay.state === 'playing' ? atMs - GONE_TO_MS * replay.speed : atMs;
  return found.findings.filter(({ fromMs }) => fromMs < beforeMs).at(-1);
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
