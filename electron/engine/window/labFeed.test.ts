import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../shared/contract/engine';
import type { Lab } from '../../../shared/contract/lab';
import { LabFeed } from './labFeed';

const KSM = { name: 'ksm-down', says: 'no kube-state-metrics pod', cards: [], findings: [], more: 0, settlesSeconds: 30 };

/** A lab over a demo that has one fault. */
function scene() {
  const got: FromEngine[] = [];
  const demo = {
    on: [] as readonly string[],
    speed: 1,
    state: () => ({ scenario: 'healthy', on: [...demo.on], planned: [], speed: demo.speed }),
    setFaults: (names: readonly string[], on: boolean) => {
      demo.on = on ? names : [];
    },
    setSpeed: (speed: number) => {
      demo.speed = speed;
    },
    lab: async (): Promise<Lab> => ({ faults: [{ ...KSM, on: demo.on.includes(KSM.name) }] }),
  };
  const feed = new LabFeed(demo, (message) => got.push(message));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { feed, demo, got, settle };
}

describe('the fault lab of a window', () => {
  it('is told when it is asked for, and anew when a fault was switched', async () => {
    const { feed, demo, got, settle } = scene();
    feed.receive({ type: 'read-lab' });
    await settle();
    feed.receive({ type: 'faults', names: ['ksm-down'], on: true });
    feed.changed(demo.state());
    feed.changed(demo.state());
    await settle();
    expect(got.map((message) => message.type === 'lab' && message.lab.faults.map(({ on }) => on))).toEqual([[false], [true]]);
  });

  it('says nothing while it is not open, nor to the window that comes after', async () => {
    const { feed, demo, got, settle } = scene();
    feed.receive({ type: 'faults', names: ['ksm-down'], on: true });
    feed.changed(demo.state());
    await settle();
    expect(got).toEqual([]);
    feed.receive({ type: 'read-lab' });
    await settle();
    feed.reset();
    feed.receive({ type: 'faults', names: ['ksm-down'], on: false });
    feed.changed(demo.state());
    await settle();
    expect(got.length).toBe(1);
  });

  it('lets the time of the demo go faster', () => {
    const { feed, demo } = scene();
    feed.receive({ type: 'lab-speed', speed: 20 });
    expect(demo.speed).toBe(20);
  });
});
