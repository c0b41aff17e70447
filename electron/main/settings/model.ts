import { z } from 'zod';
import { BUDGET, SettingsValues } from '../../../shared/contract/settings';

export const SETTINGS_VERSION = 2;

const WindowPlace = z.object({
  width: z.number().int().min(640),
  height: z.number().int().min(480),
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  maximized: z.boolean(),
  inspectorWidth: z.number().min(320).max(560).optional(),
});

/** What settings.json holds, in version SETTINGS_VERSION. */
export const Settings = SettingsValues.extend({ version: z.literal(SETTINGS_VERSION), window: WindowPlace });
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: SETTINGS_VERSION,
  window: { width: 1280, height: 800, maximized: false },
  theme: 'system',
  letterKeys: true,
  refresh: 1,
  requestsPerSecond: BUDGET.usual,
  proxy: '',
  noProxy: '',
  caFile: '',
  directUrls: [],
  kubeconfigs: [],
  keepSecrets: true,
  keepHistory: false,
  notifyBreaks: true,
  walkthrough: { done: [] },
};

type Stored = Readonly<Record<string, unknown>>;

/** From each version to the next; a file walks all that are left. */
const UPGRADES: Readonly<Record<number, (stored: Stored) => Stored>> = {
  /** The inspector's width belongs to the window's place. */
  1: ({ inspectorWidth, window, ...rest }) => {
    const place = inspectorWidth === undefined ? window : { ...(isTable(window) ? window : {}), inspectorWidth };
    return { ...rest, ...(place === undefined ? {} : { window: place }), version: 2 };
  },
};

/** The stored settings as this version has them. A file without a version is of the first. */
export function upgraded(stored: Stored): Stored {
  let now = stored;
  for (let version = versionOf(now); version < SETTINGS_VERSION; version++) {
    const step = UPGRADES[version];
    if (step === undefined) return now;
    now = step(now);
  }
  return now;
}

/** Of a file; 1 where it says none that can be one. */
export function versionOf(stored: Stored): number {
  const { version } = stored;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : 1;
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
