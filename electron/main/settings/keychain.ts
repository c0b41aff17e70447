import { safeStorage } from 'electron';
import type { Keychain } from './secrets';

const NAMES: Readonly<Record<string, string>> = { darwin: 'the Keychain of macOS', win32: 'Windows Data Protection' };

/** The system's keychain. On Linux without one Chromium falls back to a key that everybody knows: that is none. */
export function systemKeychain(): Keychain {
  const backend = process.platform === 'linux' ? linuxBackend() : (NAMES[process.platform] ?? process.platform);
  const unusable = whyUnusable(backend);
  return {
    ...(unusable === undefined ? {} : { unusable }),
    backend,
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}

/** Electron before 27 cannot say which it is: then it counts as none. */
function linuxBackend(): string {
  return 'getSelectedStorageBackend' in safeStorage ? safeStorage.getSelectedStorageBackend() : 'unknown';
}

function whyUnusable(backend: string): string | undefined {
  if (backend === 'basic_text' || backend === 'unknown') {
    return 'This system has no keychain that Hopscope can tell to be one (Secret Service, KWallet): what it could write might not be secret.';
  }
  return safeStorage.isEncryptionAvailable() ? undefined : "The system's keychain is locked or cannot be reached.";
}
