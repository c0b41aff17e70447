import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CorrectionsFile } from './correctionsFile';
import { subjectOf } from './discovery/corrections';

const folder = mkdtempSync(path.join(os.tmpdir(), 'hopscope-corrections-'));
afterAll(() => rmSync(folder, { recursive: true }));

const here = { context: 'prod', server: 'https://127.0.0.1:6443', warnings: [] };
const elsewhere = { context: 'prod', server: 'https://127.0.0.1:7443', warnings: [] };
const NOT_ONE = { says: 'is-not', namespace: 'demo', service: 'decoy' } as const;

describe('corrections', () => {
  it('come back after a new start, for their own cluster only', () => {
    expect(new CorrectionsFile(folder, here).remember(NOT_ONE).ok).toBe(true);
    expect(new CorrectionsFile(folder, here).list()).toEqual([NOT_ONE]);
    expect(new CorrectionsFile(folder, elsewhere).list()).toEqual([]);
  });

  it('are taken back by what they are about', () => {
    const own = { ...here, server: 'https://127.0.0.1:8443' };
    const file = new CorrectionsFile(folder, own);
    file.remember(NOT_ONE);
    expect(file.forget('service demo/other').ok).toBe(true);
    expect(file.list()).toEqual([NOT_ONE]);
    file.forget(subjectOf(NOT_ONE));
    expect(new CorrectionsFile(folder, own).list()).toEqual([]);
  });

  it('that cannot be written hold for this run, and the reason is said', () => {
    const blockedFolder = path.join(folder, 'blocked');
    const blocked = new CorrectionsFile(blockedFolder, here);
    // A file where the folder was: below it nobody can write, not even root.
    rmSync(blockedFolder, { recursive: true, force: true });
    writeFileSync(blockedFolder, '');
    const saved = blocked.remember(NOT_ONE);
    expect(saved).toMatchObject({ ok: false, error: { says: expect.stringContaining('cannot be written') } });
    expect(blocked.list()).toEqual([NOT_ONE]);
  });
});
