// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BenchAnswer, BenchCount, BenchJob, BenchRow } from '../../../shared/contract/bench';
import type { FromRenderer } from '../../../shared/contract/engine';
import { draftOf, edited, redone, undone } from '../../store/benchDraft';
import { chooseJob, linkBench, searchRows, showRule, tellBench } from '../../store/benchLink';
import { forgetBench, receiveBench, useBench } from '../../store/benchStore';
import { showScreen } from '../../store/choiceStore';
import { BenchVerdict } from './BenchVerdict';
import { BenchView } from './BenchView';
import { changeEnd, lineCount, lineSpan } from './editorText';
import { homeWords, operatorText } from './rulesHome';

const told: FromRenderer[] = [];
const copied: string[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => told.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({
  tellShell: (message: { readonly type: string; readonly text?: string }) => message.type === 'copy' && copied.push(message.text ?? ''),
  listenToShell: () => undefined,
}));

const OWN = '- action: drop\n  source_labels: [__name__]\n  regex: go_.*\n';
const CADVISOR: BenchJob = {
  name: 'cadvisor',
  intervalMs: 30_000,
  active: 3,
  dropped: 1,
  metric: { text: OWN, count: 1 },
  target: { text: '', count: 0 },
  limits: { sample_limit: 500 },
  home: { kind: 'config-map', namespace: 'monitoring', name: 'prometheus-config', key: 'prometheus.yml' },
};
const WEB: BenchJob = {
  ...CADVISOR,
  name: 'serviceMonitor/shop/web/0',
  metric: { text: '', count: 0 },
  home: { kind: 'monitor', resource: 'ServiceMonitor', namespace: 'shop', name: 'web', endpoint: 0 },
};
const TALLY = { all: 100, kept: 90, renamed: 0, changed: 0, dropped: 10, refused: 0, collided: 0, stored: 90 };
const COUNT: BenchCount = {
  job: 'cadvisor',
  kind: 'metric',
  isOwn: true,
  rules: 1,
  now: TALLY,
  own: TALLY,
  differences: 0,
  colliding: 0,
  samplesPerSecond: { now: 3, own: 3 },
  costs: [
    {
      rule: 0,
      line: 1,
      says: 'drop [__name__] matching go_.*',
      series: 10,
      samplesPerSecond: 1 / 3,
      targets: [{ name: 'n1:10250', series: 10, samplesPerSecond: 1 / 3 }],
      targetCount: 1,
    },
  ],
  costsMore: 0,
  targets: 3,
  unread: [],
  unreadCount: 0,
  limits: [
    { limit: 'sample_limit', most: 90, where: 'n1:10250', over: 0 },
    { limit: 'label_limit', most: 12, where: 'cpu', over: 0 },
  ],
  failing: { now: { targets: 0, series: 0 }, own: { targets: 0, series: 0 }, first: [] },
};
const ROWS: readonly BenchRow[] = [
  { row: 4, target: 'n1', text: 'cpu{pod="a"}', now: 'kept', own: 'kept', collides: false, differs: false },
  { row: 9, target: 'n1', text: 'go_threads', now: 'dropped', own: 'kept', rule: 0, collides: false, differs: true },
];

let root: Root;
let host: HTMLElement;
let stop: () => void;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const text = (testId: string) => part(testId)?.textContent ?? 'not there';
const click = (testId: string) => act(() => (part(testId) as HTMLElement | null)?.click());
const field = () => {
  const found = part('bench-text');
  if (!(found instanceof HTMLTextAreaElement)) throw new Error('no editor');
  return found;
};
const write = (words: string) =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), words);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
const typeOwn = (words: string) =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(part('bench-typed'), words);
    part('bench-typed')?.dispatchEvent(new Event('input', { bubbles: true }));
    vi.advanceTimersByTime(300);
  });
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(() => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });
const last = (type: FromRenderer['type']) => told.filter((message) => message.type === type).at(-1);
const answer = (type: 'bench-open' | 'bench-try' | 'bench-list' | 'bench-steps' | 'bench-typed', bench: BenchAnswer) => {
  const message = last(type);
  if (message === undefined || !('ask' in message)) throw new Error(`no ${type}`);
  act(() => receiveBench({ type: 'bench', ask: message.ask, bench }));
};
const opened = (jobs: readonly BenchJob[] = [WEB, CADVISOR]) =>
  answer('bench-open', { state: 'opened', prometheus: 'monitoring/k8s', request: 'GET /config', jobs: [...jobs], atMs: 0 });
