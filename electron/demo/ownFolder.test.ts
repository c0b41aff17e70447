import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownFolder } from './ownFolder';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'hopscope-folders-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it('is named by its process, and removes what killed demos left, of nobody else', async () => {
  for (const name of ['hopscope-demo-7-dead', 'hopscope-demo-8-alive', 'hopscope-demo-9-mine', 'hopscope-e2e-7', 'x-hopscope-demo-7-y']) {
    mkdirSync(path.join(parent, name, 'inside'), { recursive: true });
  }
  const made = await ownFolder(parent, 9, (pid) => pid === 8);
  expect(path.basename(made)).toMatch(/^hopscope-demo-9-\w{6}$/);
  expect(readdirSync(parent).sort()).toEqual(
    ['hopscope-demo-8-alive', 'hopscope-demo-9-mine', 'hopscope-e2e-7', 'x-hopscope-demo-7-y', path.basename(made)].sort(),
  );
});

it('of a process that runs stays, whoever is asked', async () => {
  mkdirSync(path.join(parent, `hopscope-demo-${process.ppid}-parent`));
  await ownFolder(parent, process.pid);
  expect(readdirSync(parent)).toContain(`hopscope-demo-${process.ppid}-parent`);
});
