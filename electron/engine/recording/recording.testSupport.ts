import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { PortRequest } from '../cluster/port';
import type { NewEntry } from './entries';
import { RecordingWriter } from './writer';

export const NOON_MS = Date.UTC(2026, 0, 2, 12);
export const HEAD = { context: 'shop', server: 'https://127.0.0.1:6443', warnings: [], madeBy: 'Hopscope test' };

/** A folder that is gone after the tests of a file. */
export function ownFolder(afterAll: (done: () => void) => void): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-recording-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What was answered to a path so many seconds after noon. */
export function answered(pathAsked: string, second: number, tookMs = 40): NewEntry {
  const request: PortRequest = { route: { via: 'node-proxy', node: 'n1' }, path: pathAsked };
  return {
    kind: 'answer',
    atMs: NOON_MS + second * 1_000,
    tookMs,
    asked: { method: 'GET', route: { via: 'node-proxy', node: 'n1' }, path: request.path },
    request: `GET /api/v1/nodes/n1/proxy${pathAsked}`,
    status: 200,
    headers: { 'content-type': 'text/plain' },
    wireBytes: 10,
    timings: { total: tookMs },
  };
}

/** Writes a recording of these entries, each with its bytes; its clock is moved past a flush. Not ended: as a program leaves it that is killed then. */
export async function writeRecording(file: string, entries: readonly (readonly [NewEntry, string?])[], ended = true): Promise<void> {
  const clock = manualClock(NOON_MS);
  const made = await RecordingWriter.make(file, HEAD, clock);
  if (!made.ok) throw new Error(made.error);
  for (const [entry, body] of entries) made.value.add(entry, body === undefined ? undefined : Buffer.from(body));
  await clock.advance(6_000);
  await made.value.flushed();
  const killed = `${file}.killed`;
  if (!ended) fs.copyFileSync(file, killed);
  await made.value.end();
  if (!ended) fs.renameSync(killed, file);
}
