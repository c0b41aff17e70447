import { type KeptRun, keptRuns } from '../../../shared/analysis/blindSpots/kept';
import { lengthMs, type PodLife, type PodState } from '../../../shared/analysis/blindSpots/podLife';
import { isChange, reasonOf, seeInstead } from '../../../shared/analysis/blindSpots/reasons';
import { type KeptValue, type Scrapes, type Seen, seenBy, seenIn } from '../../../shared/analysis/blindSpots/seen';
import { SIGNAL_ORDER, SIGNALS, type Signal } from '../../../shared/analysis/blindSpots/signals';
import { statusTrack } from '../../../shared/analysis/blindSpots/statusTrack';
import type { BlindLane, BlindPicture, BlindSource, CpuWords, LostState } from '../../../shared/contract/blindSpots';
import type { Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { ownerOf } from './podRows';

/** What was read of one pod in Prometheus. `times`: nothing; the times of the scrapes say what they would have kept. */
export type Read =
  | { readonly keptBy: 'samples'; readonly kept: readonly KeptValue[]; readonly cpu: Result<readonly CpuWords[], AskTrouble> }
  | { readonly keptBy: 'times'; readonly trouble?: AskTrouble };

/** These lanes are always there; the others when something happened on them. */
const USUAL: ReadonlySet<Signal> = new Set(['phase', 'waiting', 'terminated', 'ready']);

export function pictureOf(life: PodLife, source: BlindSource, scrapes: Scrapes, read: Read): BlindPicture {
  const kept = read.keptBy === 'samples' ? read.kept : keptByTimes(life, scrapes);
  const runs = keptRuns(kept, scrapes);
  const judge = (state: PodState): Seen =>
    read.keptBy === 'samples' ? seenIn(state, kept, scrapes, life.watchedFromMs) : seenBy(state, scrapes, life.watchedFromMs);
  const { uid, namespace, name, node, createdMs, goneMs, watchedFromMs } = life;
  return {
    uid,
    namespace,
    name,
    owner: ownerOf(life),
    node,
    createdMs,
    goneMs,
    watchedFromMs,
    asOfMs: scrapes.toMs,
    intervalMs: scrapes.intervalMs,
    source,
    track: [...statusTrack(life)],
    scrapes: [...scrapes.ticks],
    lanes: lanesOf(life, runs, (state) => lostOf(life, state, judge(state), scrapes.toMs)),
    ...countsOf(life, judge),
    keptBy: read.keptBy,
    ...cpuOf(read),
    ...(read.keptBy === 'times' && read.trouble ? { trouble: read.trouble } : {}),
  };
}

function cpuOf(read: Read): Pick<BlindPicture, 'cpu' | 'cpuTrouble'> {
  if (read.keptBy === 'times') return { cpu: [] };
  return read.cpu.ok ? { cpu: [...read.cpu.value] } : { cpu: [], cpuTrouble: read.cpu.error };
}

function countsOf(life: PodLife, judge: (state: PodState) => Seen): Pick<BlindPicture, 'seen' | 'unknown'> {
  const verdicts = life.states.filter(isChange).map((state) => judge(state).verdict);
  return { seen: verdicts.filter((each) => each === 'seen').length, unknown: verdicts.filter((each) => each === 'not-known').length };
}

/** What scrapes at these times would have kept: what the API showed then. */
function keptByTimes(life: PodLife, { ticks }: Scrapes): readonly KeptValue[] {
  const good = ticks.filter(({ ok }) => ok);
  return life.states.flatMap(({ shown, signal, container, value }) => {
    if (shown === undefined || SIGNALS[signal].family === undefined) return [];
    const { fromMs, toMs = Number.POSITIVE_INFINITY } = shown;
    return good.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ atMs }) => ({ signal, container, value, atMs }));
  });
}

type Lost = (state: PodState) => LostState | undefined;

function lanesOf(life: PodLife, runs: readonly KeptRun[], lost: Lost): BlindLane[] {
  return SIGNAL_ORDER.flatMap((signal) => {
    if (!SIGNALS[signal].counts) return [];
    const containers = [
      ...new Set([...life.states, ...runs].filter((each) => each.signal === signal).map(({ container }) => container)),
    ].sort();
    if (containers.length === 0) return USUAL.has(signal) ? [laneOf(life, signal, undefined, [], lost)] : [];
    return containers.map((container) => laneOf(life, signal, container, runs, lost));
  });
}

function laneOf(life: PodLife, signal: Signal, container: string | undefined, runs: readonly KeptRun[], lost: Lost): BlindLane {
  const own = (each: { readonly signal: Signal; readonly container?: string }): boolean =>
    each.signal === signal && each.container === container;
  const { lane, family } = SIGNALS[signal];
  return {
    signal,
    container,
    title: lane,
    family,
    kept: runs.filter(own).map(({ fromMs, toMs = fromMs, value }) => ({ fromMs, toMs, value })),
    lost: life.states.filter((state) => own(state) && isChange(state)).flatMap((state) => lost(state) ?? []),
  };
}

function lostOf(life: PodLife, state: PodState, seen: Seen, asOfMs: number): LostState | undefined {
  if (seen.verdict !== 'could-not-be-seen' && seen.verdict !== 'was-missed') return undefined;
  const { fromMs, toMs, value, says } = state;
  const { verdict, because, chance } = seen;
  return {
    fromMs,
    toMs,
    value,
    reason: reasonOf(state, life.owner),
    verdict,
    because,
    chance,
    shownSeconds: state.shown === undefined ? 0 : lengthMs(state.shown, asOfMs) / 1_000,
    instead: seeInstead(state, life.owner),
    says,
  };
}
