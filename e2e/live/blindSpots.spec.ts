import { expect, test } from '@playwright/test';
import type { BlindSpotWatch } from '../../electron/engine/blindSpots/blindSpotWatch';
import type { BlindPicture } from '../../shared/contract/blindSpots';
import { expectCard, openApp, picture } from '../support/app';
import { run } from '../support/commandLine';
import { lookAt } from '../support/lookedAt';
import { ADMIN, KIT, KUBECTL } from '../support/realCluster';

/** As much of a pod as kubectl shows of its containers. */
interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly creationTimestamp: string };
  readonly status: { readonly containerStatuses?: readonly Status[] };
}

interface Status {
  readonly restartCount: number;
  readonly state: { readonly terminated?: Terminated };
  readonly lastState: { readonly terminated?: Terminated };
}

interface Terminated {
  readonly reason: string;
  readonly exitCode: number;
  readonly startedAt: string;
  readonly finishedAt: string;
}

async function podsNow(): Promise<readonly Pod[]> {
  return JSON.parse(await kubectl('get', 'pods', '-o', 'json')).items;
}

async function kubectl(...words: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await run(KUBECTL, ['--kubeconfig', ADMIN, '-n', 'demo', ...words]);
  if (code !== 0) throw new Error(`kubectl ${words.join(' ')}: ${stderr}`);
  return stdout;
}

/** The end of a container's last run, by what kubectl shows. */
function endOf({ status }: Pod): Terminated | undefined {
  const [own] = status.containerStatuses ?? [];
  return own?.state.terminated ?? own?.lastState.terminated;
}

const seconds = (ms: number | undefined): number => Math.floor((ms ?? Number.NaN) / 1_000);
const at = (time: string): number => Date.parse(time) / 1_000;

/** From which second on the picture says so: its track, or what was lost of it. */
function saidAt({ track, lanes }: BlindPicture, says: string): readonly number[] {
  const lost = lanes.flatMap((lane) => lane.lost).filter(({ value }) => value === says);
  return [...track.filter((each) => each.says === says), ...lost].map(({ fromMs }) => seconds(fromMs));
}

/** What the engine says of the pod, once its picture holds the run that kubectl shows now. */
async function lived(watch: BlindSpotWatch, name: string): Promise<{ readonly seen: BlindPicture; readonly end: Terminated }> {
  let found: { readonly seen: BlindPicture; readonly end: Terminated } | undefined;
  await expect(async () => {
    const signal = new AbortController().signal;
    await watch.refresh(signal);
    for (const pod of (await podsNow()).filter(({ metadata }) => metadata.name.startsWith(name))) {
      const end = endOf(pod);
      const seen = await watch.picture(pod.metadata.uid, signal);
      if (end && seen?.keptBy === 'samples' && saidAt(seen, end.reason).includes(at(end.finishedAt))) found = { seen, end };
    }
    expect(found?.seen.name).toContain(name);
  }).toPass({ timeout: 90_000, intervals: [2_000] });
  if (found === undefined) throw new Error(`no run of ${name}`);
  return found;
}

/** It ran from the start to the end that kubectl shows. */
function expectRan({ seen, end }: Awaited<ReturnType<typeof lived>>): void {
  const runs = seen.track.filter(({ says }) => says === 'Running').map(({ fromMs, toMs }) => [seconds(fromMs), seconds(toMs)]);
  expect(runs).toContainEqual([at(end.startedAt), at(end.finishedAt)]);
}

test('pods of the real cluster appear in the blind spots as they lived: burst, crasher and hungry, against what kubectl shows', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(300_000);
  const { session, blindSpots } = lookAt(ADMIN);
  session.start();
  try {
    // New ones crash at once and soon again; an old one waits five minutes between two runs.
    await kubectl('delete', 'pods', '-l', 'app in (crasher, hungry)', '--wait=false');
    // A CronJob's pod that works 4 s: it ran from its start to its end, and ended well.
    const burst = await lived(blindSpots, 'burst-');
    expect(burst.end).toMatchObject({ reason: 'Completed', exitCode: 0 });
    expect(burst.seen.owner).toMatch(/^Job\/burst-\d+$/);
    expect(burst.seen.source.kind).toBe('prometheus');
    expect(burst.seen.keptBy).toBe('samples');
    expectRan(burst);

    for (const [name, reason, exitCode] of [
      ['crasher-', 'Error', 3],
      ['hungry-', 'OOMKilled', 137],
    ] as const) {
      const run = await lived(blindSpots, name);
      expect(run.end).toMatchObject({ reason, exitCode });
      expectRan(run);
    }
    const { summary } = blindSpots.page('');
    expect(summary.changes).toBeGreaterThan(0);
    expect(summary.unseen).toBeGreaterThan(0);
  } finally {
    session.close();
  }
});

test('blind spots of the real cluster in the window: the CronJob and the one that runs out of memory are listed', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(240_000);
  const { page, errors, close } = await openApp({ words: ['--kubeconfig', ADMIN] });
  await expectCard(page, 'prometheus', 'ok', 90_000);
  await page.keyboard.press('4');
  await expect(page.getByTestId('blind-reasons').locator('li').first()).toBeVisible({ timeout: 100_000 });
  await page.getByTestId('blind-search').fill('hungry');
  await expect(page.getByTestId('blind-pod').first()).toContainText('demo/hungry-');
  // Of one pod all may have been seen, or have been before Prometheus began; each minute brings the next.
  await expect(async () => {
    await page.getByTestId('blind-search').fill('burst');
    await expect(page.getByTestId('blind-pod').first()).toContainText('demo/burst-');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('blind-picture')).toHaveAttribute('aria-label', /demo\/burst-/);
    await expect(page.getByTestId('blind-sentence').first()).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 150_000 });
  await picture(page, 'live-blind-spots-1280-light');
  expect(errors).toEqual([]);
  await close();
});
