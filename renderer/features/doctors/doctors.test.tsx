// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DoctorProgress, DoctorSheet, SheetRow } from '../../../shared/contract/doctors';
import type { FromRenderer } from '../../../shared/contract/engine';
import { toCsv } from '../../../shared/exports/csv';
import { fixtureView } from '../../app/fixtureView';
import { showScreen, useChoices } from '../../store/choiceStore';
import { linkDoctors, tellDoctors } from '../../store/doctorLink';
import { chooseDoctor, forgetDoctors, receiveDoctor, useDoctors } from '../../store/doctorStore';
import { useEngine } from '../../store/engineStore';
import { DoctorsView } from './DoctorsView';
import { nextSorting, rowsWith, sheetCells, sortSheetRows, textOf } from './sheetRows';

const told: FromRenderer[] = [];
const copied: string[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => told.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({
  tellShell: (message: { readonly type: string; readonly text?: string }) => message.type === 'copy' && copied.push(message.text ?? ''),
  listenToShell: () => undefined,
}));

const COLUMNS = [
  { id: 'state', title: 'State', look: 'text', share: 1 },
  { id: 'name', title: 'Name', look: 'code', share: 2 },
  { id: 'cpu', title: 'CPU', look: 'number', share: 1 },
] as const;
const row = (name: string, cpu?: number, state: 'ok' | 'broken' = 'ok'): SheetRow => ({
  id: name,
  cells: [
    { text: state === 'ok' ? 'served' : 'not served', state },
    { text: name },
    cpu === undefined ? { text: '' } : { text: `${cpu} m`, sort: cpu },
  ],
  proof: { answerId: `a-${name}`, line: 3, owner: { card: 'kubelet', member: 'kubelet/n1' } },
});
const SHEET: DoctorSheet = {
  verdict: { state: 'degraded', says: 'One is not served.', more: 'Look at it.' },
  subject: { name: 'HPA', chosen: 'demo/web', choices: ['demo/web', 'demo/api'].map((id) => ({ id, words: id })) },
  parts: [
    { kind: 'facts', id: 'facts', title: 'Facts', rows: [{ label: 'resolution', value: '15 s', more: 'its flag' }] },
    {
      kind: 'table',
      id: 'usage',
      title: 'Pods',
      columns: [...COLUMNS],
      rows: [row('web-0', 200), row('web-10', 30, 'broken'), row('web-2'), row('api-0', 4), row('api-1', 5), row('api-2', 6)],
      empty: 'No pod.',
    },
    { kind: 'steps', id: 'steps', title: 'Sum', steps: [{ name: 'Value', from: '1', to: '2', why: 'because' }], out: '4 replicas' },
    { kind: 'text', id: 'patch', title: 'Patch', language: 'yaml', text: 'a: 1' },
    { kind: 'table', id: 'none', title: 'Others', columns: [...COLUMNS], rows: [], empty: 'There is no other. Make one.' },
  ],
};

let root: Root;
let host: HTMLElement;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const rows = () => [...(part('part-usage')?.querySelectorAll('tbody tr') ?? [])].map((line) => line.querySelectorAll('td')[1]?.textContent);
const draw = () =>
  act(() =>
    root.render(
      <MantineProvider>
        <DoctorsView />
      </MantineProvider>,
    ),
  );
const press = (name: RegExp, within: Element | null = host) => {
  const button = [...(within?.querySelectorAll('button') ?? [])].find((each) =>
    name.test(each.getAttribute('aria-label') ?? each.textContent ?? ''),
  );
  if (button === undefined) throw new Error(`no button ${name}`);
  act(() => button.click());
};
const answer = (state: DoctorProgress) => act(() => receiveDoctor({ type: 'doctor', ask: useDoctors.getState().ask, told: state }));
const answered = () => answer({ state: 'answered', sheet: SHEET, requests: 2, atMs: 0 });
const asked = () => told.filter((message) => message.type === 'ask-doctor');
let unlink: () => void;

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  useEngine.setState({ view: fixtureView() });
  useChoices.setState(useChoices.getInitialState(), true);
  useDoctors.setState(useDoctors.getInitialState(), true);
  tellDoctors();
  told.length = 0;
  copied.length = 0;
  unlink = linkDoctors();
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  unlink();
});

