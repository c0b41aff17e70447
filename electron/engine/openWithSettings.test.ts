import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { systemClock } from './clock';
import { openWithSettings } from './openWithSettings';

let folder = '';
let kubeconfig = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-open-'));
  kubeconfig = path.join(folder, 'config');
  writeFileSync(
    kubeconfig,
    stringify({
      'current-context': 'prod',
      contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1/' } }],
      users: [{ name: 'u', user: {} }],
    }),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = {
  id: 'url-1',
  kind: 'prometheus',
  url: 'https://p',
  authorization: { kind: 'none' },
  headers: {},
  insecureSkipTlsVerify: false,
};
const open = (more: object = {}) =>
  openWithSettings({ kubeconfig, settingsDir: folder, verbose: false, ...more }, undefined, {}, systemClock);

describe('a cluster opened with the settings', () => {
  it('says which context of which file it is', () => {
    const opened = open();
    expect(opened.ok && opened.value.cluster).toEqual({ context: 'prod', file: kubeconfig, server: 'https://127.0.0.1:1' });
    if (opened.ok) opened.value.port.close();
  });

  it('keeps to their budget, also when it changes', () => {
    const opened = open({ requestsPerSecond: 3 });
    if (!opened.ok) throw new Error(opened.error.says);
    const { port } = opened.value;
    expect(port.load().requestsPerSecondLimit).toBe(3);
    port.setBudget(7);
    expect(port.load().requestsPerSecondLimit).toBe(7);
    port.close();
  });

  it.each([
    ['for every cluster', {}, ['url-1']],
    ['for this context, though only the current one was asked for', { context: 'prod' }, ['url-1']],
    ['for another context', { context: 'stage' }, []],
  ])('takes a direct URL %s', (_name, more, ids) => {
    const opened = open({ endpoints: [{ ...url, ...more }] });
    expect(opened.ok && opened.value.endpoints.map(({ id }) => id)).toEqual(ids);
  });

  it('takes those of endpoints.yaml too', () => {
    writeFileSync(path.join(folder, 'endpoints.yaml'), '- kind: thanos\n  url: https://t\n');
    const opened = open({ endpoints: [url] });
    expect(opened.ok && opened.value.endpoints.map(({ kind }) => kind)).toEqual(['prometheus', 'thanos']);
  });

  it.each([
    ['an unknown context', { context: 'gone' }, /no context "gone"/],
    ['a direct URL that cannot be used', { endpoints: [{ ...url, kind: 'abacus' }] }, /https:\/\/p/],
    ['no pod to be in', { inCluster: true }, /not a pod/],
  ])('says what is wrong with %s', (_name, more, says) => {
    const opened = open(more);
    expect(opened.ok ? '' : opened.error.says).toMatch(says);
  });
});
