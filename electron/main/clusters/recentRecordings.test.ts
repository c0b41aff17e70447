import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRecentRecordings } from './recentRecordings';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-recent-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => fs.mkdtempSync(path.join(folder, `${++folders}-`));
const later = () => undefined;

const namesOf = async (recent: ReturnType<typeof openRecentRecordings>) => (await recent.rows('/home/me')).map(({ name }) => name);

describe('recordings that were made or opened', () => {
  it('stand the last one first, each once, and are known after a restart', async () => {
    const settings = newFolder();
    const recent = openRecentRecordings(settings, { later });
    recent.used('/home/me/a.hopscope', 1);
    recent.used('/home/me/b.hopscope', 2);
    recent.used('/home/me/a.hopscope', 3);
    expect(await namesOf(recent)).toEqual(['a.hopscope', 'b.hopscope']);
    expect(await namesOf(openRecentRecordings(settings, { later }))).toEqual(['a.hopscope', 'b.hopscope']);
    expect(fs.statSync(path.join(settings, 'recordings.json')).mode & 0o777).toBe(0o600);
  });

  it('say how large they are, which one is missing, and nothing of one whose disk does not answer', async () => {
    const settings = newFolder();
    const there = path.join(settings, 'there.hopscope');
    fs.writeFileSync(there, 'x'.repeat(77));
    const recent = openRecentRecordings(settings, { later });
    recent.used(there, 1);
    recent.used(path.join(settings, 'gone.hopscope'), 2);
    expect(await recent.rows(settings)).toMatchObject([
      { name: 'gone.hopscope', shownFolder: '~', missing: true },
      { name: 'there.hopscope', shownFolder: '~', usedAtMs: 1, bytes: 77 },
    ]);
    const away = openRecentRecordings(settings, { later: (_ms, run) => run(), sizeOf: () => new Promise(() => undefined) });
    const [row] = await away.rows('/home/me');
    expect([row?.bytes, row?.missing]).toEqual([undefined, undefined]);
  });

  it('are named by ids: of one that is not in the list there is no file', async () => {
    const recent = openRecentRecordings(newFolder(), { later });
    recent.used('/home/me/a.hopscope', 1);
    const [row] = await recent.rows('');
    expect(row?.id).toMatch(/^[0-9a-f]{16}$/);
    expect(recent.fileOf(row?.id ?? '')).toBe('/home/me/a.hopscope');
    expect(recent.fileOf('../../etc/passwd')).toBeUndefined();
    recent.forget(row?.id ?? '');
    expect(await namesOf(recent)).toEqual([]);
  });

  it('are twelve at most', async () => {
    const recent = openRecentRecordings(newFolder(), { later });
    for (let i = 0; i < 20; i++) recent.used(`/r/${i}.hopscope`, i);
    expect(await namesOf(recent)).toEqual(Array.from({ length: 12 }, (_, i) => `${19 - i}.hopscope`));
  });

  it.each([
    ['damaged', '{"version":1,"recordings":[{"fi'],
    ['of another shape', '{"version":9,"recordings":5}'],
  ])('are none where the list is %s', async (_name, text) => {
    const settings = newFolder();
    fs.writeFileSync(path.join(settings, 'recordings.json'), text);
    expect(await namesOf(openRecentRecordings(settings, { later }))).toEqual([]);
  });

  it('are known for this run where they cannot be written', async () => {
    const full = {
      write: () => {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      },
    };
    const recent = openRecentRecordings(newFolder(), { later, writer: full });
    recent.used('/r/a.hopscope', 1);
    expect(await namesOf(recent)).toEqual(['a.hopscope']);
  });
});
