import { describe, expect, it } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import type { Prober } from '../probers/prober';
import { FEW, Schedule, TURN } from './schedule';

const PERIOD_MS = 15_000;
const prober: Prober = {
  name: 'kubelet',
  kinds: ['kubelet'],
  periodMs: PERIOD_MS,
  buildsOn: ['metrics-api'],
  requests: [],
  look: () => Promise.reject(new Error('not used')),
};

function kubelets(count: number): Discovered[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `kubelet/n${i}`,
    kind: 'kubelet',
    card: 'kubelet',
    name: `n${i}`,
    pods: [],
    args: [],
    endpoints: [],
    confidence: 'proven',
    because: [],
  }));
}

function never(): never {
  throw new Error('there is one');
}

/** Takes and ends every look that is due; returns "DEPTH ID" of each. */
function drain(schedule: Schedule, nowMs: number, healthy = true): string[] {
  const taken: string[] = [];
  for (let look = schedule.take(nowMs); look; look = schedule.take(nowMs)) {
    taken.push(`${look.depth} ${look.found.name}`);
    schedule.done(look, healthy, nowMs);
  }
  return taken;
}

describe('Schedule', () => {
  it('looks wholly at each member of a small kind, once a period', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(3), 0);
    expect(drain(schedule, 0)).toEqual(['whole n0', 'whole n1', 'whole n2']);
    expect(drain(schedule, PERIOD_MS - 1)).toEqual([]);
    expect(drain(schedule, PERIOD_MS)).toHaveLength(3);
  });

  it('at another pace looks so much later, or sooner: also what is waited for now', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1), 0);
    drain(schedule, 0);
    schedule.setPace(2, 0);
    expect(drain(schedule, 2 * PERIOD_MS - 1)).toEqual([]);
    expect(drain(schedule, 2 * PERIOD_MS)).toEqual(['whole n0']);
    schedule.setPace(0.5, 2 * PERIOD_MS);
    expect(drain(schedule, 2.5 * PERIOD_MS - 1)).toEqual([]);
    expect(drain(schedule, 2.5 * PERIOD_MS)).toEqual(['whole n0']);
    expect(drain(schedule, 3 * PERIOD_MS)).toEqual(['whole n0']);
  });

  it('lets members of a big kind take turns, so that requests a period stay bounded', () => {
    const schedule = new Schedule(() => prober);
    const count = TURN * 8;
    schedule.update(kubelets(count), 0);
    const seen = new Set<string>();
    for (let turn = 0; turn < 8; turn++) {
      const whole = drain(schedule, turn * PERIOD_MS).filter((look) => look.startsWith('whole'));
      expect(whole.length).toBeLessThanOrEqual(TURN);
      for (const look of whole) seen.add(look);
    }
    expect(seen.size).toBe(count);
  });

  it('gives every member of a big kind a bulk look at once', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1_000), 0);
    const taken = drain(schedule, 0);
    expect(taken).toHaveLength(1_000);
    expect(taken.filter((look) => look.startsWith('bulk'))).toHaveLength(1_000 - TURN);
  });

  it('looks at every member of a kind of FEW, however many requests that is', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(FEW), 0);
    expect(drain(schedule, 0)).toHaveLength(FEW);
  });

  it('looks at kinds with few members first', () => {
    const schedule = new Schedule(() => prober);
    const prometheus = { ...(kubelets(1)[0] ?? never()), id: 'prometheus/p', card: 'prometheus', name: 'p' };
    schedule.update([...kubelets(3), prometheus], 0);
    expect(drain(schedule, 0)[0]).toBe('whole p');
  });

  it('looks at the selected member first, and at the ordinary pace', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1_000), 0);
    drain(schedule, 0);
    schedule.select('kubelet/n999', 1_000);
    expect(schedule.take(1_000)).toMatchObject({ depth: 'whole', found: { name: 'n999' } });
  });

  it('knows which members are one of many: those in turn, not the selected one, nor one in trouble', () => {
    const schedule = new Schedule(() => prober);
    const [first = never(), second = never(), third = never()] = kubelets(1_000);
    schedule.update(kubelets(FEW), 0);
    expect(schedule.isOneOfMany(first)).toBe(false);
    schedule.update(kubelets(1_000), 0);
    const look = schedule.take(0) ?? never();
    schedule.done(look, false, 0);
    schedule.select(second.id, 0);
    expect([look.found, second, third].map((found) => schedule.isOneOfMany(found))).toEqual([false, false, true]);
  });

  it('repeats what was in trouble at the ordinary pace', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1_000), 0);
    drain(schedule, 0, false);
    const again = drain(schedule, PERIOD_MS).filter((look) => look.startsWith('whole'));
    expect(again).toContain('whole n0');
  });

  it('repeats a look at once when what it builds on is seen for the first time, also while it runs', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1), 0);
    const running = schedule.take(0);
    schedule.seenFirst('metrics-api', 5);
    if (running) schedule.done(running, true, 10);
    expect(drain(schedule, 10)).toEqual(['whole n0']);
    expect(drain(schedule, 11)).toEqual([]);
  });

  it('does not start a look twice, and forgets members that are gone', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1), 0);
    const look = schedule.take(0);
    expect(schedule.take(0)).toBeUndefined();
    schedule.update([], 1);
    if (look) schedule.done(look, true, 1);
    expect(schedule.take(PERIOD_MS * 2)).toBeUndefined();
  });
});

describe('what was judged by half a list, or by other pods', () => {
  it('is due again, and only that', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(3), 0);
    drain(schedule, 0);
    expect(drain(schedule, 1_000)).toEqual([]);
    schedule.again(['kubelet/n1', 'gone'], 1_000);
    expect(schedule.isOutdated).toBe(true);
    expect(drain(schedule, 1_000)).toEqual(['whole n1']);
    expect(schedule.isOutdated).toBe(false);
  });

  it('is due again after the look that is under way', () => {
    const schedule = new Schedule(() => prober);
    schedule.update(kubelets(1), 0);
    const look = schedule.take(0) ?? never();
    schedule.again(['kubelet/n0'], 1_000);
    schedule.done(look, true, 2_000);
    expect(drain(schedule, 2_000)).toEqual(['whole n0']);
  });

  it('tells whose pods are others now; what is being looked at meanwhile is looked at again, and is outdated until then', () => {
    const schedule = new Schedule(() => prober);
    const [found = never()] = kubelets(1);
    expect(schedule.update([found], 0)).toEqual([]);
    const look = schedule.take(0) ?? never();
    expect(schedule.update([{ ...found, pods: ['p-1'] }], 1)).toEqual(['kubelet/n0']);
    expect(schedule.isOutdated).toBe(true);
    schedule.done(look, true, 2);
    expect(schedule.isOutdated).toBe(true);
    expect(drain(schedule, 2)).toEqual(['whole n0']);
    expect(schedule.isOutdated).toBe(false);
    expect(schedule.update([{ ...found, pods: ['p-1'] }], 3)).toEqual([]);
  });
});
