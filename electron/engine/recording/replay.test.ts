import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PortRequest } from '../cluster/port';
import { ReadOnlyViolation } from '../cluster/readOnly';
import type { NewEntry } from './entries';
import { answered, NOON_MS, ownFolder, writeRecording } from './recording.testSupport';
import { openReplay } from './replay';
import { promptReplayPort } from './replayPort';

const folder = ownFolder(afterAll);
let files = 0;
const METRICS: PortRequest = { route: { via: 'node-proxy', node: 'n1' }, path: '/metrics' };
const never = new AbortController().signal;

async function replayOf(entries: readonly (readonly [NewEntry, string?])[]) {
  const file = path.join(folder, `${++files}.hopscope`);
  await writeRecording(file, entries);
  const replay = await openReplay(file);
  if (!replay.ok) throw new Error(replay.error.says);
  return replay.value;
}

const LOOKS = [
  [answered('/metrics', 0), 'first'],
  [answered('/metrics', 15), 'second'],
  [answered('/metrics', 30), 'third'],
] as const;

/** What is answered to /metrics so many seconds after noon, and when that answer comes. */
async function askedAt(second: number, entries: readonly (readonly [NewEntry, string?])[] = LOOKS) {
  const { clock, port, settle } = await replayOf(entries);
  await clock.run(NOON_MS + second * 1_000);
  const answer = await settle(port.send(METRICS, never));
  port.close();
  const says = answer.kind === 'answer' ? Buffer.from(answer.body).toString() : answer.message;
  return { says, atSecond: (clock.now() - NOON_MS) / 1_000 };
}

describe('a replayed port', () => {
  it.each<[string, number, string, number]>([
    ['at the moment it was asked', 15, 'second', 15.04],
    ['a little earlier: it is waited for', 12, 'second', 15.04],
    ['a little later', 20, 'second', 20],
    ['near the next one', 26, 'third', 30.04],
    ['after the last', 90, 'third', 90],
  ])('answers %s', async (_name, second, says, atSecond) => {
    expect(await askedAt(second)).toEqual({ says, atSecond });
  });

  it('waits for the first answer, and not for one of much later', async () => {
    const other: readonly [NewEntry, string] = [answered('/healthz', 0), 'ok'];
    expect(await askedAt(1, [other, [answered('/metrics', 40), 'late']])).toEqual({ says: 'late', atSecond: 40.04 });
    expect((await askedAt(1, [other, [answered('/metrics', 400), 'late']])).says).toBe(
      'the recording (from 12:00:00 UTC) has no answer to this at that time',
    );
  });

  it('says of an answer whose bytes are lost that they are', async () => {
    const { port, settle } = await replayOf([[Object.assign(answered('/metrics', 0), { body: { hash: 'gone', bytes: 9 } })]]);
    expect(await settle(port.send(METRICS, never))).toMatchObject({ kind: 'failure', code: 'truncated' });
    port.close();
  });

  it('says of what was never asked that it was not', async () => {
    const { port } = await replayOf(LOOKS);
    const answer = await port.send({ ...METRICS, path: '/stats/summary' }, never);
    expect(answer).toMatchObject({ kind: 'failure', code: 'refused', request: 'GET /api/v1/nodes/n1/proxy/stats/summary' });
    port.close();
  });

  it('only reads, as every port', async () => {
    const { port } = await replayOf(LOOKS);
    await expect(port.send({ route: { via: 'apiserver' }, path: '/api/v1/pods', method: 'POST' }, never)).rejects.toThrow(
      ReadOnlyViolation,
    );
    port.close();
  });

  it('questions with a time are answered by the one that was asked nearest', async () => {
    const query = (second: number) => `/api/v1/query?query=up&time=${(NOON_MS / 1_000 + second).toFixed(3)}`;
    const { port, settle } = await replayOf([
      [answered(query(0), 0), 'old'],
      [answered(query(30), 30), 'new'],
    ]);
    const answer = await settle(port.send({ ...METRICS, path: query(28.5) }, never));
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe('old');
    port.close();
  });

  it.each([
    ['before the first: that', 0, 'first'],
    ['between two: the one before, though another comes soon', 29, 'second'],
  ])('at once, while time stands still, is answered %s', async (_name, second, says) => {
    const { clock, recording, port } = await replayOf(LOOKS);
    await clock.run(NOON_MS + second * 1_000);
    const answer = await promptReplayPort(recording, clock).send(METRICS, never);
    expect(answer.kind === 'answer' && [Buffer.from(answer.body).toString(), answer.atMs <= clock.now()]).toEqual([says, true]);
    expect(clock.now()).toBe(NOON_MS + second * 1_000);
    port.close();
  });

  it('brings a watch again, piece by piece at its times, and leaves it open', async () => {
    const asked = { method: 'GET', route: { via: 'apiserver' }, path: '/api/v1/pods?watch=1&resourceVersion=5' } as const;
    const { clock, port } = await replayOf([
      [{ kind: 'stream', atMs: NOON_MS, tookMs: 10, asked, stream: 1, request: 'GET x', status: 200, headers: {} }],
      [{ kind: 'chunk', atMs: NOON_MS + 2_000, stream: 1 }, 'a\n'],
      [{ kind: 'chunk', atMs: NOON_MS + 9_000, stream: 1 }, 'b\n'],
    ]);
    const stop = new AbortController();
    const heard: [string, number][] = [];
    const listening = (async () => {
      const stream = await port.stream({ ...asked, path: '/api/v1/pods?watch=1&resourceVersion=7' }, stop.signal);
      if (stream.kind !== 'stream') throw new Error(stream.message);
      for await (const chunk of stream.chunks) heard.push([Buffer.from(chunk).toString(), clock.now() - NOON_MS]);
    })();
    listening.catch(() => undefined);
    await clock.run(NOON_MS + 60_000);
    expect(heard).toEqual([
      ['a\n', 2_000],
      ['b\n', 9_000],
    ]);
    stop.abort();
    await expect(listening).rejects.toThrow('given up');
    port.close();
  });
});
