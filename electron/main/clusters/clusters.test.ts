import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClusterList, OpenedCluster } from '../../../shared/contract/clusters';
import type { ToEngine } from '../../../shared/contract/control';
import type { EngineState } from '../../../shared/contract/shell';
import type { EngineChild } from '../engineSupervisor';
import { DEFAULT_SETTINGS } from '../settings/model';
import type { ClusterChoice } from '../startOptions';
import { contextId, demoId } from './clusterId';
import { clusterPage } from './clusterPage';
import { toRows } from './clusterRows';
import { runClusters } from './clusterRuns';
import { endpointOf, engineOptions } from './engineOptions';

/** A forked engine that a test speaks for. */
function fakeEngines() {
  const children: { sent: ToEngine[]; killed: boolean; say(message: unknown): void; end(code: number): void }[] = [];
  const fork = (): EngineChild<unknown> => {
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number, words: string) => void = () => undefined;
    const sent: ToEngine[] = [];
    const child = { sent, killed: false, say: (m: unknown) => onMessage(m), end: (code: number) => onExit(code, '') };
    children.push(child);
    return {
      send: (message) => child.sent.push(message),
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => {
        child.killed = true;
      },
    };
  };
  return { children, fork, last: () => children[children.length - 1] };
}

const CONTEXT = { context: 'prod', file: '/k', server: 'https://127.0.0.1:6443' };

describe('clusters one after the other', () => {
  function bench(first: ClusterChoice = { kind: 'demo', scenario: 'healthy' }) {
    const engines = fakeEngines();
    const opened: OpenedCluster[] = [];
    const states: EngineState[] = [];
    const runs = runClusters<unknown>(first, {
      fork: engines.fork,
      now: () => 0,
      later: () => undefined,
      optionsFor: (choice) => ({ settingsDir: '/s', verbose: false, ...(choice.kind === 'kubeconfig' ? { context: choice.context } : {}) }),
      onOpened: (cluster) => opened.push(cluster),
      onState: (state) => states.push(state),
      onLive: () => undefined,
      onReportText: () => undefined,
    });
    return { ...engines, opened, states, runs };
  }

  it('the engine of the one before is ended, and what it still says is not heard', () => {
    const { runs, children, opened, states } = bench();
    children[0]?.say({ type: 'started', cluster: CONTEXT });
    runs.open({ kind: 'kubeconfig', context: 'prod' });
    expect(children[0]?.killed).toBe(true);
    const heard = [opened.length, states.length];
    children[0]?.say({ type: 'fatal', says: 'late', remedy: '' });
    children[0]?.say({ type: 'started', cluster: CONTEXT });
    children[0]?.end(0);
    expect([opened.length, states.length]).toEqual(heard);
    expect(states.at(-1)).toEqual({ type: 'engine', state: 'starting' });
    expect(children).toHaveLength(2);
    expect(runs.opened()).toMatchObject({ run: 2, name: 'prod' });
  });

  it('is told by its file and server once the engine has said them', () => {
    const { runs, last } = bench({ kind: 'kubeconfig' });
    expect(runs.opened()).toEqual({ run: 1, name: 'the current context', demo: false });
    last()?.say({ type: 'started', cluster: CONTEXT });
    const id = contextId({ name: 'prod', file: '/k', server: 'https://127.0.0.1:6443/' });
    expect(runs.opened()).toMatchObject({ run: 1, name: 'prod', file: '/k', id });
  });

  it('one that fails leaves the way to another', () => {
    const { runs, last, states } = bench({ kind: 'kubeconfig', context: 'gone' });
    last()?.say({ type: 'fatal', says: 'There is no context "gone".', remedy: 'There are: prod.' });
    expect(states.at(-1)).toMatchObject({ state: 'failed' });
    runs.open({ kind: 'demo', scenario: 'healthy' });
    last()?.say({ type: 'started', cluster: CONTEXT });
    expect(states.at(-1)).toMatchObject({ state: 'running' });
    expect(runs.opened().id).toBe(demoId('healthy'));
  });

  it('budget and pace reach the running engine, and one that is still starting', () => {
    const { runs, last } = bench();
    runs.tune({ requestsPerSecond: 3, refresh: 2 });
    expect(last()?.sent.filter(({ type }) => type === 'tune')).toEqual([]);
    last()?.say({ type: 'started', cluster: CONTEXT });
    runs.tune({ requestsPerSecond: 4, refresh: 1 });
    expect(last()?.sent.filter(({ type }) => type === 'tune')).toEqual([
      { type: 'tune', requestsPerSecond: 3, refresh: 2 },
      { type: 'tune', requestsPerSecond: 4, refresh: 1 },
    ]);
  });
});