const counted = (more: Partial<BenchCount> = {}) => answer('bench-try', { state: 'counted', count: { ...COUNT, ...more }, ms: 10 });

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  vi.useFakeTimers();
  forgetBench();
  useBench.setState({ drafts: {}, limits: {} });
  told.length = 0;
  copied.length = 0;
  stop = linkBench();
  showScreen('workbench');
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <MantineProvider>
        <BenchVerdict />
        <BenchView />
      </MantineProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  act(() => showScreen('map'));
  stop();
  vi.useRealTimers();
});

describe('limits', () => {
  const choose = (words: string) =>
    act(() => {
      const box = part('bench-limit-sample_limit');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, words);
      box?.dispatchEvent(new Event('input', { bubbles: true }));
      vi.advanceTimersByTime(300);
    });

  it("begin as the cluster's own; another is tried with the rules, and the way back leads there", () => {
    opened([CADVISOR]);
    counted();
    expect((part('bench-limit-sample_limit') as HTMLInputElement | null)?.value).toBe('500');
    expect(text('bench-limits')).toContain('now at most 90: n1:10250');
    expect(last('bench-try')).toMatchObject({ text: null, limits: null });
    choose('80');
    expect(last('bench-try')).toMatchObject({ text: OWN, limits: { sample_limit: 80 } });
    counted({
      isOwn: false,
      limits: [{ limit: 'sample_limit', most: 90, where: 'n1:10250', over: 1 }],
      failing: {
        now: { targets: 1, series: 90 },
        own: { targets: 0, series: 0 },
        first: [{ name: 'n1:10250', says: '90 samples, sample_limit 80' }],
      },
    });
    expect(text('bench-verdict')).toContain('With these limits 1 of 3 scrapes fail: 90 series are not stored.');
    expect(text('bench-limits')).toContain('1 scrape fails');
    expect(text('bench-failing')).toContain('n1:10250: 90 samples, sample_limit 80');
    act(() => [...host.querySelectorAll('button')].find((each) => each.textContent === 'Copy limits')?.click());
    expect(copied).toEqual(['sample_limit: 80\n']);
    click('bench-reset');
    act(() => vi.advanceTimersByTime(300));
    expect(last('bench-try')).toMatchObject({ text: null, limits: null });
  });

  it('of targets: none is scraped beyond it', () => {
    opened([CADVISOR]);
    counted();
    click('bench-kind-target');
    counted({
      kind: 'target',
      limits: [{ limit: 'target_limit', most: 3, where: '', over: 3 }],
      failing: { now: { targets: 3, series: 0 }, own: { targets: 0, series: 0 }, first: [{ name: '', says: '3 targets, target_limit 2' }] },
    });
    expect(text('bench-verdict')).toContain('With this limit no target of the job is scraped.');
    expect(text('bench-verdict')).toContain('3 targets, target_limit 2');
  });
});

describe('a remote_write', () => {
  const FAR: BenchJob = {
    ...CADVISOR,
    name: 'remote_write far',
    metric: { text: '', count: 0 },
    write: { text: OWN, count: 1 },
    limits: {},
  };

  it('has its own kind of rules and no limits; a job chosen after it has those of a job', () => {
    opened([CADVISOR, FAR]);
    counted();
    act(() => chooseJob('remote_write far', 'metric'));
    expect(last('bench-try')).toMatchObject({ job: 'remote_write far', kind: 'write', text: null });
    expect(part('bench-kind-write')?.textContent).toBe('write_relabel_configs1');
    expect(part('bench-kind-metric')).toBeNull();
    counted({ job: 'remote_write far', kind: 'write', limits: [] });
    expect(part('bench-limits')).toBeNull();
    expect(text('bench-verdict')).toContain('90 of 100 stored series are sent.');
    act(() => chooseJob('cadvisor', 'write'));
    expect(last('bench-try')).toMatchObject({ job: 'cadvisor', kind: 'metric' });
  });
});