describe('asking', () => {
  it('begins when the screen opens, ends when it is left', () => {
    showScreen('doctors');
    expect(asked()).toEqual([expect.objectContaining({ doctor: 'cadvisor' })]);
    showScreen('map');
    expect(told.at(-1)).toEqual({ type: 'stop-doctor' });
  });

  it('another doctor or subject is another question; answers to the one before are not news', () => {
    showScreen('doctors');
    const late = useDoctors.getState().ask;
    act(() => chooseDoctor('hpa'));
    receiveDoctor({ type: 'doctor', ask: late, told: { state: 'failed', says: 'x' } });
    expect(useDoctors.getState().progress?.state).toBe('asking');
    draw();
    answered();
    const picker = part('doctor-subject');
    act(() => {
      if (picker instanceof HTMLSelectElement) picker.value = 'demo/api';
      picker?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(asked().at(-1)).toMatchObject({ doctor: 'hpa', subject: 'demo/api' });
  });

  it('a new engine is asked again, a closed screen is not', () => {
    tellDoctors(true);
    expect(asked()).toEqual([]);
    showScreen('doctors');
    tellDoctors(true);
    expect(asked()).toHaveLength(2);
  });

  it('of another cluster nothing stays', () => {
    showScreen('doctors');
    draw();
    answered();
    act(() => forgetDoctors());
    expect(part('part-usage')).toBeNull();
  });
});

describe('the sheet', () => {
  beforeEach(() => {
    showScreen('doctors');
    draw();
    answered();
  });

  it('says its verdict, shows its parts, says what to do where a table is empty', () => {
    expect(part('doctor-verdict')?.getAttribute('data-state')).toBe('degraded');
    expect(part('doctor-verdict')?.textContent).toContain('One is not served. Look at it.');
    expect(part('part-facts')?.textContent).toContain('resolution15 s its flag');
    expect(part('part-steps')?.textContent).toContain('Comes out4 replicas');
    expect(part('part-none')?.textContent).toContain('There is no other. Make one.');
  });

  it('sorts by a column, numbers large first, empty cells last; the third press goes back', () => {
    press(/^CPU/, part('part-usage'));
    expect(rows()).toEqual(['web-0', 'web-10', 'api-2', 'api-1', 'api-0', 'web-2']);
    press(/^CPU/, part('part-usage'));
    expect(rows()).toEqual(['api-0', 'api-1', 'api-2', 'web-10', 'web-0', 'web-2']);
    press(/^CPU/, part('part-usage'));
    expect(rows()[0]).toBe('web-0');
  });

  it('copies a table as CSV and as text, a patch as it is', () => {
    press(/^CSV$/, part('part-usage'));
    expect(copied[0]).toContain('State,Name,CPU\r\nserved,web-0,200 m\r\n');
    press(/^Text$/, part('part-usage'));
    expect(copied[1]?.split('\n')[1]).toBe('served      web-0   200 m');
    press(/^Copy$/, part('part-patch'));
    expect(copied[2]).toBe('a: 1');
  });

  it('leads from a row to the answer that it stands on', () => {
    press(/stands on: not served web-10/);
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a-web-10', answerLine: 3 });
  });

  it('says what failed', () => {
    answer({ state: 'failed', says: 'the port is closed' });
    expect(part('doctor-verdict')?.textContent).toContain('could not be examined. the port is closed.');
  });
});

describe('rows', () => {
  const ALL = [row('web-0', 2), row('web-10', 1, 'broken'), row('api,"x"')];
  it('are found by every word, in any cell', () => {
    expect(rowsWith(ALL, 'not WEB').map(({ id }) => id)).toEqual(['web-10']);
    expect(rowsWith(ALL, '  ')).toHaveLength(3);
  });
  it('are sorted by state, the worst first', () => expect(sortSheetRows(ALL, { column: 0, descending: false })[0]?.id).toBe('web-10'));
  it('are sorted by name as people count', () =>
    expect(sortSheetRows([row('web-10'), row('web-2')], { column: 1, descending: false })[0]?.id).toBe('web-2'));
  it('words begin with the first, numbers with the largest', () => {
    expect(nextSorting(undefined, 0, 'text')).toEqual({ column: 0, descending: false });
    expect(nextSorting(undefined, 2, 'number')).toEqual({ column: 2, descending: true });
  });
  it('quotes and commas are quoted in CSV', () => expect(toCsv(sheetCells(COLUMNS, ALL))).toContain('"api,""x"""'));
  it('text is aligned', () => expect(textOf(COLUMNS, ALL).split('\n')[2]).toBe('not served  web-10   1 m'));
});
