import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { FromEngine } from '../../shared/contract/engine';
import { openRecording } from './recording/reader';
import { answered, NOON_MS, ownFolder, writeRecording } from './recording/recording.testSupport';
import { replayForWindow } from './replayForWindow';

const folder = ownFolder(afterAll);

/** A window on a recording of four minutes, and what it was told since it last asked. */
async function openWindow() {
  const file = path.join(fs.mkdtempSync(path.join(folder, 'of-')), 'night.hopscope');
  await writeRecording(
    file,
    [0, 60, 120, 240].map((second) => [answered('/metrics', second), `up ${second}`] as const),
  );
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const window = replayForWindow(opened.value, file, { settingsDir: folder }, () => undefined);
  let got: FromEngine[] = [];
  window.connect((message) => got.push(message));
  const player = () => got.flatMap((message) => (message.type === 'replay' ? [message.replay] : [])).at(-1);
  const standsAt = (second: number) =>
    expect.poll(player, { timeout: 20_000 }).toMatchObject({ state: 'paused', nowMs: NOON_MS + second * 1_000 });
  const take = () => {
    const taken = got.map(({ type }) => type);
    got = got.filter(({ type }) => type === 'replay').slice(-1);
    return taken;
  };
  return { window, player, standsAt, take };
}

it('the window hears first that it is a recording, goes on and back in it, and is asked anew what it shows', async () => {
  const { window, player, standsAt, take } = await openWindow();
  expect(player()).toMatchObject({ name: 'night.hopscope', context: 'shop', fromMs: NOON_MS, run: 1 });
  expect(take().slice(0, 3)).toEqual(['replay', 'replay-findings', 'view']);

  window.receive({ type: 'replay-play', playing: false });
  window.receive({ type: 'replay-seek', atMs: NOON_MS + 180_000 });
  await standsAt(180);
  expect(player()?.run).toBe(1);
  take();

  window.receive({ type: 'replay-seek', atMs: NOON_MS + 90_000 });
  await standsAt(90);
  expect(player()?.run).toBe(2);
  // Of the way there it hears the player alone, and what is shown before it is asked for anything.
  const told = take();
  expect(told.slice(0, told.indexOf('view')).every((type) => type === 'replay')).toBe(true);
  expect(told).toContain('strip');
}, 60_000);

it('what the user asks for is answered while the recording stands still', async () => {
  const { window, standsAt, take } = await openWindow();
  window.receive({ type: 'replay-play', playing: false });
  window.receive({ type: 'replay-seek', atMs: NOON_MS + 60_000 });
  await standsAt(60);
  take();
  window.receive({ type: 'find', query: 'prometheus', scope: 'all' });
  window.receive({ type: 'read-report', form: 'json', use: 'copy' });
  let heard: string[] = [];
  await expect
    .poll(
      () => {
        heard = [...heard, ...take()];
        return heard;
      },
      { timeout: 20_000 },
    )
    .toEqual(expect.arrayContaining(['found', 'report']));
}, 60_000);
