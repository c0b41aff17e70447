import { copyFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { z } from 'zod';

/**
 * What the window remembers, in settings.json of the user's data folder. A file that cannot be read
 * is kept aside and said; a file that cannot be written is said once and everything stays in memory.
 */
const Settings = z.object({
  version: z.literal(1),
  window: z.object({
    width: z.number().int().min(640),
    height: z.number().int().min(480),
    x: z.number().int().optional(),
    y: z.number().int().optional(),
    maximized: z.boolean(),
  }),
  theme: z.enum(['system', 'light', 'dark']),
  inspectorWidth: z.number().min(320).max(560).optional(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  window: { width: 1280, height: 800, maximized: false },
  theme: 'system',
};

export interface Trouble {
  readonly id: string;
  readonly says: string;
  readonly remedy: string;
}

export interface SettingsStore {
  get(): Settings;
  set(change: Partial<Settings>): void;
}

/** `tell` is called for everything that did not work, in a sentence for the window. */
export function openSettings(folder: string, tell: (trouble: Trouble) => void): SettingsStore {
  const file = path.join(folder, 'settings.json');
  const conf = openFile(folder, file, tell);
  let current = readSettings(conf?.store, file, tell);
  let saidWriteError = false;

  function save(): void {
    try {
      if (conf !== undefined) conf.store = { ...conf.store, ...current };
      saidWriteError = false;
    } catch (error) {
      if (!saidWriteError) tell(writeTrouble(file, error));
      saidWriteError = true;
    }
  }
  return {
    get: () => current,
    set(change) {
      current = { ...current, ...change };
      save();
    },
  };
}

function openFile(folder: string, file: string, tell: (trouble: Trouble) => void): Conf | undefined {
  const open = () => new Conf({ cwd: folder, configName: 'settings', accessPropertiesByDotNotation: false, clearInvalidConfig: false });
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      tell(writeTrouble(file, error));
      return undefined;
    }
    return reopenAside(folder, file, error, tell);
  }
}

/** The broken file is copied before anything is written over it: nothing of the user's is lost silently. */
function reopenAside(folder: string, file: string, cause: SyntaxError, tell: (trouble: Trouble) => void): Conf | undefined {
  const aside = `${file}.broken`;
  try {
    copyFileSync(file, aside);
    const conf = new Conf({ cwd: folder, configName: 'settings', accessPropertiesByDotNotation: false, clearInvalidConfig: true });
    tell({
      id: 'settings-broken',
      says: `The settings in ${file} are not JSON (${cause.message}); the defaults are used.`,
      remedy: `Your file was kept as ${aside}: mend it and put it back, or delete it.`,
    });
    return conf;
  } catch (error) {
    tell(writeTrouble(file, error));
    return undefined;
  }
}

/** Each part that does not fit is replaced by its default and named; the others stay. */
function readSettings(stored: unknown, file: string, tell: (trouble: Trouble) => void): Settings {
  const given = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  if (Object.keys(given).length === 0) return DEFAULT_SETTINGS;
  const whole = Settings.safeParse({ ...DEFAULT_SETTINGS, ...given });
  if (whole.success) return whole.data;
  const wrong = [...new Set(whole.error.issues.map((issue) => String(issue.path[0] ?? '')))];
  const kept = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.includes(key)));
  const again = Settings.safeParse({ ...DEFAULT_SETTINGS, ...kept });
  tell({
    id: 'settings-invalid',
    says: `In ${file} these settings do not fit: ${wrong.join(', ')}. Their defaults are used.`,
    remedy: 'Set them again in the View menu, or delete them from the file.',
  });
  return again.success ? again.data : DEFAULT_SETTINGS;
}

function writeTrouble(file: string, error: unknown): Trouble {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' || code === 'EROFS' ? 'it may not be written' : String(error);
  return {
    id: 'settings-not-saved',
    says: `Settings could not be saved to ${file}: ${why}.`,
    remedy: 'They hold until this window closes. Free space or give write permission, then change a setting again.',
  };
}
