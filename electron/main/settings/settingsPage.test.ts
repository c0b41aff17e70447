import { describe, expect, it } from 'vitest';
import type { DirectUrl } from '../../../shared/contract/settings';
import { DEFAULT_SETTINGS, type Settings } from './model';
import type { SecretsStore } from './secrets';
import type { SettingsStore, Trouble } from './settings';
import { type SettingsIntent, settingsPage } from './settingsPage';

const URL_A: DirectUrl = {
  id: 'a',
  kind: 'prometheus',
  url: 'https://p',
  login: { kind: 'bearer' },
  headers: {},
  insecureSkipTlsVerify: false,
};

function bench() {
  let settings: Settings = DEFAULT_SETTINGS;
  const kept = new Map<string, string>();
  const troubles: Trouble[] = [];
  const store: SettingsStore = {
    file: '/s/settings.json',
    get: () => settings,
    set: (change) => {
      settings = { ...settings, ...change };
    },
    faults: () => [],
    notSaved: () => undefined,
  };
  const secrets: SecretsStore = {
    file: '/s/secrets.json',
    state: () => ({ kept: 'keychain', backend: 'test' }),
    placeOf: (id) => (kept.has(id) ? 'keychain' : 'none'),
    get: (id) => kept.get(id),
    put: (id, secret) => void kept.set(id, secret),
    forget: (id) => void kept.delete(id),
    forgetAll: () => kept.clear(),
    keep: () => undefined,
  };
  const page = settingsPage(store, secrets, '/s/clusters', (trouble) => troubles.push(trouble));
  return { page, kept, troubles, settings: () => settings };
}

describe('a change on the settings page', () => {
  const CASES: readonly [string, SettingsIntent, readonly string[]][] = [
    ['of the theme', { type: 'change-settings', change: { theme: 'dark' } }, ['theme']],
    ['of the budget', { type: 'change-settings', change: { requestsPerSecond: 3 } }, ['tune']],
    ['of the pace', { type: 'change-settings', change: { refresh: 2 } }, ['tune']],
    ['to keep history', { type: 'change-settings', change: { keepHistory: true } }, ['reopen']],
    ['that takes the kept history away', { type: 'delete-history' }, ['forget-history']],
    ['of the proxy', { type: 'change-settings', change: { proxy: 'http://p:1' } }, ['reopen']],
    ['to what it was', { type: 'change-settings', change: { theme: 'system' } }, []],
    ['of a direct URL', { type: 'put-direct-url', directUrl: URL_A, secret: 'x' }, ['reopen']],
  ];
  it.each(CASES)('%s has its effect', (_name, intent, effects) => expect(bench().page.receive(intent)).toEqual(effects));

  it('to a CA file that is not there is refused with a sentence', () => {
    const { page, troubles, settings } = bench();
    expect(page.receive({ type: 'change-settings', change: { caFile: '/nowhere/ca.pem' } })).toEqual([]);
    expect(settings().caFile).toBe('');
    expect(troubles[0]?.says).toContain('/nowhere/ca.pem does not exist');
  });

  it('of a direct URL keeps its secret apart, and never shows it', () => {
    const { page, kept, settings } = bench();
    page.receive({ type: 'put-direct-url', directUrl: URL_A, secret: 'swordfish' });
    expect(kept.get('a')).toBe('swordfish');
    expect(JSON.stringify([settings(), page.shown()])).not.toContain('swordfish');
    expect(page.shown().places).toEqual({ a: 'keychain' });
    page.receive({ type: 'put-direct-url', directUrl: { ...URL_A, url: 'https://q' } });
    expect([kept.get('a'), settings().directUrls.length]).toEqual(['swordfish', 1]);
    page.receive({ type: 'put-direct-url', directUrl: { ...URL_A, login: { kind: 'none' } } });
    expect(kept.has('a')).toBe(false);
    page.receive({ type: 'drop-direct-url', id: 'a' });
    expect(settings().directUrls).toEqual([]);
  });
});
