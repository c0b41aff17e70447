// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recording } from '../../../shared/contract/recording';
import * as enginePort from '../../bridge/enginePort';
import * as shellBridge from '../../bridge/shellBridge';
import { forgetCluster, receiveFromEngine } from '../../store/engineStore';
import { askToRecord, canRecord, closePreview, hiddenNames } from '../../store/recordingStore';
import { RecordingBar } from './RecordingBar';

const GOES: Recording = {
  name: 'night.hopscope',
  state: 'recording',
  fromMs: Date.UTC(2026, 0, 2, 12),
  lengthMs: 125_000,
  entries: 1_204,
  rawBytes: 14 * 1024 ** 2,
  fileBytes: 1.5 * 1024 ** 2,
  hidden: 0,
};

let root: Root;
let host: HTMLElement;
const engine = vi.spyOn(enginePort, 'tellEngine').mockImplementation(() => undefined);
const shell = vi.spyOn(shellBridge, 'tellShell').mockImplementation(() => undefined);

const tell = (recording: Recording | null) => act(() => receiveFromEngine({ type: 'recording', recording }));
const part = (id: string) => host.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const click = (id: string) => act(() => part(id)?.click());

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <MantineProvider withGlobalClasses={false} withCssVariables={false} withStaticClasses={false}>
        <RecordingBar />
      </MantineProvider>,
    ),
  );
  engine.mockClear();
  shell.mockClear();
});
afterEach(() => {
  act(() => forgetCluster());
  act(() => root.unmount());
  host.remove();
});

describe('recording the cluster that is open', () => {
  it('is not there unless it is asked for', () => expect(host.innerHTML).toBe(''));

  it('asks what is to be hidden, says what leaves it by itself, and goes to main for a file', () => {
    act(() => askToRecord());
    expect(host.textContent).toContain('Certificates, keys, tokens, passwords');
    const names = part('recording-names');
    if (!(names instanceof HTMLInputElement)) throw new Error('no field for names');
    expect(document.activeElement).toBe(names);
    names.value = 'acme, acme-shop';
    click('recording-choose');
    expect(shell).toHaveBeenCalledWith({ type: 'record', hide: ['acme', 'acme-shop'] });
  });

  it('shows before anything is kept what would be in it, piece by piece, and finds a name in that', () => {
    act(() => askToRecord());
    const names = part('recording-names');
    if (!(names instanceof HTMLInputElement)) throw new Error('no field for names');
    names.value = 'acme';
    click('recording-preview');
    expect(engine).toHaveBeenCalledWith({ type: 'preview-recording', hide: ['acme'] });
    const dialog = () => document.querySelector('[role="dialog"]');
    expect(dialog()?.textContent).toContain('Looking at the cluster once');
    const row = (request: string, text: string, hidden = 0) => ({ request, bytes: 2_048, hidden, text, from: 0 });
    const rows = [row('GET /version', '{"gitVersion":"v1"}'), row('GET /api/v1/pods', 'hidden-0a1b2c3d [hidden] shop', 2)];
    act(() =>
      receiveFromEngine({
        type: 'recording-preview',
        preview: { state: 'made', made: { answers: 9, bytes: 4_096, hidden: 2, rows, more: 0 } },
      }),
    );
    expect(dialog()?.textContent).toContain('One look brings 9 answers, 4 KiB');
    expect(dialog()?.textContent).toContain('2 places are hidden in them.');
    const requests = () => [...document.querySelectorAll('[data-testid="preview-rows"] code')].map(({ textContent }) => textContent);
    expect(requests()).toEqual(['GET /version', 'GET /api/v1/pods']);
    const find = document.querySelector<HTMLInputElement>('[data-testid="preview-find"]');
    const type = (words: string) =>
      act(() => {
        if (find === null) throw new Error('no search');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(find, words);
        find.dispatchEvent(new Event('input', { bubbles: true }));
      });
    type('SHOP');
    expect(requests()).toEqual(['GET /api/v1/pods']);
    type('acme');
    expect(requests()).toEqual([]);
    expect(dialog()?.textContent).toContain('Nothing that is shown holds it');
    act(() => closePreview());
    expect(engine).toHaveBeenLastCalledWith({ type: 'end-preview' });
    expect(dialog()).toBeNull();
    act(() => receiveFromEngine({ type: 'recording-preview', preview: { state: 'failed', says: 'late' } }));
    expect(dialog()).toBeNull();
  });

  it('is given up by Escape', () => {
    act(() => askToRecord());
    act(() => part('recording-names')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
    expect(host.innerHTML).toBe('');
  });

  it('says how far it is, how much it keeps in how much, and is ended', () => {
    act(() => askToRecord());
    tell({ ...GOES, hidden: 2 });
    expect(part('recording-so-far')?.textContent).toBe('since 12:00:00, 2 min 5 s · 1,204 answers, 14 MiB kept in 1.5 MiB');
    expect(host.textContent).toContain('2 names hidden');
    expect(canRecord()).toBe(false);
    click('recording-end');
    expect(engine).toHaveBeenCalledWith({ type: 'end-recording' });
    tell({ ...GOES, state: 'ending' });
    expect(part('recording-end')).toBeNull();
  });

  it('is opened when it is over, or closed', () => {
    tell({ ...GOES, state: 'done' });
    expect(canRecord()).toBe(true);
    click('recording-open');
    expect(shell).toHaveBeenCalledWith({ type: 'open-recorded' });
    click('recording-close');
    expect(engine).toHaveBeenCalledWith({ type: 'forget-recording' });
    tell(null);
    expect(host.innerHTML).toBe('');
  });

  it('says what stopped it: the disk, or an engine that ended', () => {
    tell({ ...GOES, state: 'failed', trouble: 'ENOSPC: no space left on device' });
    expect(part('recording-so-far')?.textContent).toBe('ENOSPC: no space left on device. What came before is in the file.');
    tell(GOES);
    tell(null);
    expect(part('recording-state')?.textContent).toBe('Recording stopped');
    expect(part('recording-so-far')?.textContent).toContain('The engine that made it has ended');
  });

  it('is of one cluster: another one that is opened knows of none', () => {
    tell(GOES);
    act(() => forgetCluster());
    expect(host.innerHTML).toBe('');
  });
});

it.each([
  ['', []],
  [' acme ,acme-shop;x  acme', ['acme', 'acme-shop', 'x']],
])('names to hide of %j', (typed, names) => expect(hiddenNames(typed)).toEqual(names));