const LIST: ClusterList = {
  files: [{ file: '/home/me/.kube/config', from: 'home', contexts: 2 }],
  contexts: [
    { name: 'same', file: '/home/me/.kube/config', server: 'https://a', current: true, merged: true },
    { name: 'same', file: '/other', server: 'https://b', current: false, merged: false },
    { name: 'in-cluster', file: 'in-cluster', server: 'https://c', current: false, merged: false },
  ],
  scenarios: [{ name: 'healthy', says: 'all well' }],
};

const NIGHT = { id: 'r1', name: 'night.hopscope', shownFolder: '~', usedAtMs: 1 };

describe('rows of the start page', () => {
  it('tell contexts of one name apart, and each opens its own', () => {
    const { rows, choices } = toRows(LIST, '/home/me', undefined, () => undefined);
    const [first, second, pod] = rows.contexts;
    expect(first?.shownFile).toBe('~/.kube/config');
    expect(new Set(rows.contexts.map(({ id }) => id)).size).toBe(3);
    expect(choices.get(first?.id ?? '')).toEqual({ kind: 'kubeconfig', context: 'same', kubeconfig: undefined });
    expect(choices.get(second?.id ?? '')).toEqual({ kind: 'kubeconfig', context: 'same', kubeconfig: '/other' });
    expect(choices.get(pod?.id ?? '')).toEqual({ kind: 'kubeconfig', inCluster: true });
  });

  it('are asked of a process that ends; a second start is offered, not opened', async () => {
    const { fork, last } = fakeEngines();
    const opened: ClusterChoice[] = [];
    const notices: { says: string; offers?: { id: string } }[] = [];
    const dropped: string[] = [];
    const sent: unknown[] = [];
    const page = clusterPage({
      fork,
      later: () => undefined,
      home: '/home/me',
      kubeconfig: undefined,
      memories: { rememberedOf: () => undefined },
      recordings: {
        rows: async () => (dropped.length === 0 ? [NIGHT] : []),
        fileOf: (id) => (id === NIGHT.id ? '/home/me/night.hopscope' : undefined),
        forget: (id) => dropped.push(id),
      },
      notices: { tell: (notice) => notices.push(notice) },
      added: () => ['/added'],
      send: (message) => sent.push(message),
      open: (choice) => opened.push(choice),
    });
    const listing = page.list();
    expect(last()?.sent).toEqual([{ type: 'list-clusters', kubeconfig: undefined, added: ['/added'] }]);
    last()?.say({ type: 'clusters', list: LIST });
    await listing;
    expect(last()?.killed).toBe(true);
    expect(sent).toMatchObject([{ type: 'clusters', rows: { scenarios: [{ name: 'healthy' }], recordings: [NIGHT] } }]);
    page.openById('../../etc/passwd');
    expect([opened, notices.length]).toEqual([[], 1]);
    page.openById(demoId('healthy'));
    expect(opened).toEqual([{ kind: 'demo', scenario: 'healthy' }]);
    page.secondStart(['--context', 'prod', '--kubeconfig', 'k.yaml'], '/somewhere/here');
    expect(opened).toHaveLength(1);
    page.openById(notices.at(-1)?.offers?.id ?? '');
    expect(opened.at(-1)).toEqual({ kind: 'kubeconfig', context: 'prod', kubeconfig: path.resolve('/somewhere/here', 'k.yaml') });
    page.secondStart([], '/');
    expect(notices.at(-1)?.offers).toBeUndefined();
    page.openById(NIGHT.id);
    expect(last()?.sent).toEqual([{ type: 'check-recording', file: '/home/me/night.hopscope' }]);
    page.dropRecording(NIGHT.id);
    expect(dropped).toEqual([NIGHT.id]);
    last()?.say({ type: 'clusters', list: LIST });
    await expect.poll(() => sent.at(-1)).toMatchObject({ rows: { recordings: [] } });
  });

  it('a recording that a second start names is opened at once, by its whole path, and not before it is known to be one', async () => {
    const { fork, last } = fakeEngines();
    const opened: ClusterChoice[] = [];
    const notices: { says: string }[] = [];
    const page = clusterPage({
      fork,
      later: () => undefined,
      home: '/home/me',
      kubeconfig: undefined,
      memories: { rememberedOf: () => undefined },
      recordings: { rows: async () => [], fileOf: () => undefined, forget: () => undefined },
      notices: { tell: (notice) => notices.push(notice) },
      added: () => [],
      send: () => undefined,
      open: (choice) => opened.push(choice),
    });
    page.secondStart(['night.hopscope'], '/somewhere/here');
    expect(last()?.sent).toEqual([{ type: 'check-recording', file: path.resolve('/somewhere/here', 'night.hopscope') }]);
    expect(opened).toEqual([]);
    last()?.say({ type: 'recording-checked' });
    await Promise.resolve();
    await Promise.resolve();
    expect([opened, notices]).toEqual([[{ kind: 'recording', file: path.resolve('/somewhere/here', 'night.hopscope') }], []]);
  });

  it('an engine that falls while listing is a sentence', async () => {
    const { fork, last } = fakeEngines();
    const sent: unknown[] = [];
    const page = clusterPage({
      fork,
      later: () => undefined,
      home: '',
      kubeconfig: undefined,
      memories: { rememberedOf: () => undefined },
      recordings: { rows: async () => [], fileOf: () => undefined, forget: () => undefined },
      notices: { tell: () => undefined },
      added: () => [],
      send: (message) => sent.push(message),
      open: () => undefined,
    });
    const listing = page.list();
    last()?.end(1);
    await listing;
    expect(sent).toEqual([{ type: 'clusters', trouble: expect.stringContaining('could not be listed') }]);
  });
});

