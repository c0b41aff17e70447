import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { SettingsFault } from '../../../shared/contract/settings';
import { ATOMIC, type FileWriter, readStored, writeStored } from '../storedFile';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, type Settings } from './model';
import { type ReadSettings, readSettings } from './readSettings';

export interface Trouble {
  readonly id: string;
  readonly says: string;
  readonly remedy: string;
}

export interface SettingsStore {
  readonly file: string;
  get(): Settings;
  set(change: Partial<Settings>): void;
  /** What of the file did not fit when it was read. */
  faults(): readonly SettingsFault[];
  /** Why the file is not written now; undefined when it is. */
  notSaved(): string | undefined;
}

/**
 * What the window remembers, in settings.json of the user's data folder. A file that does not fit is kept
 * aside before anything is written over it; one of a newer version is read and never written. What
 * cannot be written holds in memory and is said once. `tell`: everything that did not work, in a sentence.
 */
export function openSettings(folder: string, tell: (trouble: Trouble) => void, writer: FileWriter = ATOMIC): SettingsStore {
  const file = path.join(folder, 'settings.json');
  const read = readFile(file, tell);
  let current = read.settings;
  let notSaved = read.mayWrite ? undefined : `${file} is not written: ${read.whyNot}`;
  let saidWriteError = false;

  function save(): void {
    if (!read.mayWrite) return;
    const text = `${JSON.stringify({ ...read.others, ...current }, undefined, 2)}\n`;
    const written = writeStored(file, text, writer);
    notSaved = written.ok ? undefined : `${file} cannot be written: ${written.error}.`;
    if (!written.ok && !saidWriteError) tell(writeTrouble(file, written.error));
    saidWriteError = !written.ok;
  }
  return {
    file,
    get: () => current,
    set(change) {
      current = { ...current, ...change };
      save();
    },
    faults: () => read.faults,
    notSaved: () => notSaved,
  };
}

type Opened = Pick<ReadSettings, 'settings' | 'others' | 'faults'> &
  ({ readonly mayWrite: true } | { readonly mayWrite: false; readonly whyNot: string });

function readFile(file: string, tell: (trouble: Trouble) => void): Opened {
  const stored = readStored(file);
  if (!stored.ok) {
    tell({ id: 'settings-unreadable', says: `The settings ${file} cannot be read: ${stored.error}.`, remedy: HOLDS });
    return { settings: DEFAULT_SETTINGS, others: {}, faults: [], mayWrite: false, whyNot: 'it could not be read, and is left as it is.' };
  }
  if (stored.value === undefined) return { settings: DEFAULT_SETTINGS, others: {}, faults: [], mayWrite: true };
  const read = readSettings(stored.value);
  if (read.newer !== undefined) return ofNewerVersion(file, read, read.newer, tell);
  return read.faults.length === 0 ? { ...read, mayWrite: true } : damaged(file, read, tell);
}

const HOLDS = 'What you change holds until this window closes.';

function ofNewerVersion(file: string, read: ReadSettings, version: number, tell: (trouble: Trouble) => void): Opened {
  tell({
    id: 'settings-newer',
    says: `The settings ${file} are of version ${version}; this Hopscope writes version ${SETTINGS_VERSION} and leaves them as they are.`,
    remedy: `What fits is used. ${HOLDS} Start the newer Hopscope, or delete the file.`,
  });
  return { ...read, mayWrite: false, whyNot: `it is of version ${version}, newer than this Hopscope.` };
}

/** The file is copied before anything is written over it: nothing of the user's is lost silently. */
function damaged(file: string, read: ReadSettings, tell: (trouble: Trouble) => void): Opened {
  const aside = `${file}.broken`;
  const names = read.faults.map((fault) => (fault.line === undefined ? fault.says : `line ${fault.line}: ${fault.says}`)).join(' ');
  const what = read.broken ? `The settings in ${file} are not JSON` : `In ${file} some settings do not fit`;
  try {
    copyFileSync(file, aside);
  } catch (error) {
    tell({ id: 'settings-broken', says: `${what} (${names})`, remedy: `${HOLDS} No copy could be made: ${String(error)}.` });
    return { ...read, mayWrite: false, whyNot: 'it is damaged and no copy of it could be made.' };
  }
  tell({
    id: read.broken ? 'settings-broken' : 'settings-invalid',
    says: `${what} (${names}) ${read.broken ? 'The defaults are used.' : 'Their defaults are used.'}`,
    remedy: `Your file was kept as ${aside}: mend it and put it back, or delete it.`,
  });
  return { ...read, mayWrite: true };
}

function writeTrouble(file: string, why: string): Trouble {
  return {
    id: 'settings-not-saved',
    says: `Settings could not be saved to ${file}: ${why}.`,
    remedy: 'They hold until this window closes. Free space or give write permission, then change a setting again.',
  };
}
