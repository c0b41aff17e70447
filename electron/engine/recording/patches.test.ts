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

/** A thousand series of which these have another value; values of no pattern, as those of a kubelet. */
function exposition(look: number, series = 1_000): string {
  const value = (i: number, at: number) => ((i * 7919 + at * 104_729) % 999_983) / 7;
  return Array.from(
    { length: series },
    (_, i) => `a_total{pod="web-${(i * 6151) % 9973}",n="${i}"} ${value(i, i % 3 === 0 ? look : 0)}\n`,
  ).join('');
}

async function bodiesOf(file: string): Promise<readonly string[]> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const bodies: string[] = [];
  for (const entry of opened.value.entries)
    if ('body' in entry) bodies.push(Buffer.from((await opened.value.bodyOf(entry)) ?? Buffer.from('lost')).toString('utf8'));
  await opened.value.close();
  return bodies;
}

const looksOf = (count: number) => Array.from({ length: count }, (_, look) => [answered('/metrics', look * 15), exposition(look)] as const);

describe('an exposition that comes again', () => {
  it('is kept as what changed in it, and comes back as it was', async () => {
    const file = newFile();
    const looks = looksOf(20);
    await writeRecording(file, looks);
    expect(await bodiesOf(file)).toEqual(looks.map(([, body]) => body));
    const opened = await openRecording(file);
    if (!opened.ok) throw new Error(opened.error.says);
    const bodies = opened.value.entries.flatMap((entry) => ('body' in entry ? [entry.body] : []));
    await opened.value.close();
    expect(bodies.map(({ since }) => since)).toEqual([undefined, ...Array.from({ length: 19 }, () => bodies[0]?.hash)]);
  });

  it('with other series than before is written whole, and is what the next ones are held against', async () => {
    const file = newFile();
    const other = exposition(1).replaceAll('web-', 'api-');
    await writeRecording(file, [
      [answered('/metrics', 0), exposition(0)],
      [answered('/metrics', 15), other],
      [answered('/metrics', 30), other.replace(/ .*\n/, ' 1\n')],
    ]);
    expect((await bodiesOf(file))[2]).toBe(other.replace(/ .*\n/, ' 1\n'));
    const opened = await openRecording(file);
    if (!opened.ok) throw new Error(opened.error.says);
    const [, second, third] = opened.value.entries.flatMap((entry) => ('body' in entry ? [entry.body] : []));
    await opened.value.close();
    expect([second?.since, third?.since]).toEqual([undefined, second?.hash]);
  });
});

describe('a patch that nobody wrote', () => {
  const head = (body: object) => JSON.stringify({ ...answered('/metrics', 1), body });
  const fileOf = (...entries: readonly Buffer[]) => {
    const file = newFile();
    const begin = frame(FRAME.begin, Buffer.from(JSON.stringify({ ...HEAD, fromMs: NOON_MS })));
    fs.writeFileSync(file, Buffer.concat([fileHead(), begin, frame(FRAME.data, brotliCompressSync(Buffer.concat(entries)))]));
    return file;
  };
  const whole = packEntry(head({ hash: 'whole', bytes: 4 }), Buffer.from('a 1\n'));
  it.each<[string, readonly Buffer[]]>([
    ['of what is not there', [packEntry(head({ hash: 'x', bytes: 4, since: 'none' }), Buffer.from('=1'))]],
    ['of itself', [packEntry(head({ hash: 'x', bytes: 4, since: 'x' }), Buffer.from('=1'))]],
    [
      'of a patch',
      [
        packEntry(head({ hash: 'y', bytes: 4, since: 'x' }), Buffer.from('=1')),
        packEntry(head({ hash: 'x', bytes: 4, since: 'y' }), Buffer.from('=1')),
      ],
    ],
    ['of other bytes than it says', [packEntry(head({ hash: 'x', bytes: 4, since: 'whole' }), Buffer.from('=2'))]],
    ['that makes more than it says', [packEntry(head({ hash: 'x', bytes: 4, since: 'whole' }), Buffer.from('+too long to be it'))]],
    ['that is none', [packEntry(head({ hash: 'x', bytes: 4, since: 'whole' }), Buffer.from('what?'))]],
  ])('%s gives no bytes', async (_name, entries) => {
    const bodies = await bodiesOf(fileOf(whole, ...entries));
    expect(bodies[0]).toBe('a 1\n');
    expect(new Set(bodies.slice(1))).toEqual(new Set(['lost']));
  });
});
