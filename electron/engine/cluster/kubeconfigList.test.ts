import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type ListOptions, listKubeconfigs } from './kubeconfigList';

let home = '';
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'hopscope-list-'));
  mkdirSync(path.join(home, '.kube'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A file with these contexts, all of one server and a user with a token. */
function file(name: string, contexts: readonly string[], server = 'https://127.0.0.1:1', user: object = { token: 'swordfish' }): string {
  const whole = path.join(home, name);
  writeFileSync(
    whole,
    stringify({
      'current-context': contexts[0],
      contexts: contexts.map((each) => ({ name: each, context: { cluster: `c-${name}`, user: `u-${name}` } })),
      clusters: [{ name: `c-${name}`, cluster: { server } }],
      users: [{ name: `u-${name}`, user }],
    }),
  );
  return whole;
}

const list = (options: Partial<ListOptions> = {}) => listKubeconfigs({ env: {}, home, added: [], serviceAccountDir: home, ...options });
const names = (options: Partial<ListOptions> = {}) => list(options).contexts.map(({ name }) => name);

describe('contexts to choose from', () => {
  it('are those of the home file, of KUBECONFIG, of --kubeconfig and of files that were added, each once', () => {
    const usual = file('.kube/config', ['usual']);
    const one = file('one', ['one']);
    const two = file('two', ['two']);
    const added = file('added', ['added']);
    expect(names()).toEqual(['usual']);
    const env = { KUBECONFIG: [one, two].join(path.delimiter) };
    expect(names({ env, added: [added, one] })).toEqual(['one', 'two', 'usual', 'added']);
    const all = list({ env, kubeconfig: two, added: [added] });
    expect(all.files.map((each) => [path.basename(each.file), each.from])).toEqual([
      ['two', '--kubeconfig'],
      ['one', 'KUBECONFIG'],
      ['config', 'home'],
      ['added', 'added'],
    ]);
    expect(all.files.find((each) => each.file === usual)?.contexts).toBe(1);
  });

  it('of one name in two files are both there; the second is opened from its own file', () => {
    const env = {
      KUBECONFIG: [file('one', ['same'], 'https://127.0.0.1:1'), file('two', ['same'], 'https://127.0.0.2:2')].join(path.delimiter),
    };
    expect(list({ env }).contexts).toMatchObject([
      { name: 'same', server: 'https://127.0.0.1:1', merged: true, current: true },
      { name: 'same', server: 'https://127.0.0.2:2', merged: false, current: false },
    ]);
  });

  it('of which another file has the cluster or the user first are opened from their own file', () => {
    const whole = (name: string, server: string, user: string) => {
      const at = path.join(home, name);
      const contexts = [{ name, context: { cluster: 'kubernetes', user } }];
      writeFileSync(
        at,
        stringify({ contexts, clusters: [{ name: 'kubernetes', cluster: { server } }], users: [{ name: user, user: {} }] }),
      );
      return at;
    };
    const files = [whole('one', 'https://127.0.0.1:1', 'admin'), whole('two', 'https://127.0.0.2:2', 'other')];
    expect(list({ env: { KUBECONFIG: files.join(path.delimiter) } }).contexts).toMatchObject([
      { name: 'one', server: 'https://127.0.0.1:1', merged: true },
      { name: 'two', server: 'https://127.0.0.2:2', merged: false },
    ]);
  });

  it('whose cluster stands in another file only are opened from all files together', () => {
    const context = path.join(home, 'context');
    writeFileSync(context, stringify({ contexts: [{ name: 'split', context: { cluster: 'c-rest', user: 'u-rest' } }] }));
    const { contexts } = list({ env: { KUBECONFIG: [context, file('rest', ['whole'])].join(path.delimiter) } });
    expect(contexts[0]).toMatchObject({ name: 'split', server: 'https://127.0.0.1:1', merged: true, problem: undefined });
  });

  it('of good files stay when another one is broken, and then are opened one file at a time', () => {
    const broken = path.join(home, 'broken');
    writeFileSync(broken, 'clusters: [\n');
    const { files, contexts } = list({ env: { KUBECONFIG: [broken, file('good', ['good'])].join(path.delimiter) } });
    expect(contexts).toMatchObject([{ name: 'good', merged: false, server: 'https://127.0.0.1:1' }]);
    expect(files[0]?.error?.says).toContain('not YAML');
    expect(files[1]?.error).toBeUndefined();
  });

  it('that were added and are gone are named with their file', () => {
    const { files } = list({ added: [path.join(home, 'gone')] });
    expect(files.map(({ error }) => error?.says)).toEqual([expect.stringContaining('does not exist')]);
  });

  it('hold names, files, servers and programs, and no credentials', () => {
    const env = {
      KUBECONFIG: [
        file('token', ['t']),
        file('exec', ['e'], undefined, { exec: { apiVersion: 'v1', command: '/opt/bin/kubelogin', args: ['--secret=swordfish'] } }),
      ].join(path.delimiter),
    };
    const listed = list({ env });
    expect(listed.contexts.map(({ runs }) => runs)).toEqual([undefined, 'kubelogin']);
    expect(JSON.stringify(listed)).not.toContain('swordfish');
  });

  it('in a pod are its service account too', () => {
    writeFileSync(path.join(home, 'token'), 'swordfish');
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
    file('.kube/config', ['usual']);
    expect(names({ env })).toEqual(['usual', 'in-cluster']);
    expect(names()).toEqual(['usual']);
  });

  it('are as many as there are: 500, long names, emoji', () => {
    const many = [...Array.from({ length: 498 }, (_, at) => `c-${at}`), 'x'.repeat(253), '\u{1F680}'];
    file('.kube/config', many);
    expect(names()).toEqual(many);
  });

  it('are none where there is no file', () => expect(list()).toEqual({ files: [], contexts: [] }));
});
