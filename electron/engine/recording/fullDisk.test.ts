import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { manualClock } from '../cluster/manualClock.testSupport';
import { openRecording } from './reader';
import { answered, HEAD, NOON_MS, ownFolder } from './recording.testSupport';
import { RecordingWriter, type WritableFile } from './writer';

const folder = ownFolder(afterAll);
const FULL = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** A disk with room for so many bytes: it takes what fits of a write, and refuses the next one. */
async function smallDisk(file: string, roomBytes: number): Promise<WritableFile> {
  const real = await open(file, 'wx');
  return {
    close: () => real.close(),
    async write(bytes, offset, length, position) {
      if (position >= roomBytes) throw FULL;
      return real.write(bytes, offset, Math.min(length, roomBytes - position), position);
    },
  };
}

/** A thousand bytes that do not pack. */
const noise = (look: number): Buffer =>
  Buffer.concat(Array.from({ length: 32 }, (_, i) => createHash('sha256').update(`${look} ${i}`).digest())).subarray(0, 1_000);

it.each([0, 7, 300, 2_500, 6_000])(
  'on a disk with room for %i bytes writing stops, says why, and what was written opens',
  async (roomBytes) => {
    const file = path.join(folder, `${roomBytes}.hopscope`);
    const clock = manualClock(NOON_MS);
    const made = await RecordingWriter.make(file, HEAD, clock, (name) => smallDisk(name, roomBytes));
    if (!made.ok) throw new Error(made.error);
    const writer = made.value;
    for (let look = 0; look < 10; look++) {
      writer.add(answered('/metrics', look * 5), noise(look));
      await clock.advance(5_000);
      await writer.flushed();
    }
    expect(writer.trouble).toBe('ENOSPC: no space left on device, write');
    const { entries } = writer.written();
    writer.add(answered('/metrics', 60), noise(60));
    expect(writer.written().entries).toBe(entries);
    expect((await writer.end()).fileBytes).toBe(roomBytes);
    expect(fs.statSync(file).size).toBe(roomBytes);
    const opened = await openRecording(file);
    if (opened.ok) {
      expect(opened.value.damage).toBeDefined();
      expect(opened.value.entries.length).toBeGreaterThan(0);
      for (const entry of opened.value.entries)
        if ('body' in entry) expect(await opened.value.bodyOf(entry)).toEqual(noise((entry.atMs - NOON_MS) / 5_000));
      await opened.value.close();
    }
    expect(opened.ok).toBe(roomBytes >= 2_500);
  },
);
