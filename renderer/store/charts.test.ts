// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { SeriesData } from '../../shared/contract/engine';
import { fixtureView } from '../app/fixtureView';
import {
  chartsLive,
  chooseChartSource,
  chooseRange,
  leaveZoom,
  pauseCharts,
  spanOf,
  useChartChoice,
  zoomBack,
  zoomCharts,
} from './chartChoice';
import { chartIntent, linkCharts } from './chartLink';
import { useChoices } from './choiceStore';
import { useEngine } from './engineStore';
import { moveTimeCursor, nextTime, showLookTimes } from './lookTimes';
import { shareSeries } from './shareSeries';
import { pointAtTime, useTimeCursor } from './timeCursor';

const span = () => spanOf(useChartChoice.getState());

beforeEach(() => {
  useChartChoice.setState(useChartChoice.getInitialState(), true);
  pointAtTime(undefined);
});

describe('what charts show', () => {
  it('is live at first', () => expect(span()).toEqual({ kind: 'live', ms: 900_000 }));
  it('stands still when paused, and keeps its end in another range', () => {
    pauseCharts(1_000_000);
    expect(span()).toEqual({ kind: 'fixed', fromMs: 100_000, toMs: 1_000_000 });
    chooseRange(300_000);
    expect(span()).toEqual({ kind: 'fixed', fromMs: 700_000, toMs: 1_000_000 });
  });
  it('zooms in step by step, in whichever direction was dragged, and back the same way', () => {
    zoomCharts(50_000, 10_000);
    zoomCharts(20_000, 30_000);
    expect(span()).toEqual({ kind: 'fixed', fromMs: 20_000, toMs: 30_000 });
    zoomBack();
    expect(span()).toEqual({ kind: 'fixed', fromMs: 10_000, toMs: 50_000 });
    zoomBack();
    expect(span().kind).toBe('live');
    expect(zoomBack()).toBe(false);
  });
  it('does not take a click for a zoom', () => {
    zoomCharts(10_000, 10_400);
    expect(span().kind).toBe('live');
  });
  it('leaves a zoom by Escape, not a pause', () => {
    pauseCharts(1_000_000);
    zoomCharts(200_000, 300_000);
    expect(leaveZoom()).toBe(true);
    expect(leaveZoom()).toBe(false);
    expect(span().kind).toBe('fixed');
    chartsLive();
    expect(span().kind).toBe('live');
  });
  it('asks a Prometheus only while the Charts tab is shown', () => {
    chooseChartSource('prometheus/a');
    useChoices.setState({ tab: 'overview' });
    expect(chartIntent().source).toBe('own');
    useChoices.setState({ tab: 'charts' });
    expect(chartIntent().source).toBe('prometheus/a');
  });
});

describe('while the window goes through the past', () => {
  it('a pause or zoom of one moment is left at the next and when it is live again', () => {
    const stop = linkCharts();
    const show = (at: number | undefined) => useEngine.setState({ view: { ...fixtureView(), at } });
    show(undefined);
    zoomCharts(10_000, 20_000);
    show(undefined);
    expect(span().kind).toBe('fixed');
    show(20_000);
    expect(span().kind).toBe('live');
    zoomCharts(10_000, 20_000);
    show(undefined);
    expect(span().kind).toBe('live');
    stop();
  });
});

describe('the time cursor by looks', () => {
  it.each([
    [undefined, -1, 30],
    [undefined, 1, 30],
    [20, -1, 10],
    [20, 1, 30],
    [25, -1, 20],
    [10, -1, 10],
    [30, 1, 30],
  ] as const)('from %s by %d is at %d', (atMs, by, next) => expect(nextTime([10, 20, 30], atMs, by)).toBe(next));
  it('moves over the points on the screen', () => {
    showLookTimes([10, 20]);
    moveTimeCursor(-1);
    moveTimeCursor(-1);
    expect(useTimeCursor.getState().atMs).toBe(10);
    showLookTimes([]);
  });
});

describe('lines that came again', () => {
  const line = (key: string, value: number): SeriesData => ({ key, label: key, unit: 'x', source: 's', points: [{ atMs: 1, value }] });
  it('stay the same objects when nothing of them changed', () => {
    const before = [line('a', 1), line('b', 1)];
    const after = shareSeries(before, [line('a', 1), line('b', 2), line('c', 1)]);
    expect(after.map((one) => before.includes(one))).toEqual([true, false, false]);
    expect(after[1]?.points[0]?.value).toBe(2);
  });
  it('are new when their head changed', () => expect(shareSeries([line('a', 1)], [{ ...line('a', 1), unit: 'y' }])[0]?.unit).toBe('y'));
});
