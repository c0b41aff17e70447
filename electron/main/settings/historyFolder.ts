import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SettingsShown } from '../../../shared/contract/settings';

/** Where the engine keeps history, a file for each cluster. */
export function historyFolder(settingsFolder: string): string {
  return path.join(settingsFolder, 'history');
}

/** What is there now, files set aside included; nothing where there is no such folder. */
export function keptHistory(folder: string): SettingsShown['history'] {
  try {
    const bytes = readdirSync(folder).reduce((sum, name) => sum + sizeOf(path.join(folder, name)), 0);
    return { folder, bytes };
  } catch {
    return { folder, bytes: 0 };
  }
}

/** The engine may take it away meanwhile. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
