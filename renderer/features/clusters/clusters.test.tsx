// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterRows, ContextRow } from '../../../shared/contract/clusters';
import { useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { useShell } from '../../store/shellStore';
import { useWalkthrough } from '../../store/walkthroughStore';
import { ClustersPage } from './ClustersPage';
import { filterContexts, lastOpenedFirst } from './contextFilter';
import { sizeWords, verdictWords, whenWords } from './rememberedWords';

const NOW_MS = Date.UTC(2026, 10, 21, 12, 0);

function row(name: string, more: Partial<ContextRow> = {}): ContextRow {
  return {
    id: `id-${name}-${more.file ?? ''}`,
    name,
    file: '/k',
    shownFile: '~/k',
    server: 'https://s',
    current: false,
    merged: true,
    ...more,
  };
}

describe('the filter', () => {
  const rows = [
    row('prod-eu', { user: 'admin', server: 'https://10.0.0.1:6443' }),
    row('\u{1F680} rocket', { namespace: 'team-a' }),
    row('prod-us', { shownFile: '~/acme/config' }),
  ];
  it.each([
    ['nothing', '', 3],
    ['a part of names', 'PROD', 2],
    ['two words', 'prod acme', 1],
    ['a server', '10.0.0.1', 1],
    ['emoji', '\u{1F680}', 1],
    ['a namespace', 'team-a', 1],
    ['what is nowhere', 'zebra', 0],
  ])('by %s', (_name, search, found) => expect(filterContexts(rows, search)).toHaveLength(found));

  it('shows what was opened last first', () => {
    const sorted = lastOpenedFirst([row('a'), row('b', { remembered: { openedAtMs: 5 } }), row('c', { remembered: { openedAtMs: 9 } })]);
    expect(sorted.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });
});

describe('what is remembered, in words', () => {
  it.each([
    ['today', Date.UTC(2026, 10, 21, 0, 5), 'today 00:05'],
    ['yesterday', Date.UTC(2026, 10, 20, 23, 59), 'yesterday 23:59'],
    ['days', Date.UTC(2026, 10, 18, 9, 0), '3 days ago'],
    ['a date', Date.UTC(2026, 10, 2, 9, 0), '2 Nov'],
    ['another year', Date.UTC(2025, 7, 2, 9, 0), '2 Aug 2025'],
    ['a clock that went back', Date.UTC(2026, 10, 23), 'today 00:00'],
  ])('%s', (_name, atMs, words) => expect(whenWords(atMs, NOW_MS, 0)).toBe(words));

  it('is of the local day', () => {
    expect(whenWords(Date.UTC(2026, 10, 20, 23, 30), NOW_MS, -60)).toBe('today 00:30');
  });

  it('never opened is not well', () => {
    expect(verdictWords(undefined)).toEqual({ state: 'unknown', word: 'never opened' });
    expect(verdictWords({ openedAtMs: 1 })).toEqual({ state: 'unknown', word: 'opened, not seen' });
    expect(verdictWords({ openedAtMs: 1, health: 'broken' })).toEqual({ state: 'broken', word: 'broken' });
    expect(sizeWords({ openedAtMs: 1, version: 'v1.35.2', nodes: 1 })).toBe('v1.35.2, 1 node');
  });
});

describe('the start page', () => {
  let root: Root;
  let host: HTMLElement;
  let sent: unknown[] = [];
  const draw = (rows: Partial<ClusterRows>) => {
    act(() =>
      useShell.setState({ clusters: { state: 'listed', rows: { files: [], contexts: [], scenarios: [], recordings: [], ...rows } } }),
    );
    act(() =>
      root.render(
        <MantineProvider>
          <ClustersPage />
        </MantineProvider>,
      ),
    );
  };
  beforeAll(() => {
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  });
  beforeEach(() => {
    sent = [];
    Reflect.set(window, 'hopscope', { send: (message: unknown) => sent.push(message), onMessage: () => undefined });
    host = document.body.appendChild(document.createElement('div'));
    root = createRoot(host);
    useClock.setState({ nowMs: NOW_MS });
    useEngine.setState({ engine: { type: 'engine', state: 'running' } });
    useShell.setState({ opened: undefined });
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
  });

  it('asks for the list and opens by id, never by path', () => {
    draw({ contexts: [row('prod', { file: '/home/me/secret/k' })] });
    act(() => host.querySelector<HTMLButtonElement>('[data-testid="context"]')?.click());
    expect(sent).toEqual([{ type: 'list-clusters' }, { type: 'open-cluster', id: 'id-prod-/home/me/secret/k' }]);
  });

  it('marks what is open, or could not be opened', () => {
    act(() => useShell.setState({ opened: { run: 1, id: 'id-prod-', name: 'prod', demo: false } }));
    draw({ contexts: [row('prod'), row('stage')] });
    const marks = () => [...host.querySelectorAll('[data-testid="context"]')].map((each) => each.getAttribute('data-now'));
    expect(marks()).toEqual(['open', 'other']);
    act(() => useEngine.setState({ engine: { type: 'engine', state: 'failed', says: '', remedy: '' } }));
    expect(marks()).toEqual(['failed', 'other']);
  });

  it('says of a broken file what is wrong, and lists the others', () => {
    const error = { says: '/broken, line 2: this is not YAML.', remedy: 'Correct line 2.' };
    draw({ files: [{ file: '/broken', shownFile: '/broken', from: 'KUBECONFIG', contexts: 0, error }], contexts: [row('good')] });
    expect(host.querySelector('[data-testid="file-note"]')?.textContent).toContain('line 2');
    expect(host.querySelectorAll('[data-testid="context"]')).toHaveLength(1);
  });

  it('is no dead end without contexts', () => {
    draw({ scenarios: [{ id: 'd', name: 'healthy', says: 'all well' }] });
    expect(host.textContent).toContain('No context was found.');
    act(() => host.querySelector<HTMLButtonElement>('[data-testid="open-demo"]')?.click());
    expect(sent.at(-1)).toEqual({ type: 'open-cluster', id: 'd' });
  });

  it('lists recordings with when they were used and how large they are, opens one by its id, and tells which is missing', () => {
    draw({
      recordings: [
        { id: 'r1', name: 'night.hopscope', shownFolder: '~/recordings', usedAtMs: NOW_MS - 3_600_000, bytes: 3 * 1024 ** 2 },
        { id: 'r2', name: 'gone.hopscope', shownFolder: '/mnt/stick', usedAtMs: NOW_MS - 86_400_000, missing: true },
      ],
    });
    const rows = [...host.querySelectorAll<HTMLElement>('[data-testid="recording-row"]')];
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'night.hopscope~/recordingstoday 11:00, 3 MiB',
      'gone.hopscope/mnt/sticknot there any more',
    ]);
    expect(rows[1]?.title).toContain('/mnt/stick');
    act(() => rows[0]?.click());
    expect(sent.at(-1)).toEqual({ type: 'open-cluster', id: 'r1' });
    act(() => host.querySelectorAll<HTMLButtonElement>('[data-testid="recording-drop"]')[1]?.click());
    expect(sent.at(-1)).toEqual({ type: 'drop-recording', id: 'r2' });
    act(() => host.querySelector<HTMLButtonElement>('[data-testid="choose-recording"]')?.click());
    expect(sent.at(-1)).toEqual({ type: 'open-recording' });
  });

  it('leads into the walkthrough: opens the demo for it, unless it is open', () => {
    draw({ scenarios: [{ id: 'd', name: 'healthy', says: 'all well' }] });
    const take = () => act(() => host.querySelector<HTMLButtonElement>('[data-testid="take-walkthrough"]')?.click());
    act(() => useShell.setState({ opened: { run: 1, id: 'd', name: 'demo', demo: true } }));
    take();
    expect(useWalkthrough.getState().shown).toBe(true);
    expect(useChoices.getState().screen).toBe('map');
    expect(sent.at(-1)).toEqual({ type: 'list-clusters' });
    act(() => useShell.setState({ opened: { run: 2, id: 'prod', name: 'prod', demo: false } }));
    take();
    expect(sent.at(-1)).toEqual({ type: 'open-cluster', id: 'd' });
  });
});
