import type { PodLife, PodState, Stretch } from './podLife';
import type { Scrapes } from './seen';

/** The life as it was known at that time: what began later is not there, what ended later goes on. Undefined: there was no such pod yet. */
export function lifeAsOf(life: PodLife, atMs: number): PodLife | undefined {
  if (life.createdMs > atMs) return undefined;
  const { goneMs, ...rest } = life;
  const states = life.states.flatMap((state) => (state.fromMs > atMs ? [] : [stateAsOf(state, atMs)]));
  return { ...rest, states, ...(goneMs === undefined || goneMs > atMs ? {} : { goneMs }) };
}

function stateAsOf({ toMs, shown, ...state }: PodState, atMs: number): PodState {
  return {
    ...state,
    ...(toMs === undefined || toMs > atMs ? {} : { toMs }),
    ...(shown === undefined || shown.fromMs > atMs ? {} : { shown: openAfter(shown, atMs) }),
  };
}

function openAfter({ fromMs, toMs }: Stretch, atMs: number): Stretch {
  return toMs === undefined || toMs > atMs ? { fromMs } : { fromMs, toMs };
}

/** The scrapes up to that time. */
export function scrapesAsOf(scrapes: Scrapes, atMs: number): Scrapes {
  return { ...scrapes, toMs: Math.min(scrapes.toMs, atMs), ticks: scrapes.ticks.filter((tick) => tick.atMs <= atMs) };
}
