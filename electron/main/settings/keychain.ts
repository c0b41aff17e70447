import { safeStorage } from 'electron';
import type { Keychain } from './secrets';

const NAMES: Readonly<Record<string, string>> = { darwin: 'the Keychain of macOS', win32: 'Windows Data Protection' };

/** The system's keychain. On Linux without one Chromium falls back to a key that everybody knows: that is none. */
export function systemKeychain(): Keychain {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : (NAMES[process.platform] ?? process.platform);
  const unusable = whyUnusable(backend);
  return {
    ...(unusable === undefined ? {} : { unusable }),
    backend,
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}

function whyUnusable(backend: string): string | undefined {
  if (backend === 'basic_text' || backend === 'unknown') {
    return 'This system has no keychain that Hopscope can use (no Secret Service, no KWallet): what it could write would not be secret.';
  }
  return safeStorage.isEncryptionAvailable() ? undefined : "The system's keychain is locked or cannot be reached.";
}
