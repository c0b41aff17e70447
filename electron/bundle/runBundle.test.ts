import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBundle } from './runBundle';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-bundle-'));
  writeFileSync(path.join(folder, 'beside.cjs'), 'exports.asked = true;');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A bundle of its own for each case: V8 remembers a text that it compiled in this process. */
function bundle(name: string) {
  const file = path.join(folder, `${name}.cjs`);
  const saying = (says: 'one' | 'two') => `exports.says = '${says}'; exports.asked = require('./beside.cjs').asked; // ${name}`;
  writeFileSync(file, saying('one'));
  const digest = (text: string) => createHash('sha1').update(text).digest();
  return {
    file,
    keepCode(compiled: 'one' | 'two', of = compiled) {
      const code = new Script(Module.wrap(saying(compiled)), { filename: file }).createCachedData();
      writeFileSync(`${file}.code`, Buffer.concat([digest(saying(of)), code]));
    },
    damageCode: () => writeFileSync(`${file}.code`, Buffer.concat([digest(saying('one')), Buffer.from('no code')])),
  };
}

describe('a bundle', () => {
  it('runs without compiled code, and asks for what lies beside it', () => {
    const { file } = bundle('plain');
    expect(runBundle(file)).toEqual({ says: 'one', asked: true });
  });

  it('runs with the code kept of it', () => {
    const { file, keepCode } = bundle('kept');
    keepCode('one');
    expect(runBundle(file)).toEqual({ says: 'one', asked: true });
  });

  it('is not compiled a second time: the code kept under its digest is what runs', () => {
    const { file, keepCode } = bundle('taken');
    keepCode('two', 'one');
    expect(runBundle(file)).toEqual({ says: 'two', asked: true });
  });

  it('runs its own text where the code is of another text of equal length', () => {
    const { file, keepCode } = bundle('stale');
    keepCode('two');
    expect(runBundle(file)).toEqual({ says: 'one', asked: true });
  });

  it('runs its own text where the code is damaged', () => {
    const { file, damageCode } = bundle('damaged');
    damageCode();
    expect(runBundle(file)).toEqual({ says: 'one', asked: true });
  });
});
