import path from 'node:path';
import { z } from 'zod';
import type { SecretPlace, SecretsState } from '../../../shared/contract/settings';
import { ATOMIC, type FileWriter, readStored, writeStored } from '../storedFile';
import type { Trouble } from './settings';

/** The system's keychain, as Electron's safeStorage gives it. */
export interface Keychain {
  /** Absent: it can be used. */
  readonly unusable?: string;
  /** "gnome-libsecret", "Keychain", "DPAPI". */
  readonly backend: string;
  encrypt(text: string): Buffer;
  decrypt(bytes: Buffer): string;
}

export interface SecretsStore {
  readonly file: string;
  state(): SecretsState;
  placeOf(id: string): SecretPlace;
  /** For the engine only. */
  get(id: string): string | undefined;
  put(id: string, secret: string): void;
  forget(id: string): void;
  forgetAll(): void;
  /** The user's wish; without a keychain nothing is stored whatever it is. */
  keep(wanted: boolean): void;
}

const File = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });

/**
 * Passwords and tokens of direct URLs: encrypted by the system's keychain in secrets.json, or in memory
 * only. Plain text is never written.
 */
export function openSecrets(
  folder: string,
  keychain: Keychain,
  wanted: boolean,
  tell: (trouble: Trouble) => void,
  writer: FileWriter = ATOMIC,
): SecretsStore {
  const file = path.join(folder, 'secrets.json');
  let keep = wanted;
  let sealed = readSealed(file, tell);
  const open = new Map<string, string>();

  const mayKeep = (): boolean => keep && keychain.unusable === undefined;
  function save(next: Readonly<Record<string, string>>): boolean {
    const written = writeStored(file, `${JSON.stringify({ version: 1, secrets: next }, undefined, 2)}\n`, writer, 0o600);
    if (written.ok) {
      sealed = next;
      return true;
    }
    tell({
      id: 'secrets-not-saved',
      says: `Secrets could not be saved to ${file}: ${written.error}.`,
      remedy: 'They hold until this window closes. Free space or give write permission, then enter them again.',
    });
    return false;
  }
  function drop(id: string): void {
    if (!(id in sealed)) return;
    const { [id]: _gone, ...rest } = sealed;
    save(rest);
  }
  return {
    file,
    state: () => stateOf(keychain, keep),
    placeOf: (id) => (id in sealed && readable(keychain, sealed[id]) !== undefined ? 'keychain' : open.has(id) ? 'memory' : 'none'),
    get: (id) => open.get(id) ?? readable(keychain, sealed[id]),
    put(id, secret) {
      drop(id);
      open.set(id, secret);
      if (mayKeep() && save({ ...sealed, [id]: keychain.encrypt(secret).toString('base64') })) open.delete(id);
    },
    forget(id) {
      open.delete(id);
      drop(id);
    },
    forgetAll() {
      open.clear();
      if (Object.keys(sealed).length > 0) save({});
    },
    keep(next) {
      if (keep === next) return;
      keep = next;
      const all = new Map(open);
      for (const [id, text] of Object.entries(sealed)) {
        const secret = readable(keychain, text);
        if (secret !== undefined && !all.has(id)) all.set(id, secret);
      }
      if (Object.keys(sealed).length > 0) save({});
      for (const [id, secret] of all) this.put(id, secret);
    },
  };
}

function stateOf(keychain: Keychain, keep: boolean): SecretsState {
  if (keychain.unusable !== undefined) return { kept: 'nowhere', because: keychain.unusable };
  return keep ? { kept: 'keychain', backend: keychain.backend } : { kept: 'nowhere', because: 'You chose not to keep them.' };
}

function readSealed(file: string, tell: (trouble: Trouble) => void): Readonly<Record<string, string>> {
  const stored = readStored(file);
  if (stored.ok && stored.value === undefined) return {};
  const parsed = stored.ok ? File.safeParse(jsonOf(stored.value ?? '')) : undefined;
  if (parsed?.success) return parsed.data.secrets;
  tell({
    id: 'secrets-broken',
    says: `The secrets in ${file} cannot be read${stored.ok ? ': it is not a file of Hopscope' : `: ${stored.error}`}.`,
    remedy: 'Enter passwords and tokens again under Settings, Routes.',
  });
  return {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined when it was sealed by another user, or the keychain is gone. */
function readable(keychain: Keychain, text: string | undefined): string | undefined {
  if (text === undefined || keychain.unusable !== undefined) return undefined;
  try {
    return keychain.decrypt(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}
