import type { ContainerStatus } from '../../model/inventory';
import { beforeFound } from './backdate';
import { fieldOf, type Held, heldBy, statusesOf } from './held';
import type { PodLife, PodState, PodVersion, Stretch } from './podLife';
import { signalOf } from './signals';

/**
 * The life of a pod that is seen for the first time. `born`: its creation was watched, and what was before its first version no
 * version showed; `found`: it was there before, and its status tells since when what holds has held, and of what was before.
 */
export function beginLife(pod: PodVersion, atMs: number, how: 'born' | 'found'): PodLife {
  const found = how === 'found';
  const begun = heldBy(pod).map((held) => (found ? openedBefore(held, pod, atMs) : opened(held, held.sinceMs ?? atMs, atMs, false)));
  const before = found ? beforeFound(pod) : neverShown(beforeFound(pod));
  return {
    ...identityOf(pod),
    createdMs: pod.createdMs,
    watchedFromMs: found ? atMs : Math.min(atMs, pod.createdMs),
    states: inOrder([...before, ...begun.map((state) => withMinor(state, []))]),
  };
}

/** Of what took no second nothing can be said. */
function neverShown(states: readonly PodState[]): readonly PodState[] {
  return states.filter(({ fromMs, toMs }) => toMs !== undefined && toMs > fromMs).map(({ shown: _, ...state }) => state);
}

/** The next version came. */
export function followPod(life: PodLife, pod: PodVersion, atMs: number): PodLife {
  const held = new Map(heldBy(pod).map((each) => [keyOf(each), each]));
  const goesOn = (state: PodState): boolean => held.get(keyOf(state))?.run === state.run;
  const closed = life.states.map((each) => {
    if (each.toMs !== undefined || goesOn(each)) return each;
    const state = shownLate(each, pod);
    return close(state, endOf(state, pod, held.get(keyOf(state)), atMs), atMs);
  });
  const missed = missedRuns({ ...life, states: closed }, pod, atMs);
  const open = new Set(closed.filter(({ toMs }) => toMs === undefined).map(keyOf));
  const states = [...closed, ...missed];
  for (const [key, each] of held)
    if (!open.has(key)) states.push(withMinor(opened(each, Math.max(each.sinceMs ?? atMs, endOfSame(states, key)), atMs, false), states));
  return { ...life, ...identityOf(pod), states: inOrder(states) };
}

/** When the last state of the same series ended: the next does not begin before. */
function endOfSame(states: readonly PodState[], key: string): number {
  return Math.max(0, ...states.filter((state) => keyOf(state) === key && state.proof === 'watch').map(({ toMs = 0 }) => toMs));
}

/** The pod is gone: all that held ends. */
export function endLife(life: PodLife, atMs: number): PodLife {
  return { ...life, goneMs: atMs, states: life.states.map((state) => (state.toMs === undefined ? close(state, atMs, atMs) : state)) };
}

function identityOf({
  uid,
  namespace = '',
  name,
  node,
  owner,
}: PodVersion): Pick<PodLife, 'uid' | 'namespace' | 'name' | 'node' | 'owner'> {
  return { uid, namespace, name, node, owner };
}

function keyOf({ signal, container }: Pick<PodState, 'signal' | 'container'>): string {
  return `${signal}/${container ?? ''}`;
}

/** Status times are whole seconds of another clock: never after the version that says them. */
function opened({ sinceMs: _, ...held }: Held, fromMs: number, atMs: number, found: boolean): PodState {
  const beganMs = Math.min(fromMs, atMs);
  return { ...held, fromMs: beganMs, shown: { fromMs: found ? beganMs : atMs }, proof: found ? 'status' : 'watch' };
}

/** It held before it was seen. Where nothing says since when, its begin is no change: it may be long ago. */
function openedBefore(held: Held, pod: PodVersion, atMs: number): PodState {
  if (held.sinceMs !== undefined) return opened(held, held.sinceMs, atMs, true);
  const lastEndMs = statusesOf(pod).find(({ name }) => name === held.container)?.lastTerminated?.finishedMs;
  if (held.container !== undefined && lastEndMs !== undefined) return opened(held, lastEndMs, atMs, true);
  return { ...opened(held, held.signal === 'deletion' ? atMs : pod.createdMs, atMs, true), minor: true };
}

/** Not ready before it ever was is no change. */
function withMinor(state: PodState, before: readonly PodState[]): PodState {
  const first =
    state.signal === 'ready' && state.value === 'false' && !before.some((each) => each.signal === 'ready' && each.value === 'true');
  return first ? { ...state, minor: true } : state;
}