describe('the workbench', () => {
  it('opens on the first job that has rules of series, tries them, lists what comes of them', () => {
    expect(told.map(({ type }) => type)).toEqual(['bench-open']);
    opened();
    expect(field().value).toBe(OWN);
    expect(last('bench-try')).toMatchObject({ job: 'cadvisor', kind: 'metric', text: null });
    counted();
    expect(text('bench-verdict')).toContain("the cluster's own rules of job cadvisor.90 of 100 series are stored.");
    expect(text('bench-costs')).toContain('drop [__name__] matching go_.*100.3331 of 3');
    expect(last('bench-list')).toMatchObject({ show: 'all', search: '' });
    answer('bench-list', { state: 'listed', found: 2, rows: [...ROWS] });
    expect(last('bench-steps')).toMatchObject({ row: 4 });
    answer('bench-steps', {
      state: 'explained',
      row: 4,
      before: { __name__: 'cpu', pod: 'a' },
      after: { __name__: 'cpu', pod: 'a' },
      steps: [],
      more: 0,
    });
    expect(text('bench-steps')).toContain('cpu{pod="a"}');
    expect(text('bench-home')).toContain('ConfigMap monitoring/prometheus-config, key prometheus.yml');
  });

  it('takes a series of the user, says what is wrong with it, and tries it again with other rules', () => {
    opened();
    counted();
    answer('bench-list', { state: 'listed', found: 2, rows: [...ROWS] });
    typeOwn('cpu{pod=z}');
    expect(last('bench-typed')).toMatchObject({ text: 'cpu{pod=z}' });
    answer('bench-typed', { state: 'unread', says: 'expected a quoted value' });
    expect(text('bench-typed-wrong')).toBe('This is not read: expected a quoted value.');
    typeOwn('cpu{pod="z"}');
    expect(text('bench-typed-wrong')).toBe('');
    const before = { __name__: 'cpu', pod: 'z' };
    answer('bench-typed', { state: 'explained', row: -1, before, refused: 'no metric name is left', steps: [], more: 0 });
    expect(text('bench-steps')).toContain('Refused: no metric name is left.');
    const asked = told.filter(({ type }) => type === 'bench-typed').length;
    write('- action: labeldrop\n  regex: id\n');
    act(() => vi.advanceTimersByTime(300));
    counted({ isOwn: false });
    answer('bench-list', { state: 'listed', found: 2, rows: [...ROWS] });
    expect(told.filter(({ type }) => type === 'bench-typed')).toHaveLength(asked + 1);
    const steps = told.filter(({ type }) => type === 'bench-steps').length;
    typeOwn('');
    expect(told.filter(({ type }) => type === 'bench-steps')).toHaveLength(steps + 1);
  });

  it('tries what is written once the writing pauses, and says what it changes', () => {
    opened();
    counted();
    write('- action: labeldrop\n  regex: id\n');
    expect(told.filter(({ type }) => type === 'bench-try')).toHaveLength(1);
    act(() => vi.advanceTimersByTime(300));
    expect(last('bench-try')).toMatchObject({ text: '- action: labeldrop\n  regex: id\n' });
    counted({
      isOwn: false,
      now: { ...TALLY, dropped: 0, kept: 100, stored: 100 },
      differences: 10,
      samplesPerSecond: { now: 10 / 3, own: 3 },
    });
    expect(text('bench-verdict')).toContain('Your rules store 10 series more (0.333 samples/s more).');
    expect(text('bench-show-differs')).toContain('10');
  });

  it.each<readonly [string, Partial<BenchCount>, string, string]>([
    [
      'fewer',
      { now: { ...TALLY, stored: 80 }, samplesPerSecond: { now: 2, own: 3 } },
      'ok',
      'Your rules store 10 series fewer (1 samples/s less).',
    ],
    ['the same', {}, 'ok', "Your rules store what the cluster's own do."],
    ['others', { differences: 4 }, 'ok', 'Your rules make something else of 4 series.'],
    ['collisions', { now: { ...TALLY, collided: 3 } }, 'degraded', '3 series are lost because others become the same.'],
    ['a scrape that fails', { now: { ...TALLY, refused: 3 }, refusedBecause: 'no name' }, 'broken', 'whole scrapes would fail.No name.'],
    [
      'unread targets',
      { unreadCount: 2, unread: [{ name: 'n2', because: 'refused' }] },
      'unknown',
      'Of 2 of 3 targets no exposition was read',
    ],
    ['no targets', { targets: 0 }, 'unknown', 'This job has no targets.'],
  ])('the verdict: %s', (_name, more, state, says) => {
    opened();
    counted({ isOwn: false, ...more });
    expect(part('bench-verdict')?.getAttribute('data-state')).toBe(state);
    expect(text('bench-verdict')).toContain(says);
  });

  it('wrong rules: line and reason, the counts before stay, nothing that was written is lost', () => {
    opened();
    counted();
    write('- action: drop\n  regex: "(\n');
    act(() => vi.advanceTimersByTime(300));
    answer('bench-try', { state: 'wrong', errors: [{ line: 2, says: 'Missing closing quote' }], more: 3 });
    expect(text('bench-verdict')).toContain('These rules would be refused.Line 2: Missing closing quote.');
    expect(text('bench-errors')).toContain('and 3 more');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(text('bench-show-dropped')).toContain('10');
    expect(field().value).toContain('"(');
    act(() => part('bench-errors')?.querySelector('button')?.click());
    expect([field().selectionStart, field().selectionEnd]).toEqual([15, 26]);
  });

  it("undo, redo, and back to the cluster's rules, by keys and buttons", () => {
    opened();
    write('one');
    write('two');
    press('z', { ctrlKey: true });
    expect(field().value).toBe('one');
    press('Z', { ctrlKey: true, shiftKey: true });
    expect(field().value).toBe('two');
    click('bench-reset');
    expect(field().value).toBe(OWN);
    click('bench-undo');
    expect(field().value).toBe('two');
    expect(part('bench-redo')?.hasAttribute('disabled')).toBe(false);
  });

  it('what was written stays with its job and kind, also when the screen was left', () => {
    opened();
    write('# mine');
    click('bench-kind-target');
    expect(field().value).toBe('');
    expect(last('bench-try')).toMatchObject({ kind: 'target', text: null });
    act(() => showScreen('map'));
    expect(told.at(-1)).toEqual({ type: 'bench-close' });
    act(() => showScreen('workbench'));
    opened();
    click('bench-kind-metric');
    expect(field().value).toBe('# mine');
  });

  it('a long count says how far it is and can be stopped', () => {
    opened();
    answer('bench-try', { state: 'counting', done: 20_000, of: 90_000 });
    expect(text('bench-verdict')).toContain('20 k of 90 k went through.');
    click('bench-stop');
    expect(told.at(-1)).toEqual({ type: 'bench-stop' });
    counted();
    expect(text('bench-verdict')).toContain('Stopped.');
  });

  it('search waits for a pause; a click on a count shows those', () => {
    opened();
    counted();
    act(() => searchRows('go_'));
    act(() => vi.advanceTimersByTime(200));
    expect(last('bench-list')).toMatchObject({ search: 'go_' });
    click('bench-show-dropped');
    expect(last('bench-list')).toMatchObject({ show: 'dropped', search: 'go_' });
  });

  it('answers to older questions are no news', () => {
    opened();
    const before = last('bench-try');
    write('x');
    act(() => vi.advanceTimersByTime(300));
    act(() =>
      receiveBench({
        type: 'bench',
        ask: before !== undefined && 'ask' in before ? before.ask : 0,
        bench: { state: 'counted', count: COUNT, ms: 1 },
      }),
    );
    expect(useBench.getState().count).toBeUndefined();
  });

  it('says why there is nothing to try', () => {
    answer('bench-open', { state: 'failed', says: 'no Prometheus was found in this cluster', remedy: 'Name it.' });
    expect(text('bench-verdict')).toContain('No Prometheus was found in this cluster. Name it.');
    expect(text('bench-idle')).toContain('no Prometheus was found');
  });

  it('comes from elsewhere with a job, its rules and the series meant; a new engine is asked anew', () => {
    act(() => showScreen('why'));
    act(() => showRule({ job: WEB.name, kind: 'target' }, 'up'));
    opened();
    expect(last('bench-try')).toMatchObject({ job: WEB.name, kind: 'target' });
    counted({ job: WEB.name, kind: 'target' });
    expect(last('bench-list')).toMatchObject({ search: 'up' });
    const before = told.length;
    act(() => tellBench(true));
    expect(told.slice(before).map(({ type }) => type)).toEqual(['bench-open']);
  });

  it('copies the rules, those of the operator in its spelling, and the command', () => {
    opened([WEB]);
    write('- sourceless\n- source_labels: [a]\n');
    const buttons = [...host.querySelectorAll('.hs-bench-foot button')];
    for (const button of buttons) act(() => (button as HTMLElement).click());
    expect(copied).toEqual([
      '- sourceless\n- source_labels: [a]\n',
      '- sourceless\n- sourceLabels: [a]\n',
      'kubectl -n shop edit servicemonitors.monitoring.coreos.com web',
    ]);
  });
});

