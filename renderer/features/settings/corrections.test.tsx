// @vitest-environment happy-dom

import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fixtureView } from '../../app/fixtureView';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { Corrections } from './Corrections';

const told = vi.hoisted(() => [] as unknown[]);
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: unknown) => told.push(message) }));

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  told.length = 0;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useEngine.setState({ ...useEngine.getInitialState(), engine: { type: 'engine', state: 'running' }, view: fixtureView() }, true);
  act(() => root.render(<Corrections />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

it('corrections are asked for, listed with their file, and each can be taken back', () => {
  expect(told).toEqual([{ type: 'list-corrections' }]);
  expect(host.textContent).toContain('None in this cluster.');
  const corrections = [{ id: 'service demo/web', says: 'Service demo/web is no component.' }];
  act(() => receiveFromEngine({ type: 'corrections', file: '/data/corrections-1.json', corrections }));
  expect(host.textContent).toContain('/data/corrections-1.json');
  act(() => host.querySelector<HTMLButtonElement>('[aria-label="Take back: Service demo/web is no component."]')?.click());
  expect(told[1]).toEqual({ type: 'forget-correction', id: 'service demo/web' });
});

it('without an open cluster it says that they belong to one', () => {
  act(() => useEngine.setState({ view: undefined }));
  expect(host.textContent).toContain('They belong to a cluster; none is open.');
});
