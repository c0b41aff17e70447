// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromRenderer } from '../../../shared/contract/engine';
import { ToShell } from '../../../shared/contract/shell';
import { FILE_KINDS } from '../../../shared/exports/formats';
import { showExports, useSaving } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { ExportDialog } from './ExportDialog';
import { SaveMenu } from './SaveMenu';

const asked: FromRenderer[] = [];
const told: ToShell[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => asked.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({ tellShell: (message: unknown) => told.push(ToShell.parse(message)) }));

let root: Root;
let host: HTMLElement;

beforeAll(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
beforeEach(() => {
  asked.length = 0;
  told.length = 0;
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  useSaving.setState({ shown: false, menu: undefined });
});

const show = (part: React.ReactNode) => act(() => root.render(<MantineProvider>{part}</MantineProvider>));
const byId = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const press = (id: string) => act(() => byId(id)?.click());
const key = (name: string) => act(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));

describe('the list of exports', () => {
  it('has everything but what has a menu of its own', () => {
    act(() => showExports(true));
    show(<ExportDialog />);
    const offered = [...document.querySelectorAll('[data-testid^="export-"]')].map((each) => each.getAttribute('data-testid')?.slice(7));
    expect(offered.sort()).toEqual(FILE_KINDS.filter((kind) => kind !== 'csv').sort());
  });

  it.each(['svg', 'drawio', 'mermaid', 'html', 'markdown', 'json', 'issue', 'rules'] as const)(
    '%s is asked of the engine, and the list closes',
    (form) => {
      act(() => showExports(true));
      show(<ExportDialog />);
      press(`export-${form}`);
      expect(asked).toEqual([{ type: 'read-report', form, use: 'save', places: {} }]);
      expect(useSaving.getState().shown).toBe(false);
    },
  );
});

describe('the menu of a table', () => {
  const TABLE = (
    <>
      <table aria-label="Hops">
        <thead>
          <tr>
            <th>from</th>
            <th>to</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <button type="button" data-testid="cell">
                kubelet
              </button>
            </td>
            <td>prometheus</td>
          </tr>
        </tbody>
      </table>
      <p data-testid="text">text</p>
      <SaveMenu />
    </>
  );

  function menuAt(id: string): boolean {
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 40, clientY: 30 });
    act(() => byId(id)?.dispatchEvent(event));
    return event.defaultPrevented;
  }

  it('saves its rows as CSV, and gives the keyboard back', () => {
    show(TABLE);
    byId('cell')?.focus();
    expect(menuAt('cell')).toBe(true);
    expect(byId('save-menu')?.getAttribute('aria-label')).toBe(texts.exports.menu('Hops'));
    expect(document.activeElement).toBe(byId('save-csv'));
    expect(byId('save-png')).toBeNull();
    press('save-csv');
    expect(told).toEqual([{ type: 'save', name: 'Hops', content: { is: 'text', kind: 'csv', text: 'from,to\r\nkubelet,prometheus\r\n' } }]);
    expect(byId('save-menu')).toBeNull();
    expect(document.activeElement).toBe(byId('cell'));
  });

  it('Escape closes it, and no other part of the window hears the key', () => {
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    show(TABLE);
    menuAt('cell');
    key('Escape');
    window.removeEventListener('keydown', heard);
    expect(byId('save-menu')).toBeNull();
    expect(heard).not.toHaveBeenCalled();
    expect(told).toEqual([]);
  });

  it('elsewhere the page keeps its own', () => {
    show(TABLE);
    expect(menuAt('text')).toBe(false);
    expect(byId('save-menu')).toBeNull();
  });
});
