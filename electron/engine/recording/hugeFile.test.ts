import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FRAME, fileHead, frame } from './frames';
import { openRecording } from './reader';
import { answered, HEAD, NOON_MS } from './recording.testSupport';
import type { RecordingFile } from './segmentFile';
import { packEntry } from './segments';

const TEN_GB = 10 * 1024 ** 3;
const MIB = 1024 ** 2;

/** A file of ten gigabytes that is on no disk: what it begins with, then the same over and over. Counts what is read of it. */
function hugeFile(first: Buffer, again: Buffer) {
  let bytes = 0;
  const file: RecordingFile = {
    stat: () => Promise.resolve({ size: TEN_GB }),
    close: () => Promise.resolve(),
    read(buffer, offset, length, position) {
      for (let done = 0; done < length; ) {
        const at = position + done;
        const [from, skip] = at < first.length ? [first, at] : [again, (at - first.length) % again.length];
        done += from.copy(buffer, offset + done, skip, skip + length - done);
      }
      bytes += length;
      return Promise.resolve({ bytesRead: length });
    },
  };
  return { file, readBytes: () => bytes };
}

const begin = frame(FRAME.begin, Buffer.from(JSON.stringify({ ...HEAD, fromMs: NOON_MS })));
const data = (raw: Buffer) => frame(FRAME.data, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
const end = frame(FRAME.end, Buffer.from('{}'));
const entry = (second: number, body?: Buffer) =>
  packEntry(JSON.stringify({ ...answered('/metrics', second), body: { hash: `${second}`, bytes: body?.length ?? 0 } }), body);
const SMALL = packEntry(JSON.stringify({ kind: 'end', atMs: NOON_MS, stream: 1 }), undefined);

async function opening(first: Buffer, again: Buffer) {
  const { file, readBytes } = hugeFile(first, again);
  const before = process.memoryUsage.rss();
  const opened = await openRecording('huge.hopscope', () => Promise.resolve(file), { entries: 40_000, frames: 20_000 });
  const grewMiB = (process.memoryUsage.rss() - before) / MIB;
  return { opened, grewMiB, readMiB: readBytes() / MIB };
}

describe('a file of ten gigabytes', () => {
  it('that was recorded for days opens as far as is opened at once, says until when, and neither reads all nor fills the memory', async () => {
    const looks = Buffer.concat(Array.from({ length: 6_000 }, (_, i) => entry(i / 1_000, i % 500 === 0 ? randomBytes(50_000) : undefined)));
    const { opened, grewMiB, readMiB } = await opening(fileHead(), Buffer.concat([begin, data(looks), end]));
    if (!opened.ok) throw new Error(opened.error.says);
    expect(opened.value.entries).toHaveLength(40_000);
    expect(opened.value.damage).toMatch(/^it is longer than is opened at once; what comes after 2026-01-02 12:00:03 UTC is left out$/);
    expect(readMiB).toBeLessThan(20);
    expect(grewMiB).toBeLessThan(600);
  }, 120_000);

  it.each<[string, Buffer, Buffer, RegExp]>([
    [
      'one part without an end',
      Buffer.concat([fileHead(), begin]),
      data(randomBytes(8 * MIB)),
      /a part is larger than a recording makes one/,
    ],
    ['nothing but beginnings', fileHead(), begin, /it has more parts than a recording of two weeks/],
    ['nothing but zeros after its head', Buffer.concat([fileHead(), begin, data(SMALL)]), Buffer.alloc(1_024), /the file was cut off/],
  ])(
    'that is %s: what is wrong is said, and little of it is read',
    async (_name, first, again, says) => {
      const { opened, grewMiB, readMiB } = await opening(first, again);
      expect(opened.ok ? opened.value.damage : opened.error.says).toMatch(says);
      expect(readMiB).toBeLessThan(256);
      expect(grewMiB).toBeLessThan(1_000);
    },
    120_000,
  );
});
