import { describe, expect, it } from 'vitest';
import { manualClock } from '../cluster/manualClock.testSupport';
import { ViewPace } from './viewPace';

/** Something changes every 50 ms; times of the views since the scene began. `costMs`: how long a view takes to make. */
function scene(costMs = 0) {
  let spentMs = 0;
  const time = manualClock();
  const clock = { ...time, monotonic: () => time.monotonic() + spentMs };
  const beganMs = clock.monotonic();
  const sent: number[] = [];
  const pace = new ViewPace(clock, () => {
    sent.push(clock.monotonic() - beganMs);
    spentMs += costMs;
  });
  const changeFor = async (ms: number) => {
    for (let past = 0; past < ms; past += 50) {
      pace.changed();
      await clock.advance(50);
    }
  };
  return { pace, sent, clock, changeFor };
}

describe('views', () => {
  it('come once a second while nobody waits, the first at once', async () => {
    const { sent, changeFor } = scene();
    await changeFor(3_500);
    expect(sent).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('come less often where each takes long to make', async () => {
    const { sent, changeFor } = scene(500);
    await changeFor(5_000);
    expect(sent).toEqual([0, 2_000, 4_000, 6_000]);
  });

  it('come four times a second while somebody waits, and once a second again after that', async () => {
    const { pace, sent, changeFor } = scene();
    pace.brisk(600);
    await changeFor(2_600);
    expect(sent).toEqual([0, 250, 500, 1_500, 2_500]);
  });

  it('that wait for the second come at once when somebody begins to wait', async () => {
    const { pace, sent, clock, changeFor } = scene();
    await changeFor(400);
    expect(sent).toEqual([0]);
    pace.brisk(5_000);
    await clock.advance(0);
    expect(sent).toEqual([0, 400]);
  });

  it('are not made while held, and then the last change is', async () => {
    const { pace, sent, changeFor } = scene();
    await changeFor(100);
    pace.hold(3_000);
    await changeFor(2_900);
    expect(sent).toEqual([0]);
    await changeFor(200);
    expect(sent).toEqual([0, 3_100]);
  });
});
