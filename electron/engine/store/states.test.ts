import { describe, expect, it, vi } from 'vitest';
import { StateHistory } from './states';

const none = () => [];

describe('StateHistory', () => {
  it('keeps changes only, newest first, with what proved them', () => {
    const states = new StateHistory();
    states.note('kubelet', 1_000, 'ok', undefined, none);
    expect(states.note('kubelet', 2_000, 'ok', undefined, none)).toBe(false);
    expect(states.note('kubelet', 3_000, 'broken', 'refused', () => [{ at: 'then', says: '503' }])).toBe(true);
    expect(states.of('kubelet')).toEqual([
      { atMs: 3_000, from: 'ok', to: 'broken', because: 'refused', proofs: [{ at: 'then', says: '503' }] },
      { atMs: 1_000, from: undefined, to: 'ok', proofs: [] },
    ]);
  });

  it('asks for proofs only when the state changed, and says whether it is the first', () => {
    const states = new StateHistory();
    const proofs = vi.fn(none);
    states.note('a', 1, 'ok', undefined, proofs);
    states.note('a', 2, 'ok', undefined, proofs);
    states.note('a', 3, 'broken', undefined, proofs);
    expect(proofs.mock.calls).toEqual([[true], [false]]);
  });

  it('tells what was known at a time', () => {
    const states = new StateHistory();
    states.note('a', 1, 'ok', undefined, none);
    states.note('a', 5, 'broken', undefined, none);
    expect([0, 1, 4, 5].map((at) => states.of('a', at)[0]?.to)).toEqual([undefined, 'ok', 'ok', 'broken']);
  });

  it('keeps its order when a look says that it is older than the one before', () => {
    const states = new StateHistory();
    states.note('a', 5, 'ok', undefined, none);
    states.note('a', 3, 'broken', undefined, none);
    expect(states.of('a').map(({ atMs }) => atMs)).toEqual([5, 5]);
  });

  it('who flaps loses its own oldest, not the others', () => {
    const states = new StateHistory(100, 20);
    states.note('quiet', 0, 'ok', undefined, none);
    for (let at = 1; at <= 1_000; at++) states.note('flaps', at, at % 2 === 0 ? 'ok' : 'broken', undefined, none);
    expect(states.of('flaps')).toHaveLength(20);
    expect(states.of('flaps')[0]?.atMs).toBe(1_000);
    expect(states.of('quiet')).toHaveLength(1);
    expect(states.size).toBe(21);
  });

  it.each([[50], [500], [5_000]])('%d owners stay within the bound; who changed last is kept', (owners) => {
    const states = new StateHistory(100, 20);
    for (let at = 0; at < owners * 4; at++)
      states.note(`o${at % owners}`, at, at % (owners * 2) < owners ? 'ok' : 'broken', undefined, none);
    expect(states.size).toBeLessThanOrEqual(100);
    expect(states.of(`o${owners - 1}`)[0]?.atMs).toBe(owners * 4 - 1);
  });

  it('moves with the clock', () => {
    const states = new StateHistory();
    states.note('a', 5_000, 'ok', undefined, none);
    states.redate(-1_000);
    expect(states.of('a')[0]?.atMs).toBe(4_000);
  });
});