const SECOND_MS = 1_000;

function close(state: PodState, toMs: number, atMs: number): PodState {
  // Times of a status are whole seconds: what the API showed within that second had not ended before it. Who watches may be late.
  const leastMs = Math.max(state.fromMs, Math.min(state.shown?.fromMs ?? 0, toMs + SECOND_MS - 1, atMs));
  const ended = { ...state, toMs: Math.min(Math.max(toMs, leastMs), Math.max(atMs, leastMs)) };
  return state.shown === undefined ? ended : { ...ended, shown: { fromMs: state.shown.fromMs, toMs: Math.max(atMs, state.shown.fromMs) } };
}

/** When a state that no longer holds ended, by what the version says of it. */
function endOf(state: PodState, pod: PodVersion, next: Held | undefined, atMs: number): number {
  const status = statusesOf(pod).find(({ name }) => name === state.container);
  if (status === undefined) return within(next?.sinceMs, state, atMs);
  const ran = state.signal === 'running' || state.signal === 'init-running' || state.value === 'running';
  return ran ? endOfRun(state, status, atMs) : within(firstStart(status, state), state, atMs);
}

function within(ms: number | undefined, { fromMs }: Stretch, atMs: number): number {
  return ms === undefined || ms < fromMs || ms > atMs ? atMs : ms;
}

/** A kubelet that is slow to tell shows a container waiting when it runs already: it had waited before it began to run. */
function shownLate(state: PodState, pod: PodVersion): PodState {
  const next = statusesOf(pod).find(({ name }) => name === state.container);
  if (state.signal !== signalOf(next?.role, 'waiting') || next?.state !== 'running' || next.startedMs === undefined) return state;
  return { ...state, fromMs: Math.min(state.fromMs, Math.max(next.startedMs, pod.createdMs)) };
}

/** A later run that has ended too says that this one ended before it. */
function endOfRun(
  { run, fromMs }: PodState,
  { state, startedMs, finishedMs, lastTerminated: last }: ContainerStatus,
  atMs: number,
): number {
  if (state === 'terminated' && String(startedMs) === run) return within(finishedMs, { fromMs }, atMs);
  return within(String(last?.startedMs) === run ? last?.finishedMs : last?.startedMs, { fromMs }, atMs);
}

/** What waited, or had ended, did so until the next run began. */
function firstStart({ startedMs, lastTerminated }: ContainerStatus, { fromMs }: Stretch): number | undefined {
  const starts = [lastTerminated?.startedMs, startedMs].flatMap((ms) => (ms !== undefined && ms >= fromMs ? [ms] : []));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** Runs that ended between two versions: only `lastState` tells of them. */
function missedRuns(life: PodLife, pod: PodVersion, atMs: number): readonly PodState[] {
  return statusesOf(pod).flatMap((status) => missedRun(life, status, atMs));
}

function missedRun(life: PodLife, status: ContainerStatus, atMs: number): readonly PodState[] {
  const { lastTerminated: last, name, role, state, startedMs } = status;
  const { startedMs: beganMs, finishedMs: endedMs } = last ?? {};
  if (last === undefined || endedMs === undefined) return [];
  const own = life.states.filter((each) => each.container === name);
  const ended = signalOf(role, 'terminated');
  if (own.some((each) => each.signal === ended && each.run === String(endedMs))) return [];
  const field = `${fieldOf(role)}[name=${name}].lastState.terminated`;
  const nextMs = state === 'waiting' || startedMs === undefined ? atMs : startedMs;
  const base = { container: name, proof: 'status' as const, says: `${field}.reason=${last.reason ?? 'Error'}` };
  const running = signalOf(role, 'running');
  const known = beganMs === undefined || own.some((each) => each.signal === running && each.run === String(beganMs));
  return [
    ...(known
      ? []
      : [{ ...base, signal: running, value: 'true', run: String(beganMs), fromMs: beganMs, toMs: Math.max(beganMs, endedMs) }]),
    {
      ...base,
      signal: ended,
      value: last.reason ?? 'Error',
      run: String(endedMs),
      fromMs: Math.min(endedMs, atMs),
      toMs: Math.max(endedMs, nextMs),
    },
  ];
}

function inOrder(states: readonly PodState[]): readonly PodState[] {
  return [...states].sort((a, b) => a.fromMs - b.fromMs);
}
