import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { PreviewState, Recording } from '../../../shared/contract/recording';
import { systemClock } from '../clock';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { openRecording } from '../recording/reader';
import { ownFolder } from '../recording/recording.testSupport';
import { RecordingFeed } from './recordingFeed';

const folder = ownFolder(afterAll);

function feedOf() {
  const port = fakeCluster((asked) => (asked === '/version' ? { status: 200, body: { gitVersion: 'v1.34.0' } } : undefined));
  const closed = vi.spyOn(port, 'close');
  const feed = new RecordingFeed({ port, clock: systemClock, corrections: () => [] });
  const told: (Recording | null)[] = [];
  const previews: PreviewState[] = [];
  feed.connect((message) => {
    if (message.type === 'recording') told.push(message.recording);
    if (message.type === 'recording-preview') previews.push(message.preview);
  });
  const state = () => told.at(-1)?.state;
  return { feed, told, previews, state, closed };
}
const fileOf = (name: string) => path.join(fs.mkdtempSync(path.join(folder, 'of-')), name);

it('records until it is ended, says how it goes, and leaves the cluster to whom it belongs', async () => {
  const { feed, told, state, closed } = feedOf();
  const file = fileOf('night.hopscope');
  expect(told).toEqual([null]);
  await feed.begin(file, ['fake']);
  await expect.poll(() => told.at(-1)?.entries ?? 0).toBeGreaterThan(0);
  expect(told.at(-1)).toMatchObject({ name: 'night.hopscope', state: 'recording', hidden: 1 });
  await feed.begin(fileOf('second.hopscope'), []);
  expect(told.at(-1)?.name).toBe('night.hopscope');

  feed.receive({ type: 'end-recording' });
  expect(state()).toBe('ending');
  await expect.poll(state, { timeout: 10_000 }).toBe('done');
  expect(closed).not.toHaveBeenCalled();
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  expect(opened.value.damage).toBeUndefined();
  expect(opened.value.head.context).toMatch(/^hidden-[0-9a-f]{8}$/);
  await opened.value.close();
  expect(told.at(-1)?.fileBytes).toBe(fs.statSync(file).size);

  feed.receive({ type: 'forget-recording' });
  expect(told.at(-1)).toBeNull();
}, 30_000);

it('says why nothing is written, and another can be begun', async () => {
  const { feed, told, state } = feedOf();
  await feed.begin(path.join(folder, 'no such folder', 'night.hopscope'), []);
  expect(told.at(-1)).toMatchObject({ state: 'failed', trouble: expect.stringContaining('ENOENT') });
  const file = fileOf('again.hopscope');
  await feed.begin(file, []);
  await expect.poll(state).toBe('recording');
  await feed.cut();
  const opened = await openRecording(file);
  expect(opened.ok && opened.value.damage).toBeUndefined();
  if (opened.ok) await opened.value.close();
}, 30_000);

it('a preview is what would be written, of one look, and leaves no file', async () => {
  const { feed, previews, told, closed } = feedOf();
  const before = previewFolders();
  feed.receive({ type: 'preview-recording', hide: ['v1.34.0'] });
  expect(previews).toEqual([{ state: 'asked' }]);
  await expect.poll(() => previews.at(-1)?.state, { timeout: 40_000 }).toBe('made');
  const last = previews.at(-1);
  if (last?.state !== 'made') throw new Error('it was made');
  const version = last.made.rows.find(({ request }) => request.includes('/version'));
  expect(version).toMatchObject({ hidden: 1, from: 0, text: expect.stringMatching(/^\{"gitVersion":"hidden-[0-9a-f]{8}"\}$/) });
  expect(JSON.stringify(last)).not.toContain('v1.34.0');
  expect(last.made.answers).toBeGreaterThanOrEqual(last.made.rows.length);
  expect(closed).not.toHaveBeenCalled();
  expect(previewFolders()).toEqual(before);
  expect(told).toEqual([null]);
}, 60_000);

it('a preview that nobody looks at any more is given up, and its file with it', async () => {
  const { feed, previews } = feedOf();
  const before = previewFolders();
  feed.receive({ type: 'preview-recording', hide: [] });
  await expect.poll(previewFolders).not.toEqual(before);
  feed.receive({ type: 'end-preview' });
  await expect.poll(previewFolders, { timeout: 10_000 }).toEqual(before);
  expect(previews).toEqual([{ state: 'asked' }]);
}, 30_000);

it('an engine that goes while a preview is made leaves no file of it', async () => {
  const { feed } = feedOf();
  const before = previewFolders();
  feed.receive({ type: 'preview-recording', hide: [] });
  await expect.poll(previewFolders).not.toEqual(before);
  await feed.cut();
  expect(previewFolders()).toEqual(before);
}, 30_000);

const previewFolders = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('hopscope-preview-'));
