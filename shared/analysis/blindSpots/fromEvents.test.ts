import { describe, expect, it } from 'vitest';
import { isOfEvents, livesFromEvents } from './fromEvents';
import { at, sayStates } from './pods.testSupport';

function event(
  reason: string,
  fromSeconds: number,
  more: { readonly kind?: string; readonly name?: string; readonly message?: string; readonly to?: number } = {},
) {
  const { kind = 'Pod', name = 'burst-29921116-jmv7g', message = '', to = fromSeconds } = more;
  return { reason, message, regarding: { kind, namespace: 'demo', name }, createdMs: at(fromSeconds), lastMs: at(to) };
}

const NOBODY = () => false;

describe('pods that were gone before the watch, by their events', () => {
  it.each([
    {
      name: 'a pod of a Job: until the Job was complete',
      events: [
        event('Scheduled', 0),
        event('Started', 1, { message: 'Started container burst' }),
        event('Completed', 7, { kind: 'Job', name: 'burst-29921116' }),
      ],
      lived: ['phase Pending 0 to 1', 'waiting burst ContainerCreating 0 to 1', 'phase Running 1 to 7'],
    },
    {
      name: 'a pod that had to wait for a node, and was killed',
      events: [
        event('FailedScheduling', 0),
        event('Scheduled', 10),
        event('Started', 12, { message: 'Started container app' }),
        event('Killing', 60),
      ],
      lived: ['unschedulable true 0 to 10', 'phase Pending 0 to 12', 'waiting app ContainerCreating 10 to 12', 'phase Running 12 to 60'],
    },
    {
      name: 'a pod of whose end nothing is known: its beginning alone',
      events: [event('Scheduled', 0), event('Started', 2, { message: 'Started container app' })],
      lived: ['phase Pending 0 to 2', 'waiting app ContainerCreating 0 to 2'],
    },
  ])('$name', ({ events, lived }) => {
    const [life] = livesFromEvents(events, NOBODY, at(3_600));
    expect(life && sayStates(life)).toEqual(lived);
    expect(life && isOfEvents(life)).toBe(true);
  });

  it.each([
    { name: 'events that do not tell when it began', events: [event('BackOff', 0), event('Started', 2)], known: NOBODY },
    {
      name: 'a pod that is there, or was watched',
      events: [event('Scheduled', 0), event('Started', 2)],
      known: (pod: string) => pod === 'demo/burst-29921116-jmv7g',
    },
    { name: 'other objects', events: [event('Scheduled', 0, { kind: 'Node' })], known: NOBODY },
  ])('no life of $name', ({ events, known }) => {
    expect(livesFromEvents(events, known, 0)).toEqual([]);
  });
});
