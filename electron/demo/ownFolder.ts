import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const NAME = /^hopscope-demo-(\d+)-/;

/** A new folder of a demo, named by its process, in `parent`. What demos left there whose process was killed is removed. */
export async function ownFolder(parent: string, pid: number, lives: (pid: number) => boolean = isRunning): Promise<string> {
  const left = (await readdir(parent)).filter((name) => {
    const [, owner] = NAME.exec(name) ?? [];
    return owner !== undefined && Number(owner) !== pid && !lives(Number(owner));
  });
  // Another user's cannot be removed, and need not be.
  await Promise.allSettled(left.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
  return mkdtemp(path.join(parent, `hopscope-demo-${pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
