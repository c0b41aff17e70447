import { type BrowserWindow, dialog, shell } from 'electron';
import type { Breaks } from '../../shared/contract/breaks';
import type { SaveFile } from '../../shared/contract/save';
import { assertNever } from '../../shared/model/result';
import type { ClusterMemories } from './clusters/clusterMemory';
import type { ClusterPage } from './clusters/clusterPage';
import type { SettingsStore } from './settings/settings';
import type { Effect, SettingsPage } from './settings/settingsPage';
import type { Intent } from './windowLink';

export interface IntentParts {
  readonly window: BrowserWindow;
  readonly settings: SettingsStore;
  readonly logFile: string;
  readonly page: SettingsPage;
  readonly clusters: ClusterPage;
  readonly memories: ClusterMemories;
  /** Asks where to, and records; by its names hidden. */
  record(hide: readonly string[]): void;
  /** What was recorded last, by its file. */
  recorded(): string | undefined;
  save(wanted: SaveFile): Promise<void>;
  sayAbout(): void;
  breaks(now: Breaks): void;
  /** Settings changed: what follows is done, and the window told. */
  take(effects: readonly Effect[]): void;
}

/** Files that the user may add to the start page. */
const MOST_FILES = 50;

/** Does what the user did in the window that concerns clusters, settings or what is remembered. */
export function obeyIntent(
  message: Intent,
  { window, settings, logFile, page, clusters, memories, save, sayAbout, breaks, record, recorded, take }: IntentParts,
): void {
  switch (message.type) {
    case 'keep-layout':
      settings.set({ window: { ...settings.get().window, inspectorWidth: message.inspectorWidth } });
      return;
    case 'list-clusters':
      void clusters.list();
      return;
    case 'open-cluster':
      clusters.openById(message.id);
      return;
    case 'add-kubeconfig':
      void chooseFiles(window).then((files) => {
        settings.set({ kubeconfigs: [...new Set([...settings.get().kubeconfigs, ...files])].slice(0, MOST_FILES) });
        take([]);
        return clusters.list();
      });
      return;
    case 'open-recording':
      void chooseRecording(window).then((file) => (file === undefined ? undefined : clusters.openRecording(file)));
      return;
    case 'drop-recording':
      clusters.dropRecording(message.id);
      return;
    case 'record':
      record(message.hide);
      return;
    case 'open-recorded': {
      const file = recorded();
      if (file !== undefined) void clusters.openRecording(file);
      return;
    }
    case 'save':
      void save(message);
      return;
    case 'show-folder':
      shell.showItemInFolder(message.of === 'log' ? logFile : settings.file);
      return;
    case 'ask-about':
      sayAbout();
      return;
    case 'breaks':
      breaks(message);
      return;
    case 'keep-memory':
      memories.keep(message.id, message.memory);
      return;
    case 'drop-kubeconfig':
      take(page.receive(message));
      void clusters.list();
      return;
    case 'change-settings':
    case 'put-direct-url':
    case 'drop-direct-url':
    case 'forget-secrets':
    case 'delete-history':
    case 'measure-history':
      take(page.receive(message));
      return;
    default:
      assertNever(message);
  }
}

/** Undefined: none was chosen. */
async function chooseRecording(window: BrowserWindow): Promise<string | undefined> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Open a recording',
    properties: ['openFile'],
    filters: [
      { name: 'Recordings', extensions: ['hopscope'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return chosen.filePaths[0];
}

async function chooseFiles(window: BrowserWindow): Promise<readonly string[]> {
  const chosen = await dialog.showOpenDialog(window, { title: 'Add a kubeconfig', properties: ['openFile', 'showHiddenFiles'] });
  return chosen.filePaths;
}
