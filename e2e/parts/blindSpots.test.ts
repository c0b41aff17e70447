import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlindSpotWatch } from '../../electron/engine/blindSpots/blindSpotWatch';
import type { BlindPicture, BlindPodRow } from '../../shared/contract/blindSpots';
import { openFastDemo } from '../support/demoLook';

/** Demo and engine run this much faster than the wall clock: the demo's OOM kill comes within 11 minutes of its own time. */
const SPEED = 6;
const MINUTES = 13;
/** Versions reach the watch within a second of real time, which is longer at this speed. */
const CLOSE_SECONDS = SPEED;

let end: () => Promise<void>;
let blindSpots: BlindSpotWatch;
let rows: readonly BlindPodRow[];
let beganMs = 0;
const signal = new AbortController().signal;

beforeAll(async () => {
  const { session, clock, blindSpots: watch, close } = await openFastDemo('healthy', SPEED);
  end = close;
  blindSpots = watch;
  beganMs = clock.now();
  session.start();
  await clock.sleep(MINUTES * 60_000);
  await blindSpots.refresh(signal);
  rows = blindSpots.page('').pods;
}, 240_000);

afterAll(() => end());

async function picturesOf(name: string): Promise<readonly BlindPicture[]> {
  const found = await Promise.all(rows.filter((row) => row.name.startsWith(`${name}-`)).map(({ uid }) => blindSpots.picture(uid, signal)));
  return found.flatMap((picture) => picture ?? []);
}

/** Stretches of what happened, with how long they lasted in seconds. */
function lived({ track }: BlindPicture): readonly (readonly [says: string, seconds: number | undefined])[] {
  return track.map(({ says, fromMs, toMs }) => [says, toMs === undefined ? undefined : (toMs - fromMs) / 1_000]);
}

describe("the demo's world as it was reconstructed", () => {
  it('scrapes come every 15 s, by the Prometheus of the demo', () => {
    const page = blindSpots.page('');
    expect(page.source).toMatchObject({ kind: 'prometheus' });
    expect(page.intervalMs).toBe(15_000);
    expect(page.summary.changes).toBeGreaterThan(20);
    expect(page.summary.intervals.map(({ seconds }) => seconds)).toEqual([5, 15, 30, 60]);
  });

  it("the CronJob's pods, one a minute, lived 8 s: a second to start, seven to work", async () => {
    const watched = (await picturesOf('burst')).filter(({ createdMs }) => createdMs > beganMs);
    expect(watched.length).toBeGreaterThanOrEqual(MINUTES - 3);
    for (const picture of watched.filter(({ track }) => track.some(({ says }) => says === 'Completed'))) {
      expect(picture.createdMs % 60_000).toBe(0);
      const said = lived(picture);
      expect(said.map(([says]) => says).slice(-2)).toEqual(['Running', 'Completed']);
      const ranMs = (picture.track.find(({ says }) => says === 'Completed')?.fromMs ?? 0) - picture.createdMs;
      expect(ranMs).toBeGreaterThanOrEqual(7_000);
      expect(ranMs).toBeLessThan(9_000);
    }
  });

  it('a state is called lost where no sample of it was kept, and kept where one was', async () => {
    for (const picture of await picturesOf('burst')) {
      for (const { kept, lost } of picture.lanes)
        for (const part of lost) {
          const inside = kept.filter(
            ({ value, fromMs }) => value === part.value && fromMs >= part.fromMs && fromMs < (part.toMs ?? picture.asOfMs),
          );
          expect(inside).toEqual([]);
        }
    }
    const parts = (await picturesOf('burst')).flatMap(({ lanes }) => lanes.flatMap(({ lost }) => lost));
    expect(parts.some(({ reason, verdict }) => reason === 'Pending' && verdict === 'could-not-be-seen')).toBe(true);
  });

  it('the OOM kill of hungry is there with its reason, and its container ran again at once', async () => {
    const [hungry] = await picturesOf('hungry');
    const said = hungry ? lived(hungry) : [];
    const killed = said.findIndex(([says]) => says === 'OOMKilled');
    expect(killed).toBeGreaterThanOrEqual(0);
    expect(said[killed]?.[1] ?? Number.POSITIVE_INFINITY).toBeLessThan(1 + CLOSE_SECONDS);
    expect(said.slice(killed + 1).map(([says]) => says)).toContain('Running');
    expect(hungry?.cpu.map(({ container }) => container)).toEqual(['hungry']);
  });

  it('a rolled-out pod of api was deleted: Terminating for 2 s, and gone', async () => {
    const gone = (await picturesOf('api')).filter(({ goneMs }) => goneMs !== undefined);
    expect(gone.length).toBeGreaterThan(0);
    for (const picture of gone) {
      const last = lived(picture)[picture.track.length - 1];
      expect(last?.[0]).toBe('Terminating');
      expect(last?.[1] ?? 0).toBeLessThan(2 + CLOSE_SECONDS);
    }
  });

  it('the Report has a row for each, with a proof', async () => {
    const report = await blindSpots.reportRows(0);
    expect(report.length).toBeGreaterThan(0);
    for (const row of report) expect(row.evidence.length).toBe(2);
    expect(report.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^Pod\/demo\/burst-/));
  });
});
