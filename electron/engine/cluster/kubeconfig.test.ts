import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Kubeconfig, type KubeconfigOptions, listContexts, loadKubeconfig, selectContext } from './kubeconfig';
import type { KubeconfigError } from './kubeconfigFile';

const dir = mkdtempSync(path.join(tmpdir(), 'hopscope-kubeconfig-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let files = 0;
function file(text: string): string {
  const name = path.join(dir, `config-${files++}`);
  writeFileSync(name, text);
  return name;
}

const ONE = `
apiVersion: v1
kind: Config
current-context: one
clusters:
- name: c1
  cluster: {server: "https://10.0.0.1:6443"}
users:
- name: u1
  user: {token: abc}
contexts:
- name: one
  context: {cluster: c1, user: u1, namespace: demo}
- name: nocluster
  context: {cluster: gone, user: u1}
- name: nouser
  context: {cluster: c1, user: gone}
- name: anonymous
  context: {cluster: c1}
`;
const TWO = ONE.replaceAll('10.0.0.1', '10.0.0.2')
  .replace('current-context: one', 'current-context: two')
  .replace('- name: one', '- name: two');

function load(options: Partial<KubeconfigOptions>): Kubeconfig {
  const loaded = loadKubeconfig({ env: {}, ...options });
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value;
}

function loadError(options: Partial<KubeconfigOptions>): KubeconfigError {
  const loaded = loadKubeconfig({ env: {}, ...options });
  if (loaded.ok) throw new Error('it was loaded');
  expect(loaded.error.message).toMatch(/\.$/);
  expect(loaded.error.remedy).toMatch(/\.$/);
  return loaded.error;
}

function selectError(config: Kubeconfig, name?: string): KubeconfigError {
  const selected = selectContext(config, name);
  if (selected.ok) throw new Error('it was selected');
  return selected.error;
}

describe('which configuration', () => {
  it('--kubeconfig before KUBECONFIG before $HOME/.kube/config before in-cluster', () => {
    const home = mkdtempSync(path.join(dir, 'home-'));
    mkdirSync(path.join(home, '.kube'));
    writeFileSync(path.join(home, '.kube', 'config'), ONE);
    const [explicit, listed] = [file(ONE), file(ONE)];
    const account = mkdtempSync(path.join(dir, 'account-'));
    writeFileSync(path.join(account, 'token'), 'abc');
    writeFileSync(path.join(account, 'namespace'), 'web\n');
    const pod = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    const common = { serviceAccountDir: account };
    expect(load({ ...common, kubeconfig: explicit, env: { ...pod, KUBECONFIG: listed }, home }).files).toEqual([explicit]);
    expect(load({ ...common, env: { ...pod, KUBECONFIG: listed }, home }).files).toEqual([listed]);
    expect(load({ ...common, env: pod, home }).files).toEqual([path.join(home, '.kube', 'config')]);
    const inCluster = selectContext(load({ ...common, env: pod, home: path.join(dir, 'nobody') }));
    expect(inCluster).toMatchObject({
      ok: true,
      value: {
        context: 'in-cluster',
        namespace: 'web',
        cluster: { server: 'https://[fd00::1]:443' },
        user: { fields: { tokenFile: path.join(account, 'token') } },
      },
    });
  });

  it('KUBECONFIG with several files: merged, the first one that says something wins, missing ones are passed over', () => {
    const [one, two] = [file(ONE), file(TWO)];
    const config = load({ env: { KUBECONFIG: [one, path.join(dir, 'missing'), two].join(path.delimiter) } });
    expect(config.files).toEqual([one, two]);
    expect(config.currentContext).toBe('one');
    expect(config.clusters.get('c1')?.fields.server).toBe('https://10.0.0.1:6443');
    expect(selectContext(config, 'two')).toMatchObject({ ok: true, value: { cluster: { server: 'https://10.0.0.1:6443', file: one } } });
  });

  it('--kubeconfig with several files', () => {
    const [one, two] = [file(ONE), file(TWO)];
    expect(load({ kubeconfig: `${one}${path.delimiter}${two}`, env: { KUBECONFIG: '/nonexistent' } }).files).toEqual([one, two]);
  });

  it.each<{ readonly name: string; readonly options: Partial<KubeconfigOptions>; readonly code: string; readonly says: RegExp }>([
    { name: 'nothing at all', options: { home: '/nonexistent' }, code: 'no-kubeconfig', says: /no \/nonexistent\/\.kube\/config/ },
    { name: 'no home either', options: {}, code: 'no-kubeconfig', says: /KUBECONFIG is not set/ },
    {
      name: 'KUBECONFIG names what is missing',
      options: { env: { KUBECONFIG: '/nonexistent/a' } },
      code: 'no-kubeconfig',
      says: /\/nonexistent\/a/,
    },
    {
      name: '--kubeconfig names what is missing',
      options: { kubeconfig: '/nonexistent/b' },
      code: 'no-kubeconfig',
      says: /\/nonexistent\/b does not exist/,
    },
    { name: '--kubeconfig names a folder', options: { kubeconfig: dir }, code: 'unreadable', says: /cannot be read/ },
  ])('error: $name', ({ options, code, says }) => {
    const error = loadError(options);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
  });
});

describe('a broken file', () => {
  it.each([
    { name: 'broken YAML', text: 'clusters:\n- name: a\n  cluster: {server: "https://x"\nusers: []\n', code: 'broken-yaml', line: 4 },
    { name: 'a tab', text: 'clusters:\n\t- name: a\n', code: 'broken-yaml', line: 2 },
    { name: 'a list instead of a map', text: '- a\n- b\n', code: 'not-a-kubeconfig', line: 1 },
    { name: 'clusters that are none', text: 'apiVersion: v1\nclusters: yes please\n', code: 'not-a-kubeconfig', line: 2 },
    { name: 'a context without name', text: 'contexts:\n- context: {cluster: a}\n', code: 'not-a-kubeconfig', line: 2 },
    {
      name: 'an exec plugin without command',
      text: 'users:\n- name: u\n  user:\n    exec: {args: [a]}\n',
      code: 'not-a-kubeconfig',
      line: 4,
    },
  ])('$name: names file and line', ({ text, code, line }) => {
    const name = file(text);
    const error = loadError({ kubeconfig: name });
    expect(error).toMatchObject({ code, file: name, line });
    expect(error.message).toContain(`${name}, line ${line}`);
  });

  it('an empty file is an empty configuration', () => {
    expect(selectError(load({ kubeconfig: file('') })).code).toBe('no-context');
  });

  it('a token of digits stays what was written', () => {
    const config = load({ kubeconfig: file(ONE.replace('token: abc', 'token: "0123"')) });
    expect(selectContext(config)).toMatchObject({ ok: true, value: { user: { fields: { token: '0123' } } } });
  });
});

describe('which context', () => {
  const config = load({ kubeconfig: file(ONE) });

  it('the current one, or the named one', () => {
    expect(selectContext(config)).toMatchObject({
      ok: true,
      value: { context: 'one', namespace: 'demo', user: { name: 'u1', fields: { token: 'abc' } } },
    });
    expect(selectContext(config, 'anonymous')).toMatchObject({ ok: true, value: { user: { name: '' } } });
  });

  it('an unknown one: the error names those that there are', () => {
    const error = selectError(config, 'prod');
    expect(error.code).toBe('unknown-context');
    expect(error.message).toContain('"prod"');
    expect(error.remedy).toBe('There are: one, nocluster, nouser, anonymous.');
  });

  it.each([
    { name: 'nocluster', code: 'missing-cluster', says: '"gone"' },
    { name: 'nouser', code: 'missing-user', says: '"gone"' },
  ])('$name: $code', ({ name, code, says }) => {
    expect(selectError(config, name)).toMatchObject({ code, message: expect.stringContaining(says) });
  });

  it('a cluster whose server is no URL', () => {
    expect(selectError(load({ kubeconfig: file(ONE.replace('https://10.0.0.1:6443', '10.0.0.1')) })).code).toBe('bad-server');
  });

  it('no current-context: the error names those that there are', () => {
    const error = selectError(load({ kubeconfig: file(ONE.replace('current-context: one', '')) }));
    expect(error.code).toBe('no-context');
    expect(error.remedy).toContain('one, nocluster');
  });
});

it('the start page lists contexts with file, server and user, and tells same names apart', () => {
  const [one, two] = [file(ONE), file(TWO.replace('- name: two', '- name: one'))];
  const rows = listContexts(load({ env: { KUBECONFIG: `${one}${path.delimiter}${two}` } }));
  expect(rows.filter(({ name }) => name === 'one')).toEqual([
    {
      name: 'one',
      file: one,
      server: 'https://10.0.0.1:6443',
      user: 'u1',
      namespace: 'demo',
      current: true,
      shadowed: false,
      problem: undefined,
    },
    {
      name: 'one',
      file: two,
      server: 'https://10.0.0.2:6443',
      user: 'u1',
      namespace: 'demo',
      current: false,
      shadowed: true,
      problem: undefined,
    },
  ]);
  expect(rows.find(({ name }) => name === 'nocluster')?.problem).toContain('"gone"');
});
