// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromRenderer } from '../../../shared/contract/engine';
import { ToShell } from '../../../shared/contract/shell';
import { FILE_KINDS } from '../../../shared/exports/formats';
import { fixtureView } from '../../app/fixtureView';
import { useEngine } from '../../store/engineStore';
import { showExports, useSaving } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { RequestText } from '../../ui/RequestText';
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
  useEngine.setState(useEngine.getInitialState(), true);
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

describe('the menu of a request', () => {
  const PATH = '/api/v1/namespaces/m/services/http:p:9090/proxy/api/v1/query';
  const commands = (args: string) => ({
    curl: `curl -sS --cacert CA.crt -H "Authorization: Bearer $TOKEN" ${args.replace('PATH', 'https://127.0.0.1:6443/')}`,
    kubectl: `kubectl --context demo get --raw ${args.replace('PATH', '/')}`,
  });
  const open = (request: string) => {
    const view = fixtureView();
    useEngine.setState({ view: { ...view, report: { ...view.report, cluster: { context: 'demo', server: 'https://127.0.0.1:6443' } } } });
    show(
      <>
        <RequestText request={request} />
        <SaveMenu />
      </>,
    );
  };

  it.each([
    ['of the API server', 'GET /version', { ...commands('PATHversion') }],
    ['of Prometheus', `GET ${PATH}?query=sum%28up%29`, { ...commands(`'PATH${PATH.slice(1)}?query=sum%28up%29'`), promql: 'sum(up)' }],
    [
      'at an address',
      'GET http://127.0.0.1:9090/api/v1/query?query=up',
      { curl: "curl -sS 'http://127.0.0.1:9090/api/v1/query?query=up'", promql: 'up' },
    ],
  ])('%s has what it can be copied as', (_name, request, forms) => {
    open(request);
    press('copy-request');
    const offered = [...(byId('save-menu')?.querySelectorAll('button') ?? [])].map((item) => item.getAttribute('data-testid')?.slice(5));
    expect(offered).toEqual(Object.keys(forms));
    expect(document.activeElement).toBe(byId('save-curl'));
    for (const form of Object.keys(forms)) {
      if (byId('save-menu') === null) press('copy-request');
      press(`save-${form}`);
    }
    expect(told).toEqual(Object.values(forms).map((text) => ({ type: 'copy', text })));
  });

  it('comes by the right button on it, and not that of the table around it', () => {
    show(
      <>
        <table>
          <tbody>
            <tr>
              <td>1</td>
              <td>
                <RequestText request="GET /version" />
              </td>
            </tr>
          </tbody>
        </table>
        <SaveMenu />
      </>,
    );
    act(() => document.querySelector('code')?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })));
    expect(byId('save-menu')?.getAttribute('aria-label')).toBe(texts.exports.copyMenu('GET /version'));
    expect(byId('save-csv')).toBeNull();
  });

  it('is not there for what is no request that reads', () => {
    open('watched: pods');
    expect(document.querySelector('code')?.textContent).toBe('watched: pods');
    expect(byId('copy-request')).toBeNull();
  });
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
