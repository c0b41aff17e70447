import { describe, expect, it } from 'vitest';
import { noiseAt, noiseIntegral, phasesOf, waveAt, waveIntegral } from './load';
import { createLoadShare } from './loadShare';
import type { Behaviour } from './world';

const BEHAVIOUR: Behaviour = {
  cpuBaseCores: 0.1,
  cpuAmplitudeCores: 0.2,
  memoryBaseBytes: 1,
  memoryAmplitudeBytes: 1,
  waveSeconds: 300,
  sharedByReplicas: 2,
};
const PHASES = phasesOf(7, 'web');
const FROM = 1_795_000_000;

/** Trapezoid rule, each second. */
function summed(rate: (seconds: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += (rate(t) + rate(t + 1)) / 2;
  return sum;
}

describe('load as a function of time', () => {
  it.each([60, 901, 7200])('the integral of the wave over %i s is what adding it up gives', (seconds) => {
    const added = summed((t) => waveAt(BEHAVIOUR, PHASES, t), FROM, FROM + seconds);
    expect(waveIntegral(BEHAVIOUR, PHASES, FROM, FROM + seconds)).toBeCloseTo(added, 1);
  });

  it.each([60, 901, 7200])('the integral of the noise over %i s is what adding it up gives', (seconds) => {
    const added = summed((t) => noiseAt(PHASES, t), FROM, FROM + seconds);
    expect(noiseIntegral(PHASES, FROM, FROM + seconds)).toBeCloseTo(added, 1);
  });

  it('the wave stays within 0 and 1, and is higher in the afternoon than at night', () => {
    const day = Array.from({ length: 1440 }, (_, i) => waveAt(BEHAVIOUR, PHASES, FROM + 60 * i));
    expect(Math.min(...day)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...day)).toBeLessThanOrEqual(1);
    const midnight = Date.UTC(2026, 10, 21) / 1000;
    const hour = (h: number) => waveIntegral(BEHAVIOUR, PHASES, midnight + h * 3600, midnight + (h + 1) * 3600);
    expect(hour(16)).toBeGreaterThan(hour(4) * 1.5);
  });
});

describe('load that replicas share', () => {
  const at = (seconds: number) => (FROM + seconds) * 1000;

  it('halves with twice the replicas, from the change on', () => {
    const share = createLoadShare(BEHAVIOUR, PHASES, at(0), 2);
    share.changed(at(100), 4);
    expect(share.at(at(99))).toBe(1);
    expect(share.at(at(100))).toBe(0.5);
    expect(share.integral(at(0), at(200)).flat).toBeCloseTo(100 + 50);
    const wave = (from: number, to: number) => waveIntegral(BEHAVIOUR, PHASES, FROM + from, FROM + to);
    expect(share.integral(at(40), at(160)).wave).toBeCloseTo(wave(40, 100) + wave(100, 160) / 2);
  });

  it('adds up over any cut of the time', () => {
    const share = createLoadShare(BEHAVIOUR, PHASES, at(0), 2);
    for (const [second, replicas] of [
      [50, 3],
      [90, 1],
      [500, 5],
    ] as const)
      share.changed(at(second), replicas);
    const whole = share.integral(at(10), at(700));
    const parts = [share.integral(at(10), at(77)), share.integral(at(77), at(90)), share.integral(at(90), at(700))];
    expect(parts.reduce((sum, p) => sum + p.wave, 0)).toBeCloseTo(whole.wave, 6);
    expect(parts.reduce((sum, p) => sum + p.flat, 0)).toBeCloseTo(whole.flat, 6);
  });
});