describe('a draft', () => {
  it('letters are undone together, up to a blank; the rest one by one', () => {
    const typed = ['a', 'ab', 'abc'].reduce((draft, words) => edited(draft, words, true), draftOf(''));
    const more = edited(typed, 'abc ', false);
    expect(undone(more).text).toBe('abc');
    expect(undone(undone(more)).text).toBe('');
    expect(redone(undone(undone(more))).text).toBe('abc');
    expect(edited(undone(more), 'x', true).future).toEqual([]);
    expect(undone(draftOf('a')).text).toBe('a');
  });
});

describe('the text of the editor', () => {
  it.each([
    ['', 1],
    ['a', 1],
    ['a\nb\n', 3],
  ])('%j has %i lines', (words, count) => expect(lineCount(words)).toBe(count));

  it.each([
    [1, 0, 1],
    [2, 2, 4],
    [3, 5, 5],
    [9, 5, 5],
  ])('line %i is from %i to %i', (line, from, to) => expect(lineSpan('a\nbc\n', line)).toEqual({ from, to }));

  it.each([
    ['abc', 'abXc', 3],
    ['abXc', 'abc', 2],
    ['', 'ab', 2],
  ])('from %j to %j the change ends at %i', (before, after, end) => expect(changeEnd(before, after)).toBe(end));
});

it.each([
  ['ServiceMonitor', 'metric', 'spec.endpoints[2].metricRelabelings', 'servicemonitors'],
  ['PodMonitor', 'target', 'spec.podMetricsEndpoints[2].relabelings', 'podmonitors'],
  ['Probe', 'metric', 'spec.metricRelabelings', 'probes'],
  ['ScrapeConfig', 'target', 'spec.relabelings', 'scrapeconfigs'],
] as const)('a %s has its rules of %s under %s', (resource, kind, under, plural) => {
  const home = { kind: 'monitor', resource, namespace: 'a', name: 'b', endpoint: 2 } as const;
  const { says, command } = homeWords({ name: 'job', home }, kind);
  expect(says).toContain(under);
  expect(command).toContain(`edit ${plural}.monitoring.coreos.com b`);
});

it('spells both fields as the operator does, in either style, and nothing else', () => {
  expect(operatorText('- {source_labels: [a], target_label: b}\n- target_label: c\n  regex: source_labels:x\n')).toBe(
    '- {sourceLabels: [a], targetLabel: b}\n- targetLabel: c\n  regex: source_labels:x\n',
  );
});
