import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { FRAME, fileHead, frame } from './frames';
import { openRecording } from './reader';
import { answered, HEAD, NOON_MS, ownFolder, writeRecording } from './recording.testSupport';
import { packEntry } from './segments';

const folder = ownFolder(afterAll);
let files = 0;
const newFile = () => path.join(folder, `${++files}.hopscope`);
const long = 'x'.repeat(400);
const ENTRIES = [
  [answered('/metrics', 1), 'a 1\n'],
  [answered('/metrics/cadvisor', 2), long],
  [answered('/metrics', 16), 'a 1\n'],
  [answered('/metrics', 31), ''],
] as const;

async function opened(file: string) {
  const recording = await openRecording(file);
  if (!recording.ok) throw new Error(recording.error.says);
  return recording.value;
}

async function bodiesOf(file: string): Promise<readonly string[]> {
  const recording = await opened(file);
  const bodies: string[] = [];
  for (const entry of recording.entries)
    if ('body' in entry) bodies.push(Buffer.from((await recording.bodyOf(entry)) ?? Buffer.from('lost')).toString('utf8'));
  await recording.close();
  return bodies;
}

const written = (bytes: Buffer): string => {
  const file = newFile();
  fs.writeFileSync(file, bytes);
  return file;
};

describe('a recording', () => {
  it('gives back what was written, in order, with its times', async () => {
    const file = newFile();
    await writeRecording(file, ENTRIES);
    const recording = await opened(file);
    expect(recording.head).toEqual({ ...HEAD, fromMs: NOON_MS + 1_000 });
    expect(recording.entries.map(({ atMs }) => (atMs - NOON_MS) / 1_000)).toEqual([1, 2, 16, 31]);
    expect(recording).toMatchObject({ fromMs: NOON_MS + 1_000, toMs: NOON_MS + 31_040 });
    expect(recording.damage).toBeUndefined();
    await recording.close();
    expect(await bodiesOf(file)).toEqual(['a 1\n', long, 'a 1\n', '']);
  });

  it('holds the same bytes once', async () => {
    const once = newFile();
    const often = newFile();
    const body = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251)).toString('base64');
    await writeRecording(once, [[answered('/metrics', 1), body]]);
    await writeRecording(
      often,
      Array.from({ length: 50 }, (_, i) => [answered('/metrics', i), body] as const),
    );
    expect(fs.statSync(often).size).toBeLessThan(fs.statSync(once).size + 2_500);
  });

  it('is not written over a file that is there', async () => {
    const file = written(Buffer.from('mine'));
    await expect(writeRecording(file, ENTRIES)).rejects.toThrow(/EEXIST/);
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it('of a program that was killed opens with all that was flushed, and says so', async () => {
    const file = newFile();
    await writeRecording(file, ENTRIES, false);
    expect(await bodiesOf(file)).toEqual(['a 1\n', long, 'a 1\n', '']);
    const recording = await opened(file);
    expect(recording.damage).toBe('recording was not ended: the program was stopped, or is still recording');
    await recording.close();
  });

  it('cut off at any byte opens as far as it goes, or says what is the matter', async () => {
    const file = newFile();
    await writeRecording(file, ENTRIES);
    const whole = fs.readFileSync(file);
    for (let length = 0; length < whole.length; length += 7) {
      const recording = await openRecording(written(whole.subarray(0, length)));
      if (recording.ok) {
        expect(recording.value.damage, `cut at ${length}`).toBeDefined();
        await recording.value.close();
      } else expect(recording.error.says).toMatch(/no recording|nothing was recorded/);
    }
  });

  it('with any byte changed never throws, and never gives other bytes than were written', async () => {
    const file = newFile();
    await writeRecording(file, ENTRIES);
    const whole = fs.readFileSync(file);
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const recording = await openRecording(written(changed));
      if (!recording.ok) continue;
      for (const entry of recording.value.entries)
        if ('body' in entry) expect(['a 1\n', long, '', undefined]).toContain((await recording.value.bodyOf(entry))?.toString());
      await recording.value.close();
    }
  });

  const begin = frame(FRAME.begin, Buffer.from(JSON.stringify({ ...HEAD, fromMs: NOON_MS })));
  const data = (raw: Buffer) => frame(FRAME.data, brotliCompressSync(raw));
  const newer = Buffer.from(fileHead());
  newer.writeUInt16LE(7, 6);
  const older = Buffer.from(fileHead());
  older.writeUInt16LE(0, 6);
  it.each<[string, Buffer, RegExp]>([
    ['something else', Buffer.from('PK\u0003\u0004 a zip'), /is no recording of Hopscope/],
    ['nothing', Buffer.alloc(0), /is no recording of Hopscope/],
    ['a newer format', newer, /of format 7, made by a newer Hopscope; this one reads formats up to 2/],
    ['a format before the first', older, /format 0 does not exist/],
    ['no part', fileHead(), /nothing was recorded/],
    ['a frame of four gigabytes', Buffer.concat([fileHead(), Buffer.from([2, 255, 255, 255, 255, 0, 0, 0, 0])]), /the file was cut off/],
    ['a bomb', Buffer.concat([fileHead(), begin, data(Buffer.alloc(210_000_000))]), /cannot be unpacked/],
    ['an entry that is none', Buffer.concat([fileHead(), begin, data(packEntry('{"kind":"answer"}', undefined))]), /not of this format/],
    [
      'an entry of another century',
      Buffer.concat([fileHead(), begin, data(packEntry(JSON.stringify({ kind: 'end', atMs: NOON_MS + 1e13, stream: 1 }), undefined))]),
      /of another time/,
    ],
    [
      'an entry longer than its part',
      Buffer.concat([fileHead(), begin, data(Buffer.from([255, 255, 255, 127, 0, 0, 0, 0, 1]))]),
      /nothing was recorded/,
    ],
  ])('that is %s: a clear error', async (_name, bytes, says) => {
    const recording = await openRecording(written(bytes));
    expect(recording.ok ? '' : recording.error.says).toMatch(says);
    expect(recording.ok ? '' : recording.error.remedy).not.toBe('');
  });

  it('that is not there', async () => {
    const recording = await openRecording(path.join(folder, 'none'));
    expect(recording).toMatchObject({ ok: false, error: { remedy: 'Check the name.' } });
  });
});
