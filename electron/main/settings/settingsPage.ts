import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DirectUrl, SettingsShown, SettingsValues } from '../../../shared/contract/settings';
import type { ToShell } from '../../../shared/contract/shell';
import { historyFolder, keptHistory } from './historyFolder';
import { SETTINGS_VERSION } from './model';
import type { SecretsStore } from './secrets';
import type { SettingsStore, Trouble } from './settings';

/** What a change asks of the rest: each at once, none needs a restart of Hopscope. */
export type Effect = 'theme' | 'tune' | 'reopen' | 'forget-history';

export interface SettingsPage {
  shown(): SettingsShown;
  /** Does what the window asked; the effects that follow from it. */
  receive(message: SettingsIntent): readonly Effect[];
}

export type SettingsIntent = Extract<
  ToShell,
  {
    type:
      | 'change-settings'
      | 'put-direct-url'
      | 'drop-direct-url'
      | 'forget-secrets'
      | 'drop-kubeconfig'
      | 'delete-history'
      | 'measure-history';
  }
>;

/** The settings page's end in main: settings.json and the secrets behind it. */
export function settingsPage(
  store: SettingsStore,
  secrets: SecretsStore,
  memoryFolder: string,
  tell: (trouble: Trouble) => void,
): SettingsPage {
  function change(wanted: Partial<SettingsValues>): readonly Effect[] {
    const { caFile } = wanted;
    if (caFile !== undefined && caFile !== '' && !existsSync(caFile)) {
      tell({
        id: 'ca-file',
        says: `The CA file ${caFile} does not exist.`,
        remedy: 'Give the whole path of a PEM file; the setting is as before.',
      });
      return [];
    }
    const before = store.get();
    store.set(definedOnly(wanted));
    if (wanted.keepSecrets !== undefined) secrets.keep(wanted.keepSecrets);
    return effectsOf(before, store.get());
  }

  function put(directUrl: DirectUrl, secret: string | undefined): readonly Effect[] {
    const { directUrls } = store.get();
    const known = directUrls.some(({ id }) => id === directUrl.id);
    if (secret !== undefined) secrets.put(directUrl.id, secret);
    if (directUrl.login.kind !== 'basic' && directUrl.login.kind !== 'bearer') secrets.forget(directUrl.id);
    store.set({ directUrls: known ? directUrls.map((each) => (each.id === directUrl.id ? directUrl : each)) : [...directUrls, directUrl] });
    return ['reopen'];
  }

  return {
    shown: () => shownOf(store, secrets, memoryFolder),
    receive(message) {
      switch (message.type) {
        case 'change-settings':
          return change(message.change);
        case 'put-direct-url':
          return put(message.directUrl, message.secret);
        case 'drop-direct-url':
          secrets.forget(message.id);
          store.set({ directUrls: store.get().directUrls.filter(({ id }) => id !== message.id) });
          return ['reopen'];
        case 'forget-secrets':
          secrets.forgetAll();
          return ['reopen'];
        case 'measure-history':
          return [];
        case 'delete-history':
          return ['forget-history'];
        case 'drop-kubeconfig':
          store.set({ kubeconfigs: store.get().kubeconfigs.filter((file) => file !== message.file) });
          return [];
      }
    },
  };
}

function effectsOf(before: SettingsValues, now: SettingsValues): readonly Effect[] {
  const changed = (...fields: readonly (keyof SettingsValues)[]): boolean => fields.some((field) => before[field] !== now[field]);
  return [
    ...(changed('theme') ? (['theme'] as const) : []),
    ...(changed('refresh', 'requestsPerSecond') ? (['tune'] as const) : []),
    ...(changed('proxy', 'noProxy', 'caFile', 'keepHistory') ? (['reopen'] as const) : []),
  ];
}

function shownOf(store: SettingsStore, secrets: SecretsStore, memoryFolder: string): SettingsShown {
  const { window: _place, version: _version, ...values } = store.get();
  return {
    values,
    file: store.file,
    version: SETTINGS_VERSION,
    faults: [...store.faults()],
    notSaved: store.notSaved(),
    secrets: secrets.state(),
    secretsFile: secrets.file,
    places: Object.fromEntries(values.directUrls.map(({ id }) => [id, secrets.placeOf(id)])),
    endpointsFile: path.join(path.dirname(store.file), 'endpoints.yaml'),
    memoryFolder,
    history: keptHistory(historyFolder(path.dirname(store.file))),
  };
}

function definedOnly<T extends object>(change: T): T {
  const all = { ...change };
  for (const [key, value] of Object.entries(all)) if (value === undefined) Reflect.deleteProperty(all, key);
  return all;
}
