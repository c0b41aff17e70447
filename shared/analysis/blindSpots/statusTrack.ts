import type { PodLife, PodState, Stretch } from './podLife';

/** What `kubectl get pods` would have said of a pod, stretch after stretch. */
export interface StatusStretch extends Stretch {
  readonly says: string;
  readonly kind: 'well' | 'waits' | 'ended' | 'failed';
}

/** The worst that holds is said: terminating, then what ended, waits, cannot be scheduled, then the phase. */
export function statusTrack(life: PodLife): readonly StatusStretch[] {
  const edges = [...new Set(life.states.flatMap(({ fromMs, toMs }) => (toMs === undefined ? [fromMs] : [fromMs, toMs])))].sort(
    (a, b) => a - b,
  );
  const track: StatusStretch[] = [];
  edges.forEach((fromMs, at) => {
    const toMs = edges[at + 1] ?? life.goneMs;
    if (fromMs === life.goneMs) return;
    const said = statusAt(life.states, fromMs);
    const last = track[track.length - 1];
    if (said === undefined) return;
    if (last !== undefined && last.says === said.says && last.toMs === fromMs) track[track.length - 1] = { ...last, toMs };
    else track.push({ fromMs, toMs, ...said });
  });
  return track;
}

function statusAt(states: readonly PodState[], atMs: number): Pick<StatusStretch, 'says' | 'kind'> | undefined {
  const holding = states.filter(({ fromMs, toMs }) => fromMs <= atMs && (toMs === undefined || toMs > atMs));
  for (const said of RANKS) {
    const found = holding.map(said).find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Said = Pick<StatusStretch, 'says' | 'kind'> | undefined;

const RANKS: readonly ((state: PodState) => Said)[] = [
  ({ signal, value }) => (signal === 'deletion' ? { says: value, kind: 'ended' } : undefined),
  ({ signal, value }) => (signal === 'terminated' ? { says: value, kind: value === 'Completed' ? 'ended' : 'failed' } : undefined),
  ({ signal, value }) => (signal === 'init-terminated' && value !== 'Completed' ? { says: `Init: ${value}`, kind: 'failed' } : undefined),
  ({ signal }) => (signal === 'init-running' ? { says: 'Init', kind: 'waits' } : undefined),
  ({ signal, value }) => (signal === 'waiting' || signal === 'init-waiting' ? { says: value, kind: 'waits' } : undefined),
  ({ signal }) => (signal === 'unschedulable' ? { says: 'Unschedulable', kind: 'waits' } : undefined),
  ({ signal, value }) => (signal === 'phase' ? { says: value, kind: PHASES[value] ?? 'waits' } : undefined),
];

const PHASES: Readonly<Record<string, StatusStretch['kind']>> = { Running: 'well', Succeeded: 'ended', Failed: 'failed' };
