import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigText, writeKubeconfig } from './kubeconfig';

const TEXT = kubeconfigText({ url: 'https://127.0.0.1:6443', caPem: 'PEM', adminToken: 'a', viewerToken: 'v' });

describe('kubeconfig of the demo cluster', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopscope-kubeconfig-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has a context for the administrator, current, and one for the viewer', () => {
    const config = parse(TEXT);
    expect(config['current-context']).toBe('hopscope-demo');
    expect(config.contexts.map(({ name, context }: { name: string; context: { user: string } }) => [name, context.user])).toEqual([
      ['hopscope-demo', 'hopscope-demo'],
      ['hopscope-demo-viewer', 'hopscope-demo-viewer'],
    ]);
    expect(Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString()).toBe('PEM');
  });

  it('is readable by its owner alone', async () => {
    const file = join(folder, 'config');
    await writeKubeconfig(file, TEXT);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(TEXT);
  });

  it('closes a file that was open to all', async () => {
    const file = join(folder, 'config');
    await writeFile(file, 'old');
    await chmod(file, 0o644);
    await writeKubeconfig(file, TEXT);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
