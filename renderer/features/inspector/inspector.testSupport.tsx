import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import type { Details, FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { FIXTURE_NOW_MS, fixtureView } from '../../app/fixtureView';
import { chooseTab, closeInspector, selectCard } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { Inspector } from './Inspector';

/** What the engine was told and what the shell was sent since the case began. */
const engine = vi.hoisted(() => ({ told: [] as unknown[] }));
vi.mock('../../bridge/enginePort', () => ({
  tellEngine: (message: FromRenderer) => engine.told.push(message),
  keepTelling: (message: FromRenderer) => {
    engine.told.push(message);
    return () => undefined;
  },
}));

export { engine };
export const AT = new Date(FIXTURE_NOW_MS).toISOString();
export const shell: unknown[] = [];
let root: Root;
let host: HTMLElement;

export const hosted = () => host;

export const find = (testId: string) => host.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
export const text = (testId: string) => find(testId)?.textContent ?? 'not there';
export const button = (name: string | RegExp) => {
  const found = [...host.querySelectorAll('button')].find((one) => {
    const words = one.getAttribute('aria-label') ?? one.textContent ?? '';
    return typeof name === 'string' ? words === name : name.test(words);
  });
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
export const click = (name: string | RegExp) => act(() => button(name).click());
export const hear = (message: FromEngine) => act(() => receiveFromEngine(message));
export const draw = (node: ReactNode) => act(() => root.render(<MantineProvider>{node}</MantineProvider>));
export const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  act(() => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // The lists draw what is in sight: here everything has a size.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 400 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 360 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 20 });
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  engine.told.length = 0;
  shell.length = 0;
  Reflect.set(window, 'hopscope', { send: (message: unknown) => shell.push(message), onMessage: () => undefined });
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useEngine.setState({ ...useEngine.getInitialState(), view: fixtureView() }, true);
  closeInspector();
  chooseTab('overview');
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

export function details(id: string, more: Partial<Details> = {}): FromEngine {
  return { type: 'details', details: { id, why: [], facts: [], answers: [], members: [], series: [], ...more } };
}

export function open(id: string, tab: Parameters<typeof chooseTab>[0] = 'overview'): void {
  selectCard(id);
  chooseTab(tab);
  draw(<Inspector />);
}

/** What was selected by other means. */
export const show = () => draw(<Inspector />);
