import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Keychain, openSecrets } from './secrets';

/** Turns the text round: enough to see that it is not written as it is. */
const KEYCHAIN: Keychain = {
  backend: 'test',
  encrypt: (text) => Buffer.from([...text].reverse().join('')),
  decrypt: (bytes) => [...bytes.toString()].reverse().join(''),
};
const NONE: Keychain = { ...KEYCHAIN, unusable: 'There is none.' };

let folder = '';
let said: string[] = [];
const open = (keychain = KEYCHAIN, keep = true) => openSecrets(folder, keychain, keep, ({ says }) => said.push(says));
const written = () => readFileSync(path.join(folder, 'secrets.json'), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-secrets-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('secrets', () => {
  it('are sealed in a file of the user alone and there after a restart', () => {
    open().put('a', 'swordfish');
    expect(written()).not.toContain('swordfish');
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(open().get('a')).toBe('swordfish');
    expect(open().placeOf('a')).toBe('keychain');
  });

  it.each([
    ['without a keychain', NONE, true],
    ['when the user does not want them kept', KEYCHAIN, false],
  ])('%s stay in memory', (_name, keychain, keep) => {
    const secrets = open(keychain, keep);
    secrets.put('a', 'swordfish');
    expect(secrets.get('a')).toBe('swordfish');
    expect(secrets.placeOf('a')).toBe('memory');
    expect(secrets.state().kept).toBe('nowhere');
    expect(() => written()).toThrow();
    expect(open(keychain, keep).placeOf('a')).toBe('none');
  });

  it('leave the file when the user no longer wants them kept, and go back when he does', () => {
    const secrets = open();
    secrets.put('a', 'swordfish');
    secrets.keep(false);
    expect(written()).not.toContain(Buffer.from('hsifdrows').toString('base64'));
    expect(secrets.placeOf('a')).toBe('memory');
    secrets.keep(true);
    expect(secrets.placeOf('a')).toBe('keychain');
    expect(open().get('a')).toBe('swordfish');
  });

  it('are forgotten one by one and all', () => {
    const secrets = open();
    secrets.put('a', 'one');
    secrets.put('b', 'two');
    secrets.forget('a');
    expect([secrets.get('a'), secrets.get('b')]).toEqual([undefined, 'two']);
    secrets.forgetAll();
    expect(open().get('b')).toBeUndefined();
  });

  it('of another user, or of a keychain that is gone, are missing', () => {
    open().put('a', 'one');
    const locked: Keychain = {
      ...KEYCHAIN,
      decrypt: () => {
        throw new Error('wrong key');
      },
    };
    expect(open(locked).placeOf('a')).toBe('none');
    expect(open(NONE).get('a')).toBeUndefined();
  });

  it('that cannot be written hold in memory and are said', () => {
    const full = {
      write: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    const secrets = openSecrets(folder, KEYCHAIN, true, ({ says }) => said.push(says), full);
    secrets.put('a', 'one');
    expect([secrets.get('a'), secrets.placeOf('a')]).toEqual(['one', 'memory']);
    expect(said[0]).toContain('the disk is full');
  });

  it('in a damaged file are said to be lost', () => {
    writeFileSync(path.join(folder, 'secrets.json'), '[]');
    expect(open().get('a')).toBeUndefined();
    expect(said[0]).toContain('not a file of Hopscope');
  });
});
