// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Details, type FromRenderer, type Member, type MembersFound, MOST_MEMBERS } from '../../../shared/contract/engine';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { MemberList } from './MemberList';

const engine = vi.hoisted(() => ({ told: [] as unknown[] }));
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => engine.told.push(message) }));

const member = (name: string, health: Member['health'] = 'ok'): Member => ({ id: `kubelet/${name}`, name, health });
const LISTED = Array.from({ length: MOST_MEMBERS }, (_, index) => member(`node-${index}`));

let root: Root;
let host: HTMLElement;
const shown = () => [...host.querySelectorAll('.hs-member b')].map((name) => name.textContent);
const draw = (more: Partial<Details>) =>
  act(() =>
    root.render(
      <MantineProvider>
        <MemberList details={{ id: 'kubelet', why: [], facts: [], answers: [], members: LISTED, series: [], ...more }} />
      </MantineProvider>,
    ),
  );
const answer = (more: Partial<MembersFound>) =>
  act(() =>
    receiveFromEngine({
      type: 'members',
      found: { card: 'kubelet', search: '', list: 'inspector', total: 5_000, notOk: 0, matched: 0, rows: [], ...more },
    }),
  );
const search = (text: string) =>
  act(() => {
    const input = host.querySelector('input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // The list draws what is in sight: here everything has a size.
  for (const side of ['clientHeight', 'offsetHeight', 'clientWidth', 'offsetWidth'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 256 });
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  engine.told.length = 0;
  useEngine.setState(useEngine.getInitialState(), true);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('a card with more members than are sent', () => {
  const large = { memberCount: 5_000 };

  it('counts them all', () => {
    draw(large);
    expect(host.querySelector('h3')?.textContent).toContain('5,000');
    expect(shown()).toContain('node-0');
  });

  it('asks the engine for the longest word, and keeps what holds the others too', () => {
    draw(large);
    search('ok node-4711');
    expect(engine.told).toEqual([{ type: 'read-members', card: 'kubelet', search: 'node-4711', list: 'inspector' }]);
    answer({ search: 'node-4711', rows: [member('node-4711'), member('node-47110', 'broken')] });
    expect(shown()).toEqual(['node-4711']);
  });

  it.each([
    ['another card', { card: 'cadvisor' }],
    ['another list', { list: 'metrics' as const }],
    ['the list on the map', { list: undefined }],
  ])('does not take the answer for %s', (_name, more) => {
    draw(large);
    search('node');
    answer({ rows: [member('node-4711')], ...more });
    expect(shown()).toEqual([]);
  });

  it('knows of a kept moment only what is listed', () => {
    draw({ ...large, at: 1 });
    search('node-499');
    expect(engine.told).toEqual([]);
    expect(shown()).toEqual(['node-499']);
  });
});

it('a card whose members are all there is searched without the engine', () => {
  draw({});
  search('node-499');
  expect(engine.told).toEqual([]);
  expect(shown()).toEqual(['node-499']);
});
