import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './model';
import { openSettings, type Trouble } from './settings';

let folder = '';
let troubles: Trouble[] = [];
const open = () => openSettings(folder, (trouble) => troubles.push(trouble));
const file = () => path.join(folder, 'settings.json');

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

  it('come back after a new start', () => {
    open().set({ theme: 'dark', inspectorWidth: 420 });
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', inspectorWidth: 420 });
  });

  it('keep what another version has written beside them', () => {
    writeFileSync(file(), JSON.stringify({ ...DEFAULT_SETTINGS, later: 1 }));
    open().set({ theme: 'light' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ later: 1, theme: 'light' });
  });

  it('that are not JSON are kept aside and said', () => {
    writeFileSync(file(), '{ "theme": ');
    expect(open().get()).toEqual(DEFAULT_SETTINGS);
    expect(troubles.map((trouble) => trouble.id)).toEqual(['settings-broken']);
    expect(readFileSync(`${file()}.broken`, 'utf8')).toBe('{ "theme": ');
  });

  it('that do not fit lose only the wrong part, by name', () => {
    writeFileSync(file(), JSON.stringify({ ...DEFAULT_SETTINGS, theme: 'mauve', inspectorWidth: 500 }));
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, inspectorWidth: 500 });
    expect(troubles[0]?.says).toContain('these settings do not fit: theme.');
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
});
