// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Found } from '../../../shared/contract/find';
import { FIXTURE_NOW_MS, fixtureView } from '../../app/fixtureView';
import { closeInspector, showScreen, useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { receiveFound, showFind, useFinding } from '../../store/findStore';
import { Palette } from './Palette';

const told = vi.hoisted(() => [] as unknown[]);
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (intent: unknown) => told.push(intent) }));

let root: Root;
let host: HTMLElement;
let takeBack: () => void;
let ran = 0;
const field = () => document.querySelector<HTMLInputElement>('[data-testid="palette-field"]');
const names = () => [...document.querySelectorAll('[role="option"]')].map((option) => option.querySelector('span')?.textContent?.trim());
const chosen = () => document.querySelector('[role="option"][aria-selected="true"]');
const press = (key: string) => act(() => field()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
function write(text: string) {
  const input = field();
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const answer = (part: Partial<Found>) =>
  act(() =>
    receiveFound({
      type: 'found',
      query: '',
      scope: 'all',
      members: [],
      nodes: [],
      families: [],
      more: { members: 0, nodes: 0, families: 0 },
      reading: false,
      ...part,
    }),
  );

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  told.length = 0;
  ran = 0;
  takeBack = offerCommands([
    { id: 'fit', group: 'map', words: 'Fit the map', keys: ['0'], run: () => (ran += 1) },
    { id: 'never', group: 'map', words: 'Fit never', keys: [], run: () => (ran += 1), when: () => false },
  ]);
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useEngine.setState({ view: fixtureView(), engine: { type: 'engine', state: 'running' } });
  useFinding.setState({ shown: false, found: undefined, opened: [] });
  showScreen('map');
  closeInspector();
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <MantineProvider>
        <Palette />
      </MantineProvider>,
    ),
  );
  act(() => showFind(true));
});
afterEach(() => {
  act(() => root.unmount());
  takeBack();
  host.remove();
});

describe('find', () => {
  it('asks the engine for what is written, without the prefix; commands it finds itself', () => {
    write('cadv');
    write('/cpu');
    write('>fit');
    expect(told).toEqual([
      { type: 'find', scope: 'all', query: '' },
      { type: 'find', scope: 'all', query: 'cadv' },
      { type: 'find', scope: 'metrics', query: 'cpu' },
    ]);
  });

  it('moves through all groups with arrows, round and round, and says which is chosen', () => {
    write('kube');
    const all = names();
    expect(all.length).toBeGreaterThan(2);
    const [first] = document.querySelectorAll('[role="option"]');
    expect(chosen()).toBe(first);
    press('ArrowUp');
    expect(chosen()?.querySelector('span')?.textContent?.trim()).toBe(all.at(-1));
    expect(field()?.getAttribute('aria-activedescendant')).toBe(chosen()?.id);
    press('ArrowDown');
    expect(chosen()).toBe(first);
  });

  it('keeps a name from right to left apart from the words behind it', () => {
    const name = 'مراقب-1';
    write('1');
    answer({ query: '1', members: [{ id: `app/a/${name}`, card: 'applications', kind: 'app', name, health: 'ok' }] });
    const apart = [...document.querySelectorAll('[role="option"] bdi')].map((one) => one.textContent);
    expect(apart).toContain(name);
  });

  it('keeps what was chosen while answers come in', () => {
    write('kube');
    press('ArrowDown');
    const before = chosen()?.id;
    answer({ query: 'kube', members: [{ id: 'app/a/kube', card: 'applications', kind: 'app', name: 'kube', health: 'ok' }] });
    expect(names()[0]).toContain('kube');
    expect(chosen()?.id).toBe(before);
  });

  it('Enter opens a card beside the map and closes', () => {
    showScreen('settings');
    write('prometheus');
    press('Enter');
    expect(useChoices.getState()).toMatchObject({ screen: 'map', selection: { kind: 'card', card: 'prometheus' } });
    expect(useFinding.getState().shown).toBe(false);
  });

  it('Enter opens a family in the Metrics tab of who exposes it', () => {
    write('/up');
    const owner = { id: 'app/a/b', card: 'applications', kind: 'app', name: 'b', health: 'ok' } as const;
    answer({ query: 'up', scope: 'metrics', families: [{ name: 'up', type: 'gauge', owner, others: 0, series: 12 }] });
    expect(chosen()?.textContent).toContain('12 series');
    press('Enter');
    expect(useChoices.getState()).toMatchObject({
      selection: { kind: 'member', card: 'applications', member: 'app/a/b' },
      tab: 'metrics',
      familyWanted: 'up',
    });
  });

  it('runs a command; one that cannot be run now is not there', () => {
    write('>fit');
    expect(names()).toEqual(['Fit the map']);
    press('Enter');
    expect(ran).toBe(1);
  });

  it.each([
    ['what it looks through', 'etcd', { query: 'etcd' }, 'Nothing is called "etcd".', 'metric families of the last looks'],
    ['which part a prefix looks through', '@etcd', { query: 'etcd', scope: 'nodes' }, 'Nothing is called "etcd".', 'nodes only'],
    ['that it still looks', 'etcd', { query: 'etc' }, 'Looking.', 'Find looks through'],
  ] as const)('without a match says %s', (_case, written, found, first, second) => {
    write(written);
    answer(found);
    const said = document.querySelector('[data-testid="palette-nothing"]')?.textContent ?? '';
    expect(said).toContain(first);
    expect(said).toContain(second);
  });

  it('without an engine says what cannot be looked through', () => {
    act(() => useEngine.setState({ engine: { type: 'engine', state: 'starting' } }));
    write('etcd');
    expect(document.querySelector('[data-testid="palette-nothing"]')?.textContent).toContain('The engine does not answer');
  });
});
