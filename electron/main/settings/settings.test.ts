import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileWriter } from '../storedFile';
import { DEFAULT_SETTINGS, upgraded } from './model';
import { readSettings } from './readSettings';
import { openSettings, type Trouble } from './settings';

let folder = '';
let troubles: Trouble[] = [];
const open = (writer?: FileWriter) => openSettings(folder, (trouble) => troubles.push(trouble), writer);
const file = () => path.join(folder, 'settings.json');
const stored = () => JSON.parse(readFileSync(file(), 'utf8'));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-settings-'));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('are the defaults where nothing was saved', () => {
    expect(open().get()).toEqual(DEFAULT_SETTINGS);
    expect(troubles).toEqual([]);
  });

  it('come back after a new start, in a file to read', () => {
    open().set({ theme: 'dark', requestsPerSecond: 3 });
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', requestsPerSecond: 3 });
    expect(readFileSync(file(), 'utf8')).toContain('\n  "theme": "dark"');
  });

  it('keep how far the reader of the walkthrough is, and say what is used where that does not fit', () => {
    const walkthrough = { at: 'core', done: ['fork', 'of another version'] };
    open().set({ walkthrough });
    expect(open().get().walkthrough).toEqual(walkthrough);
    writeFileSync(file(), '{\n  "version": 2,\n  "walkthrough": 3\n}');
    const settings = open();
    expect(settings.get().walkthrough).toEqual({ done: [] });
    expect(settings.faults()).toMatchObject([{ line: 3, used: '{"done":[]}' }]);
  });

  it('keep what another version has written beside them', () => {
    writeFileSync(file(), JSON.stringify({ ...DEFAULT_SETTINGS, later: 1 }));
    open().set({ theme: 'light' });
    expect(stored()).toMatchObject({ later: 1, theme: 'light' });
  });

  it('that are not JSON are kept aside and said, with the line', () => {
    writeFileSync(file(), '{\n  "theme": "dark",\n  "refresh" 2\n}');
    const settings = open();
    expect(settings.get()).toEqual(DEFAULT_SETTINGS);
    expect(troubles.map((trouble) => trouble.id)).toEqual(['settings-broken']);
    expect(settings.faults()).toMatchObject([{ line: 3, text: '"refresh" 2' }]);
    settings.set({ theme: 'light' });
    expect(readFileSync(`${file()}.broken`, 'utf8')).toContain('"refresh" 2');
  });

  it('that do not fit lose only the wrong part, by name and line', () => {
    writeFileSync(file(), '{\n  "version": 2,\n  "theme": "mauve",\n  "requestsPerSecond": 5\n}');
    const settings = open();
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, requestsPerSecond: 5 });
    expect(settings.faults()).toMatchObject([{ line: 3, text: '"theme": "mauve",', used: '"system"' }]);
    expect(troubles[0]?.says).toContain('line 3: theme:');
  });

  it('of a newer version are read and never written', () => {
    const text = JSON.stringify({ ...DEFAULT_SETTINGS, version: 9, theme: 'dark' });
    writeFileSync(file(), text);
    const settings = open();
    settings.set({ theme: 'light' });
    expect(settings.get().theme).toBe('light');
    expect(readFileSync(file(), 'utf8')).toBe(text);
    expect(troubles.map((trouble) => trouble.id)).toEqual(['settings-newer']);
    expect(settings.notSaved()).toContain('version 9');
  });

  it('that cannot be written hold in memory and are said once', () => {
    const settings = open();
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file stands where the folder was');
    settings.set({ theme: 'dark' });
    settings.set({ theme: 'light' });
    expect(settings.get().theme).toBe('light');
    expect(troubles.map((trouble) => trouble.id)).toEqual(['settings-not-saved']);
    rmSync(folder, { force: true });
    mkdirSync(folder);
  });

  it('on a full disk are said to be unsaved until there is room', () => {
    let full = true;
    const settings = open({
      write(to, text) {
        if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        writeFileSync(to, text);
      },
    });
    settings.set({ theme: 'dark' });
    expect(settings.notSaved()).toContain('the disk is full');
    expect(troubles[0]?.says).toContain('the disk is full');
    full = false;
    settings.set({ theme: 'light' });
    expect(settings.notSaved()).toBeUndefined();
    expect(stored().theme).toBe('light');
  });
});

describe('settings of version 1', () => {
  it('walk the steps to this version', () => {
    writeFileSync(file(), JSON.stringify({ version: 1, theme: 'dark', inspectorWidth: 420, window: DEFAULT_SETTINGS.window }));
    const settings = open();
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', window: { ...DEFAULT_SETTINGS.window, inspectorWidth: 420 } });
    expect(troubles).toEqual([]);
    settings.set({ letterKeys: false });
    expect(stored()).toMatchObject({ version: 2, window: { inspectorWidth: 420 }, letterKeys: false });
    expect(stored()).not.toHaveProperty('inspectorWidth');
  });

  it.each([
    ['no version', {}, { version: 2 }],
    ['a width without a place', { version: 1, inspectorWidth: 400 }, { version: 2, window: { inspectorWidth: 400 } }],
    ['already of version 2', { version: 2, theme: 'dark' }, { version: 2, theme: 'dark' }],
    ['newer', { version: 5, x: 1 }, { version: 5, x: 1 }],
  ])('%s', (_name, before, after) => expect(upgraded(before)).toEqual(after));
});

describe('reading field by field', () => {
  it.each([
    ['a list with one wrong entry', { kubeconfigs: ['/a', 7, '/b'] }, { kubeconfigs: ['/a', '/b'] }, 1],
    ['a budget out of bounds', { requestsPerSecond: 1_000_000 }, {}, 1],
    ['a proxy with a password', { proxy: 'http://me:secret@proxy:3128' }, {}, 1],
    ['a URL with a login', { directUrls: [{ id: 'a', kind: 'prometheus', url: 'http://u:p@h' }] }, {}, 1],
    ['a URL that fits', { directUrls: [{ id: 'a', kind: 'thanos', url: 'https://h/p' }] }, {}, 0],
    ['an array instead of a window', { window: [] }, {}, 1],
    ['a part of a window', { window: { inspectorWidth: 400 } }, { window: { width: 1280, inspectorWidth: 400 } }, 0],
    ['nothing at all', {}, {}, 0],
  ])('%s', (_name, given, used, faults) => {
    const read = readSettings(JSON.stringify({ version: 2, ...given }, undefined, 2));
    expect(read.settings).toMatchObject(used);
    expect(read.faults.length).toBe(faults);
  });

  it('takes a list, a number or a text in place of the table as no settings', () => {
    for (const text of ['[]', '7', '"dark"', 'null'])
      expect(readSettings(text)).toMatchObject({ broken: true, settings: DEFAULT_SETTINGS });
  });
});
