import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { systemKeychain } from './keychain';
import { openSecrets } from './secrets';

/** What Electron says of the system's keychain. Electron before 27 does not say which it is. */
const system = vi.hoisted((): { safeStorage: Record<string, unknown> } => ({ safeStorage: {} }));
vi.mock('electron', () => system);
const sealed: string[] = [];

function given(backend: string | undefined, available = true): void {
  for (const key of Object.keys(system.safeStorage)) delete system.safeStorage[key];
  Object.assign(system.safeStorage, {
    isEncryptionAvailable: () => available,
    encryptString: (text: string) => Buffer.from(String(sealed.push(text) - 1)),
    decryptString: (bytes: Buffer) => sealed[Number(bytes.toString())],
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
  });
}

function on(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

afterEach(() => {
  vi.restoreAllMocks();
  sealed.length = 0;
});

it.each<[string, NodeJS.Platform, string | undefined, boolean, string, RegExp | undefined]>([
  ['the Secret Service of Linux', 'linux', 'gnome_libsecret', true, 'gnome_libsecret', undefined],
  ['KWallet', 'linux', 'kwallet6', true, 'kwallet6', undefined],
  ['a key that everybody knows, in place of one', 'linux', 'basic_text', true, 'basic_text', /no keychain/],
  ['one that Chromium cannot tell', 'linux', 'unknown', true, 'unknown', /no keychain/],
  ['an Electron that does not say which', 'linux', undefined, true, 'unknown', /no keychain/],
  ['a locked one', 'linux', 'gnome_libsecret', false, 'gnome_libsecret', /locked/],
  ['the Keychain of macOS', 'darwin', undefined, true, 'the Keychain of macOS', undefined],
  ['Windows', 'win32', undefined, true, 'Windows Data Protection', undefined],
  ['Windows without it', 'win32', undefined, false, 'Windows Data Protection', /locked/],
])('%s: where secrets go, and why when nowhere', (_name, platform, backend, available, named, unusable) => {
  on(platform);
  given(backend, available);
  const keychain = systemKeychain();
  expect(keychain.backend).toBe(named);
  if (unusable === undefined) expect(keychain).not.toHaveProperty('unusable');
  else expect(keychain.unusable).toMatch(unusable);
});

it.each([
  ['is written sealed by safeStorage where that is a keychain', 'gnome_libsecret', 'keychain', ['secrets.json']],
  ['is written nowhere where everybody knows its key', 'basic_text', 'memory', []],
] as const)('a secret %s', (_where, backend, place, files) => {
  on('linux');
  given(backend);
  const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-keychain-'));
  const secrets = openSecrets(folder, systemKeychain(), true, () => undefined);
  secrets.put('a', 'swordfish');
  expect([secrets.get('a'), secrets.placeOf('a'), readdirSync(folder)]).toEqual(['swordfish', place, files]);
  expect(sealed).toEqual(files.map(() => 'swordfish'));
  rmSync(folder, { recursive: true });
});
