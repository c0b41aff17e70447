import { describe, expect, it } from 'vitest';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { notesOf, warningsOf } from './warnings';

const cluster = { context: 'c', server: 's', warnings: [] };

describe('a clock that is off', () => {
  it.each([
    ['an hour behind', 3_600_500, /clock is 1 h behind the API server's.*timedatectl/],
    ['an hour ahead', -3_599_000, /clock is 1 h ahead of the API server's/],
    ['a minute and a half behind', 90_000, /clock is 2 min behind/],
  ])('%s is said, with what to do', (_name, clockOffsetMs, says) => {
    expect(warningsOf({ clockOffsetMs }, { cluster }).join()).toMatch(says);
  });

  it.each([0, 59_000, -59_000])('by %i ms is not worth a word', (clockOffsetMs) => {
    expect(warningsOf({ clockOffsetMs }, { cluster })).toEqual([]);
  });
});

it('what the kubeconfig is warned of comes first', () => {
  const warned = warningsOf({ clockOffsetMs: 3_600_000 }, { cluster: { ...cluster, warnings: ['certificate checks are off'] } });
  expect(warned[0]).toBe('certificate checks are off');
  expect(warned).toHaveLength(2);
});

describe('what is said beside the report', () => {
  const session = { looks: new Map(), inventory: EMPTY_INVENTORY, discovered: [], startedMs: 0, clockOffsetMs: 3_600_000 };
  const up = { state: 'up', sinceMs: 0 } as const;
  const lost = { state: 'lost', says: 'Nothing listens there.', remedy: 'Start it.', sinceMs: 0, retryAtMs: 0 } as const;
  const listed = [{ resource: 'nodes', have: 0, state: 'denied' }] as const;

  it('of a lost cluster: why, and what to do', () => {
    expect(notesOf({ ...session, connection: lost }, { cluster }, true)).toEqual(['Nothing listens there.', 'Start it.']);
  });

  it('of what may not be read: what, what to do, and the Role', () => {
    const notes = notesOf({ ...session, connection: up, inventory: { ...EMPTY_INVENTORY, listed } }, { cluster }, true);
    expect(notes[0]).toBe('You may not list nodes, watch nodes.');
    expect(notes[2]).toMatch(/kind: ClusterRole[\s\S]*nodes/);
  });

  it('of clocks, but not of the demo, whose time is its own', () => {
    expect(notesOf({ ...session, connection: up }, { cluster }, false)).toHaveLength(1);
    expect(notesOf({ ...session, connection: up }, { cluster }, true)).toEqual([]);
  });
});
