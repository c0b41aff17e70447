// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Details, FamilyRow, FromEngine, FromRenderer, SeriesRow } from '../../../shared/contract/engine';
import { brokenView, FIXTURE_NOW_MS, fixtureView, fixtureWith } from '../../app/fixtureView';
import { chooseTab, closeInspector, inspect, select, selectCard, useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { useCommands } from '../../store/commandStore';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { hasMarkSteps, stepMarks } from '../../store/markSteps';
import { Inspector } from './Inspector';

const engine = vi.hoisted(() => ({ told: [] as unknown[] }));
vi.mock('../../bridge/enginePort', () => ({
  tellEngine: (message: FromRenderer) => engine.told.push(message),
  keepTelling: (message: FromRenderer) => {
    engine.told.push(message);
    return () => undefined;
  },
}));

const AT = new Date(FIXTURE_NOW_MS).toISOString();
const shell: unknown[] = [];
let root: Root;
let host: HTMLElement;

const find = (testId: string) => host.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const text = (testId: string) => find(testId)?.textContent ?? 'not there';
const button = (name: string | RegExp) => {
  const found = [...host.querySelectorAll('button')].find((one) => {
    const words = one.getAttribute('aria-label') ?? one.textContent ?? '';
    return typeof name === 'string' ? words === name : name.test(words);
  });
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const click = (name: string | RegExp) => act(() => button(name).click());
const hear = (message: FromEngine) => act(() => receiveFromEngine(message));
const draw = (node: ReactNode) => act(() => root.render(<MantineProvider>{node}</MantineProvider>));
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
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

function details(id: string, more: Partial<Details> = {}): FromEngine {
  return { type: 'details', details: { id, why: [], facts: [], answers: [], members: [], series: [], ...more } };
}

function open(id: string, tab: Parameters<typeof chooseTab>[0] = 'overview'): void {
  selectCard(id);
  chooseTab(tab);
  draw(<Inspector />);
}

describe('the overview', () => {
  const fact = { label: 'running pods', value: '18', evidence: { request: 'GET /x', at: AT, says: '200', line: 7, answerId: 'a1' } };

  it('says what it is, with links to the documentation', () => {
    open('kubelet');
    expect(text('overview')).toContain('The agent of each node.');
    expect([...host.querySelectorAll('a')].map((link) => link.textContent)).toContain('Node metrics data');
  });

  it('opens documentation in the browser of the system', () => {
    open('prometheus');
    act(() => host.querySelector<HTMLAnchorElement>('a[href^="https://prometheus.io"]')?.click());
    expect(shell).toEqual([{ type: 'open-link', url: 'https://prometheus.io/docs/introduction/overview/' }]);
  });

  it('leads from a fact to the line that proves it', () => {
    open('metrics-server');
    hear(details('metrics-server', { facts: [fact] }));
    click('Proof of running pods: line 7');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a1', answerLine: 7 });
    expect(engine.told).toContainEqual({ type: 'read-answer', id: 'a1' });
  });

  it('copies a focused claim with its proof', () => {
    open('metrics-server');
    hear(details('metrics-server', { facts: [fact] }));
    press(button('Proof of running pods: line 7'), 'c', { ctrlKey: true });
    expect(shell).toEqual([{ type: 'copy', text: `metrics-server: running pods: 18\nproof: GET /x, line 7; ${AT}; 200` }]);
    expect(text('said')).toBe('Copied with its proof');
  });

  it('shows what may not be read and offers the smallest Role', () => {
    open('kubelet');
    hear(details('kubelet', { denied: { says: 'You may not get nodes/proxy.', yaml: 'kind: ClusterRole' } }));
    expect(text('denied')).toContain('You may not get nodes/proxy.');
    click('Copy the smallest Role');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: ClusterRole' }]);
  });

  it('shows what did not answer, and what to do', () => {
    const answer = { id: 'x', name: 'm', request: 'GET /m', route: 'direct', at: AT, durationMs: 5 };
    open('kubelet');
    hear(
      details('kubelet', { answers: [{ ...answer, state: 'unreachable', because: 'connection refused', remedy: 'Look at its port.' }] }),
    );
    expect(text('failing')).toContain('connection refused');
    expect(text('failing')).toContain('Look at its port.');
  });

  it('opens a member, which has a way back; the card keeps its count', () => {
    const members = [
      { id: 'kubelet/n1', name: 'n1', health: 'ok' as const },
      { id: 'kubelet/n2', name: 'n2', health: 'broken' as const, because: 'refused' },
    ];
    open('kubelet');
    hear(details('kubelet', { members }));
    expect(text('members')).toContain('2 members');
    click(/^.*n2refused$/);
    expect(useChoices.getState().selection).toEqual({ kind: 'member', card: 'kubelet', member: 'kubelet/n2' });
    expect(host.querySelector('h2')?.textContent).toBe('n2');
    click('Back to kubelet');
    expect(host.querySelector('h2')?.textContent).toBe('kubelet');
    expect(text('inspector-state')).toContain('3 of 3 members ok.');
  });

  it('has hops that open', () => {
    open('metrics-server');
    click(/kubelet.*metrics\/resource/);
    expect(host.querySelector('h2')?.textContent).toBe('kubelet to metrics-server');
  });
});

describe('a pinned inspector', () => {
  it('stays while others are selected, and follows again when let go', () => {
    open('kubelet');
    click('Pin: stay on this while others are selected');
    act(() => selectCard('prometheus'));
    expect(host.querySelector('h2')?.textContent).toBe('kubelet');
    click('Pinned. Follow the selection again');
    expect(host.querySelector('h2')?.textContent).toBe('Prometheus');
  });

  it('goes where its own links lead', () => {
    open('kubelet');
    click('Pin: stay on this while others are selected');
    act(() => inspect({ kind: 'card', card: 'hpa' }));
    expect(host.querySelector('h2')?.textContent).toBe('HPA');
    expect(useChoices.getState().pinned).toEqual({ kind: 'card', card: 'hpa' });
  });
});

describe('keys', () => {
  const run = (key: string) =>
    act(() =>
      useCommands
        .getState()
        .commands.find(({ keys }) => keys.includes(key))
        ?.run?.(),
    );
  const chosen = () => host.querySelector('[role="tab"][aria-selected="true"]')?.textContent;

  it('. and , go through the tabs, round and round', () => {
    open('kubelet');
    run('.');
    expect(chosen()).toBe('Charts');
    run(',');
    run(',');
    expect(chosen()).toBe('History');
    run('.');
    expect(chosen()).toBe('Overview');
  });

  it('a tab that a hop has not shows its overview', () => {
    open('kubelet', 'metrics');
    act(() => select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' }));
    expect(chosen()).toBe('Overview');
    run('.');
    expect(chosen()).toBe('Timing');
  });
});

function families(rows: readonly FamilyRow[], more: Partial<Extract<FromEngine, { type: 'families' }>> = {}): FromEngine {
  return {
    type: 'families',
    id: 'prometheus',
    expositions: [{ answerId: 'a1', request: 'GET /metrics', path: '/metrics', at: AT, families: [...rows] }],
    ...more,
  };
}

const MANY: readonly FamilyRow[] = Array.from({ length: 20_000 }, (_, at) => ({
  name: `family_${String(at).padStart(5, '0')}`,
  type: at % 2 === 0 ? 'gauge' : 'counter',
  series: at,
}));

describe('metrics', () => {
  const names = () => [...host.querySelectorAll('[data-family]')].map((one) => one.getAttribute('data-family'));

  it('asks for the families, and no more once it is left', () => {
    open('prometheus', 'metrics');
    expect(engine.told).toContainEqual({ type: 'read-families', id: 'prometheus' });
    act(() => chooseTab('overview'));
    expect(engine.told).toContainEqual({ type: 'read-families', id: null });
  });

  it('20,000 families are counted and sorted; only those in sight are drawn', () => {
    open('prometheus', 'metrics');
    hear(families(MANY));
    expect(text('families-shown')).toBe('20 k of 20 k');
    expect(names()[0]).toBe('family_00000');
    expect(names().length).toBeLessThan(60);
    click('Sort by Series');
    expect(names()[0]).toBe('family_19999');
  });

  it('says that there are none', () => {
    open('prometheus', 'metrics');
    hear(families([], { expositions: [] }));
    expect(text('metrics')).toContain('It exposes no metric families that were read.');
  });

  it('says where an exposition cannot be read', () => {
    open('prometheus', 'metrics');
    hear(families([], { expositions: [{ answerId: 'a', request: 'GET /m', path: '/m', at: AT, families: [], error: 'line 3: what' }] }));
    expect(text('metrics')).toContain('/m cannot be read: line 3: what.');
  });

  const series = (more: Partial<SeriesRow>): SeriesRow => ({ line: 4, name: 'up', labels: [], value: '1', text: 'up 1', ...more });
  const values = (rows: readonly SeriesRow[], found = rows.length, total = found): FromEngine => ({
    type: 'family',
    answerId: 'a1',
    family: 'up',
    search: '',
    total,
    found,
    rows: [...rows],
  });

  function openUp(): void {
    vi.useFakeTimers();
    open('prometheus', 'metrics');
    hear(families([{ name: 'up', type: 'gauge', series: 3 }]));
    act(() => host.querySelector<HTMLButtonElement>('[data-family="up"]')?.click());
    act(() => vi.runAllTimers());
    vi.useRealTimers();
  }

  it('a family opens its values as they were written', () => {
    openUp();
    expect(engine.told).toContainEqual({ type: 'read-family', answerId: 'a1', family: 'up', search: '' });
    hear(values([series({ value: 'NaN' }), series({ value: '+Inf' }), series({ value: '1e308', labels: [['a', 'דוד 🦊']] })]));
    expect([...host.querySelectorAll('[data-testid="series-value"]')].map((one) => one.textContent)).toEqual(['NaN', '+Inf', '1e308']);
    expect(host.querySelector('bdi')?.closest('[data-testid="values"]')).toBeDefined();
    expect(text('values')).toContain('דוד 🦊');
  });

  it('of 100,000 series it says how many are listed', () => {
    openUp();
    hear(values([series({})], 100_000));
    expect(text('series-found')).toBe('100 k of 100 k');
    expect(text('series-sent')).toBe('The first 1 of 100 k are listed: words find the others.');
  });

  it.each([
    ['a family without series', values([], 0, 0), 'It is described, and has no series.'],
    ['a search that finds nothing', values([], 0, 9), 'No series holds these words.'],
    ['an answer that is gone', { ...values([], 0, 0), error: 'gone' } as FromEngine, 'gone'],
  ])('says of %s what it is', (_name, message, says) => {
    openUp();
    hear(message);
    expect(text('values')).toContain(says);
  });

  it('a series is copied as a selector and as its line, and leads to it', () => {
    openUp();
    hear(values([series({ labels: [['job', 'a"b']], text: 'up{job="a\\"b"} 1' })]));
    click('Copy as a PromQL selector');
    click('Copy the line');
    expect(shell).toEqual([
      { type: 'copy', text: 'up{job="a\\"b"}' },
      { type: 'copy', text: 'up{job="a\\"b"} 1' },
    ]);
    click('Show line 4 of the raw answer');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a1', answerLine: 4 });
  });
});

type Answer = Extract<FromEngine, { type: 'answer' }>;

describe('raw', () => {
  const answer = (more: Partial<Answer> = {}): Answer => ({
    type: 'answer',
    id: 'a1',
    contentType: 'text/plain',
    text: 'one\ntwo\nthree\nfour\n',
    marks: [
      { line: 2, says: 'second' },
      { line: 4, says: 'fourth' },
    ],
    request: 'GET /metrics',
    status: 200,
    at: AT,
    durationMs: 41,
    bytes: 19,
    kubectl: 'kubectl get --raw /metrics',
    curl: 'curl x',
    ...more,
  });

  function openAnswer(more: Partial<Answer> = {}, line?: number): void {
    open('metrics-server');
    act(() => useChoices.setState({ tab: 'raw', answerId: 'a1', answerLine: line }));
    hear(answer(more));
  }

  it('shows request, status, time and duration of any kept answer', () => {
    openAnswer();
    expect(text('raw-request')).toBe('GET /metrics');
    expect(text('raw-facts')).toMatch(/^200 · \d\d:\d\d:\d\d · 41 ms · 19 B$/);
  });

  it('steps through the marked lines, which F3 does wherever the focus is', () => {
    openAnswer();
    expect(text('raw-steps')).toBe('1 of 2 marked');
    expect(text('mark-says')).toBe('line 2: second');
    act(() => stepMarks(1));
    expect([text('raw-steps'), text('mark-says')]).toEqual(['2 of 2 marked', 'line 4: fourth']);
    act(() => stepMarks(1));
    expect(text('raw-steps')).toBe('1 of 2 marked');
    act(() => stepMarks(-1));
    expect(text('raw-steps')).toBe('2 of 2 marked');
    const search = host.querySelector('.hs-raw-box input');
    if (search === null) throw new Error('there is a search');
    press(search, 'Enter');
    expect(text('raw-steps')).toBe('1 of 2 marked');
    act(() => useChoices.setState({ tab: 'overview' }));
    expect(hasMarkSteps()).toBe(false);
  });

  it('marks lines by more than a colour', () => {
    openAnswer();
    expect([...host.querySelectorAll('[data-marked]')].map((one) => one.getAttribute('data-line'))).toEqual(['2', '4']);
  });

  it('marks the lines of JSON as it is laid out', () => {
    openAnswer({ contentType: 'application/json', text: '{"a":1,"b":2}', marks: [{ line: 3, says: 'b' }] }, 3);
    const marked = host.querySelector('[data-marked]');
    expect([marked?.textContent, text('mark-says')]).toEqual(['3  "b": 2', 'line 3: b']);
  });

  it('begins at the line of the claim that led there, also when the look has moved on', () => {
    openAnswer({ marks: [] }, 3);
    expect([text('raw-steps'), text('mark-says')]).toEqual(['1 of 1 marked', 'line 3: The line that the claim stands on.']);
  });

  it.each<[string, Partial<Answer>, string, string]>([
    ['an answer that is gone', { text: undefined, error: 'This answer is no longer kept.' }, 'raw-gone', 'no longer kept'],
    ['an answer of 12 MiB', { truncatedAt: 4 << 20, bytes: 12 << 20 }, 'raw-notes', 'Cut: the first 4 MiB of 12 MiB.'],
    ['bytes that are no text', { encoding: 'binary', text: '000000  00' }, 'raw-notes', 'No text: the first bytes as hexadecimal.'],
    ['what came as protobuf', { encoding: 'protobuf', text: 'up 1' }, 'raw-notes', 'Came as protobuf'],
    ['text that is not UTF-8', { encoding: 'broken-utf-8' }, 'raw-notes', 'Not UTF-8'],
    ['a mark behind the cut', { truncatedAt: 9, marks: [{ line: 99, says: 'far' }] }, 'raw', '1 marked line is behind the cut.'],
    ['an empty answer', { text: '' }, 'raw', 'The answer is empty.'],
  ])('says so of %s', (_name, more, where, says) => {
    openAnswer(more);
    expect(text(where)).toContain(says);
  });

  it.each([
    ['curl', 'curl x'],
    ['kubectl', 'kubectl get --raw /metrics'],
    ['All', 'one\ntwo\nthree\nfour\n'],
  ])('is copied: %s', (name, copied) => {
    openAnswer();
    click(name);
    expect(shell).toEqual([{ type: 'copy', text: copied }]);
  });

  it('of a request that nobody answered says so and does not ask for a text', () => {
    open('metrics-server', 'raw');
    const head = { id: 'metrics-server/x metrics', name: 'metrics', request: 'GET /m', route: 'direct', at: AT, durationMs: 5000 };
    hear(details('metrics-server', { answers: [{ ...head, state: 'unreachable', because: 'timeout', remedy: 'Wait.', curl: 'curl m' }] }));
    act(() => find('answer-metrics')?.click());
    expect(text('raw')).toContain('No answer came, so there is no text.');
    expect(engine.told).not.toContainEqual({ type: 'read-answer', id: head.id });
  });
});

describe('access', () => {
  const table: FromEngine = {
    type: 'access',
    id: 'kubelet',
    columns: [
      { id: 'you', title: 'you' },
      { id: 'monitoring/prometheus', title: 'Prometheus', account: 'monitoring/prometheus' },
    ],
    rows: [
      {
        verb: 'get',
        resource: 'nodes/metrics',
        need: 'the kubelet asks',
        cells: [
          { state: 'no', because: 'review' },
          { state: 'yes', because: 'by the Role p' },
        ],
      },
      {
        verb: 'list',
        resource: 'nodes',
        need: 'to know',
        cells: [
          { state: 'unknown', because: 'no one says' },
          { state: 'not-needed', because: '' },
        ],
      },
    ],
    yaml: 'kind: ClusterRole',
  };

  it('says yes, no, unknown and not needed in words, and why when asked', () => {
    open('kubelet', 'access');
    expect(engine.told).toContainEqual({ type: 'read-access', id: 'kubelet' });
    hear(table);
    const cells = [...host.querySelectorAll('tbody td:not(:first-child)')].map(
      (cell) => cell.querySelector('button > span')?.textContent ?? cell.textContent,
    );
    expect(cells).toEqual(['no', 'yes', 'unknown', '–not needed']);
    click(/^yes/);
    expect(text('access-because')).toBe('monitoring/prometheus: get nodes/metrics: yes (by the Role p)');
    click('Copy the smallest Role');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: ClusterRole' }]);
  });

  it('has a Role to copy for each service account that lacks something', () => {
    open('kubelet', 'access');
    hear({ ...table, roles: [{ id: 'kube-system/ms', title: 'metrics-server', account: 'kube-system/ms', yaml: 'kind: Role' }] });
    expect(text('role-of-kube-system/ms')).toContain('metrics-server lacks what is marked no.');
    click('Copy the Role of kube-system/ms');
    expect(shell).toEqual([{ type: 'copy', text: 'kind: Role' }]);
  });

  it('of a hop is asked by its two ends', () => {
    select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
    chooseTab('access');
    draw(<Inspector />);
    expect(engine.told).toContainEqual({ type: 'read-access', id: 'kubelet>metrics-server' });
  });
});

describe('a hop', () => {
  const openHop = () => {
    select({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
    draw(<Inspector />);
  };

  it('times its reads, with what was lost and the proof', () => {
    const edge = { periodSeconds: 15, ageSeconds: 7, lagSeconds: 3, expected: 240, missed: 2 };
    useEngine.setState({ view: fixtureWith({}, { 'kubelet>metrics-server': edge }) });
    openHop();
    act(() => chooseTab('timing'));
    const rows = [...host.querySelectorAll('[data-testid="timing"] tr')].map(
      (row) => `${row.querySelector('th')?.textContent}: ${row.querySelector('b')?.textContent}`,
    );
    expect(rows).toEqual(['period: 15 s', 'newest value: 7 s old', 'behind its source: 3 s', 'expected: 240', 'missed: 2 of 240']);
    expect(host.querySelectorAll('[data-testid="timing"] button')).toHaveLength(5);
  });

  it('that nobody measured says so', () => {
    openHop();
    useEngine.setState({ view: undefined });
    act(() => chooseTab('timing'));
    expect(text('timing')).toContain('No look measured it.');
  });

  it('that is broken says why, and its answer is one click away', () => {
    useEngine.setState({ view: brokenView() });
    openHop();
    expect(text('inspector-state')).toBe('broken 403 Forbidden from 3 of 3 nodes');
    click(/^Proof of newest sample read/);
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'answer/hop' });
  });
});

describe('a name of 253 characters', () => {
  it('is cut in the head and whole in its title', () => {
    const name = 'n'.repeat(253);
    inspect({ kind: 'member', card: 'kubelet', member: `kubelet/${name}` });
    draw(<Inspector />);
    expect(host.querySelector('h2')?.getAttribute('title')).toBe(`kubelet/${name}`);
  });
});