describe('options of the engine', () => {
  const parts = { settingsDir: '/s', verbose: false, secretOf: (id: string) => (id === 'a' ? 'swordfish' : undefined) };

  it('carry proxy, CA, budget and pace of the settings', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      proxy: 'http://p:1',
      noProxy: '.internal',
      caFile: '/ca',
      requestsPerSecond: 4,
      refresh: 2 as const,
    };
    expect(engineOptions({ kind: 'kubeconfig', context: 'c' }, { ...parts, settings })).toMatchObject({
      context: 'c',
      proxy: { url: 'http://p:1', except: '.internal' },
      caFile: '/ca',
      requestsPerSecond: 4,
      refresh: 2,
    });
    expect(engineOptions({ kind: 'demo', scenario: 'x' }, { ...parts, settings: DEFAULT_SETTINGS })).not.toHaveProperty('proxy');
    // Without it the engine has nothing that the fault lab could switch.
    expect(engineOptions({ kind: 'kubeconfig', context: 'c' }, { ...parts, settings })).not.toHaveProperty('demo');
  });

  it('give direct URLs their secrets, and leave out those whose secret is gone', () => {
    const url = { id: 'a', kind: 'mimir' as const, url: 'https://m', headers: {}, insecureSkipTlsVerify: false };
    expect(endpointOf({ ...url, login: { kind: 'bearer' } }, 'swordfish')).toMatchObject({
      authorization: { kind: 'bearer', token: 'swordfish' },
    });
    expect(endpointOf({ ...url, login: { kind: 'basic', username: 'u' } }, 'p')).toMatchObject({
      authorization: { kind: 'basic', username: 'u', password: 'p' },
    });
    expect(endpointOf({ ...url, login: { kind: 'bearer' } }, undefined)).toBeUndefined();
    expect(endpointOf({ ...url, login: { kind: 'none' } }, undefined)).not.toHaveProperty('login');
  });
});
