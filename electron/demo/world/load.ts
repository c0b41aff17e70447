import { fraction } from './seeded';
import type { Behaviour } from './world';

/**
 * Load as functions of time that can be integrated on paper: a daily wave, a shorter wave that is seen within minutes,
 * and two sines that stand for noise. A counter is then one evaluation, at any time, in any order: nothing is added up per tick.
 */
const DAY_SECONDS = 86_400;
/** Of the short wave, unless the behaviour says otherwise. */
const SHORT_SECONDS = 600;
const DAILY_SHARE = 0.4;
const SHORT_SHARE = 0.6;
/** Of the base; together at most 0.14, so that a rate never falls below zero. */
const NOISE = [
  { share: 0.08, seconds: 47 },
  { share: 0.06, seconds: 173 },
] as const;

/** Where in its waves a load stands: 0..1 each. */
export interface Phases {
  readonly short: number;
  readonly noise: number;
}

export function phasesOf(seed: number, key: string): Phases {
  return { short: fraction(seed, key, 'short'), noise: fraction(seed, key, 'noise') };
}

/** Phases with which a behaviour's short wave is at its lowest at that time. */
export function phasesFrom(behaviour: Behaviour, startMs: number): Phases {
  const turns = startMs / 1000 / (behaviour.waveSeconds ?? SHORT_SECONDS);
  return { short: Math.ceil(turns) - turns, noise: 0 };
}

/** 0..1, at its lowest at 04:00 UTC and its highest at 16:00. */
function dailyWave(seconds: number): number {
  return (1 - Math.cos((2 * Math.PI * (seconds - 4 * 3600)) / DAY_SECONDS)) / 2;
}

/** The wave of a behaviour, 0..1. `seconds` since the epoch. */
export function waveAt(behaviour: Behaviour, phases: Phases, seconds: number): number {
  const period = behaviour.waveSeconds ?? SHORT_SECONDS;
  const short = (1 - Math.cos(2 * Math.PI * (seconds / period + phases.short))) / 2;
  return DAILY_SHARE * dailyWave(seconds) + SHORT_SHARE * short;
}

/** Integral of `waveAt` from `from` to `to`, in seconds. */
export function waveIntegral(behaviour: Behaviour, phases: Phases, from: number, to: number): number {
  const period = behaviour.waveSeconds ?? SHORT_SECONDS;
  const daily = (t: number) => t / 2 - (DAY_SECONDS / (4 * Math.PI)) * Math.sin((2 * Math.PI * (t - 4 * 3600)) / DAY_SECONDS);
  const short = (t: number) => t / 2 - (period / (4 * Math.PI)) * Math.sin(2 * Math.PI * (t / period + phases.short));
  return DAILY_SHARE * (daily(to) - daily(from)) + SHORT_SHARE * (short(to) - short(from));
}

/** Around 0, at most 0.14 in size. */
export function noiseAt(phases: Phases, seconds: number): number {
  return NOISE.reduce((sum, n) => sum + n.share * Math.sin(2 * Math.PI * (seconds / n.seconds + phases.noise)), 0);
}

export function noiseIntegral(phases: Phases, from: number, to: number): number {
  const at = (t: number) =>
    NOISE.reduce((sum, n) => sum - ((n.share * n.seconds) / (2 * Math.PI)) * Math.cos(2 * Math.PI * (t / n.seconds + phases.noise)), 0);
  return at(to) - at(from);
}
