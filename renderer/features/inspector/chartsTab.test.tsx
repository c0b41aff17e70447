// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskedChart, ChartFrame } from '../../../shared/contract/chart';
import type { Details, SeriesData } from '../../../shared/contract/engine';
import * as bridge from '../../bridge/enginePort';
import { useChartChoice } from '../../store/chartChoice';
import { useClock } from '../../store/clock';
import { useCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { pointAtTime, useTimeCursor } from '../../store/timeCursor';
import { ChartsTab } from './ChartsTab';

const NOW = Date.UTC(2026, 10, 21, 12);
const DETAILS: Details = { id: 'prometheus', why: [], facts: [], answers: [], members: [], series: [] };
const FRAME: ChartFrame = {
  id: 'prometheus',
  source: 'own',
  sources: [
    { id: 'prometheus/a', name: 'Prometheus monitoring/a' },
    { id: 'prometheus/b', name: 'Thanos monitoring/b', says: 'connection refused' },
  ],
  fromMs: NOW - 900_000,
  toMs: NOW,
  live: true,
  stepSeconds: 15,
  peaks: false,
  asked: [],
};
const HEAD = { key: 'samples', title: 'Samples stored', unit: 'samples/s', order: 0 };

function line(name: string | undefined, values: readonly (number | null)[]): SeriesData {
  return {
    key: `k ${name}`,
    label: name ?? HEAD.title,
    unit: HEAD.unit,
    chart: HEAD,
    ...(name === undefined ? {} : { line: name }),
    source: 'own looks',
    points: values.map((value, index) => ({ atMs: NOW - (values.length - 1 - index) * 15_000, value })),
  };
}

function asked(state: AskedChart['state']): ChartFrame {
  return { ...FRAME, source: 'prometheus/a', asked: [{ ...HEAD, queries: ['sum(x)'], state }] };
}

let root: Root;
let host: HTMLElement;

function draw(series: readonly SeriesData[], chartFrame: ChartFrame): void {
  act(() => {
    useEngine.setState({ series, chartFrame });
    root.render(<ChartsTab details={DETAILS} />);
  });
}

const chart = () => host.querySelector('[data-testid="chart-samples"]');
const byId = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const button = (name: string | RegExp) =>
  [...host.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').match(name) !== null);
const press = (element: Element | null | undefined, key: string) =>
  act(() => void element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 328, 104));
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useClock.setState({ nowMs: NOW });
  useChartChoice.setState(useChartChoice.getInitialState(), true);
  pointAtTime(undefined);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('the charts of a component', () => {
  it('wait for the engine to speak of this very component', () => {
    draw([], { ...FRAME, id: 'kubelet' });
    expect(host.textContent).toBe('Asking the engine for the series.');
  });

  it('have a sentence as their name and the newest value beside their title', () => {
    draw([line(undefined, [1, null, 4_118])], FRAME);
    expect(chart()?.querySelector('[role="slider"]')?.getAttribute('aria-label')).toBe(
      'Samples stored, 4,118 samples/s now, from 11:59:30 to 12:00:00, 1 gap, source: own looks',
    );
    expect(chart()?.querySelector('[data-testid="chart-value"]')?.textContent).toBe('4,118 samples/s');
    expect(byId('chart-step')?.textContent).toBe('every 15 s');
  });

  it('say the value at the cursor, of every line', () => {
    draw([line('a', [1, 2]), line('b', [30, 40])], FRAME);
    act(() => pointAtTime(NOW - 15_000));
    expect(chart()?.querySelector('[data-testid="chart-value"]')?.textContent).toBe('highest 30 samples/s');
    expect([...(chart()?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual(['a1 samples/s', 'b30 samples/s']);
    expect(chart()?.querySelector('[role="slider"]')?.getAttribute('aria-valuetext')).toBe('11:59:45, a 1 samples/s, b 30 samples/s');
    expect(byId('chart-time')?.textContent).toBe('11:59:45');
  });

  it('move the cursor by arrows and zoom by plus and minus', () => {
    draw([line(undefined, [1, 2, 3])], FRAME);
    const slider = chart()?.querySelector('[role="slider"]');
    press(slider, 'ArrowLeft');
    press(slider, 'ArrowLeft');
    expect(useTimeCursor.getState().atMs).toBe(NOW - 15_000);
    press(slider, '+');
    expect(useChartChoice.getState().fixed).toEqual([{ why: 'zoomed', fromMs: NOW - 450_000, toMs: NOW }]);
    expect(byId('chart-fixed')?.textContent).toContain('Zoomed: 11:52:30 to 12:00:00');
    press(slider, '-');
    expect(byId('chart-fixed')).toBeNull();
  });

  it('offer their keys while they are shown', () => {
    draw([line(undefined, [1, 2, 3])], FRAME);
    const keys = () => useCommands.getState().commands.flatMap((command) => command.keys);
    expect(keys()).toEqual(expect.arrayContaining(['[', ']']));
    act(() => root.render(null));
    expect(keys()).not.toContain('[');
  });

  it('stand still when paused', () => {
    draw([line(undefined, [1, 2])], FRAME);
    act(() => button('Pause the charts')?.click());
    expect(useChartChoice.getState().fixed).toEqual([{ why: 'paused', fromMs: NOW - 900_000, toMs: NOW }]);
    act(() => button('Let the charts go on')?.click());
    expect(useChartChoice.getState().fixed).toEqual([]);
  });

  it('of a moment of before say so, have a way back to live and nothing to pause, and are zoomed into all the same', () => {
    vi.spyOn(bridge, 'tellEngine').mockImplementation(() => undefined);
    draw([line(undefined, [1, 2, 3])], { ...FRAME, live: false, heldMs: NOW });
    expect(byId('chart-held')?.textContent).toContain('Up to 12:00:00, the moment shown; not live');
    expect(byId('chart-pause')).toBeNull();
    const slider = chart()?.querySelector('[role="slider"]');
    expect(slider?.getAttribute('aria-label')).toContain('3 samples/s at the end');
    press(slider, '+');
    expect(byId('chart-fixed')?.textContent).toMatch(/^Zoomed: .*Back$/);
    act(() => byId('chart-held')?.querySelector('button')?.click());
    expect(bridge.tellEngine).toHaveBeenCalledWith({ type: 'go-live' });
  });

  it('have a table behind them', () => {
    draw([line('a', [1, null]), line('b', [3, 4])], FRAME);
    act(() => button('Table: Samples stored')?.click());
    const rows = [...(chart()?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['12:00:00', 'no value', '4 samples/s'],
      ['11:59:45', '1 samples/s', '3 samples/s'],
    ]);
  });

  it('list own looks and every source, and say which cannot be asked', () => {
    draw([], FRAME);
    const names = [...(byId('chart-source')?.querySelectorAll('option') ?? [])].map((option) => option.textContent);
    expect(names).toEqual(['own looks', 'Prometheus monitoring/a', 'Thanos monitoring/b (cannot be asked)']);
  });
});

describe('what is drawn', () => {
  const curves = () =>
    [...(chart()?.querySelectorAll('path.recharts-line-curve') ?? [])].filter((path) => path.getAttribute('stroke') !== 'none');

  it('is a line with gaps, and each of several lines has its dash', () => {
    draw([line('a', [1, 2, null, 3, 4]), line('b', [5, 6, 7, 8, 9])], FRAME);
    expect(curves().map((path) => [path.getAttribute('stroke'), path.getAttribute('stroke-dasharray')])).toEqual([
      ['var(--hs-chart-1)', null],
      ['var(--hs-chart-2)', '6 3'],
    ]);
    expect(curves().map((path) => path.getAttribute('d')?.match(/M/g)?.length)).toEqual([2, 1]);
  });

  it.each([
    ['own looks', 'var(--hs-chart-core)'],
    ['Prometheus monitoring/a', 'var(--hs-chart-mon)'],
  ])('out of %s is %s', (source, stroke) => {
    draw([{ ...line(undefined, [1, 2]), source }], FRAME);
    expect(curves()[0]?.getAttribute('stroke')).toBe(stroke);
  });

  it.each<[string, readonly (number | null)[]]>([
    ['one point', [7]],
    ['gaps alone', [null, null]],
    ['the largest numbers', [1e308, -1e308, 0]],
    ['a counter that was reset', [1e6, 1e6 + 1, 3]],
    ['a level line', [0, 0, 0]],
  ])('of %s stands inside the chart, without a number that is none', (_name, values) => {
    draw([line(undefined, values)], FRAME);
    expect(chart()?.querySelector('svg')).not.toBeNull();
    expect(chart()?.innerHTML).not.toMatch(/NaN|Infinity/);
  });

  it('of one point is a dot', () => {
    draw([line('a', [1]), line('b', [2])], FRAME);
    const dots = [...(chart()?.querySelectorAll('.recharts-surface path[fill^="var(--hs-chart"]') ?? [])];
    expect(dots.map((dot) => dot.getAttribute('fill'))).toEqual(['var(--hs-chart-1)', 'var(--hs-chart-2)']);
  });

  it('hatches the time before the first point and draws a limit with its words', () => {
    draw([{ ...line(undefined, [8, 9]), limit: { value: 10, says: 'one interval, 15 s' } }], FRAME);
    expect(chart()?.querySelector('[fill="url(#hs-chart-hatch)"]')).not.toBeNull();
    expect(chart()?.textContent).toContain('nobody looked');
    expect(chart()?.textContent).toContain('one interval, 15 s');
    expect(chart()?.querySelector('.recharts-reference-line line')?.getAttribute('stroke-dasharray')).toBe('4 3');
  });
});

describe('charts that are asked for', () => {
  it.each<[string, AskedChart['state'], string]>([
    ['waits', { state: 'waiting' }, 'Waits for its turn.'],
    ['takes long', { state: 'asking', sinceMs: NOW - 30_000 }, 'Asking for 30 s.'],
    ['has nothing', { state: 'ready', lines: 0 }, 'It has no sample of this in this stretch of time.'],
    [
      'failed',
      { state: 'failed', says: '422: too many samples', remedy: 'Take a shorter range.' },
      'It did not answer: 422: too many samples',
    ],
    [
      'has nothing, and not all of it answered',
      { state: 'ready', lines: 0, partial: { says: 'its answer is partial: a store is down', remedy: 'Look at the stores.' } },
      'Not everything came: its answer is partial: a store is down.Look at the stores.',
    ],
    ['was cancelled', { state: 'cancelled' }, 'Cancelled before it answered.'],
  ])('one that %s says so in its place', (_name, state, says) => {
    draw([], asked(state));
    expect(chart()?.textContent).toContain(says);
    expect(chart()?.textContent).toContain('Samples stored');
  });

  it('show how far asking is, with a way to end it', () => {
    draw([], asked({ state: 'asking', sinceMs: NOW }));
    expect(byId('chart-progress')?.textContent).toContain('0 of 1 charts answered');
    expect(button('Cancel')).toBeDefined();
    draw([], asked({ state: 'ready', lines: 0 }));
    expect(byId('chart-progress')).toBeNull();
  });

  it('keep their lines beside what failed, and show the query behind them', () => {
    draw(
      [{ ...line(undefined, [1, 2]), source: 'Prometheus monitoring/a' }],
      asked({ state: 'failed', says: 'no answer', remedy: 'Wait.' }),
    );
    expect(chart()?.textContent).toContain('It did not answer: no answer');
    expect(chart()?.querySelector('[role="slider"]')).not.toBeNull();
    act(() => button('Table: Samples stored')?.click());
    expect(chart()?.querySelector('code')?.textContent).toBe('sum(x)');
  });

  it('keep their lines, and say that a part did not come', () => {
    const partial = { says: 'its answer is partial: a store is down', remedy: 'Look at the stores.' };
    draw([line(undefined, [1, 2])], asked({ state: 'ready', lines: 1, partial }));
    expect(chart()?.textContent).toContain('Not everything came: its answer is partial: a store is down.');
    expect(chart()?.querySelector('[role="slider"]')).not.toBeNull();
    draw([line(undefined, [1, 2])], asked({ state: 'ready', lines: 1 }));
    expect(chart()?.textContent).not.toContain('partial');
  });

  it('say why there is none at all', () => {
    draw([], { ...FRAME, source: 'prometheus/a', trouble: { says: 'It does not scrape this.', remedy: 'Choose own looks.' } });
    expect(host.textContent).toContain('It does not scrape this.');
  });
});
