// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lagOf } from '../../../shared/analysis/trace/lag/lag';
import { RECORDED } from '../../../shared/analysis/trace/recorded.testSupport';
import { trace } from '../../../shared/analysis/trace/walk';
import type { FromRenderer } from '../../../shared/contract/engine';
import type { TraceProgress } from '../../../shared/contract/trace';
import { fixtureView } from '../../app/fixtureView';
import { showScreen, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { leavePath, useMapMoment } from '../../store/mapStore';
import { linkTrace, showTraceOf } from '../../store/traceLink';
import { forgetTrace, receiveTrace, receiveTraceSubjects, useTrace } from '../../store/traceStore';
import { lagScale } from './lagScale';
import { TraceVerdict } from './TraceVerdict';
import { TraceView } from './TraceView';
import { timeScale } from './timeScale';

const told: FromRenderer[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => told.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({ tellShell: () => undefined, listenToShell: () => undefined }));

const TRACED = trace(RECORDED);
const arrival = (sampleMs: number, atMs: number) => ({ sampleMs, afterMs: atMs - 1_000, atMs: atMs + 1_000 });
const STAGES = [
  { id: 'scrape', says: 'scrape', arrivals: [arrival(0, 4_000), arrival(20_000, 24_000), arrival(40_000, 44_000)] },
  { id: 'hpa', says: 'HPA sync', arrivals: [arrival(0, 10_000), arrival(20_000, 30_000), arrival(40_000, 50_000)] },
];
const LAG = lagOf(RECORDED, TRACED.hops, { stages: STAGES, withinMs: 40 });
const ANSWERED: TraceProgress = { state: 'answered', trace: TRACED, lag: LAG, requests: 12 };
const WEB = {
  subject: { kind: 'pod', namespace: 'demo', name: 'web-1' } as const,
  says: '2 containers on n1',
  metrics: ['http_requests_per_second'],
};
const FOUND = { type: 'trace-subjects', query: '', total: 14, subjects: [WEB] } as const;

let root: Root;
let host: HTMLElement;
let unlink: () => void;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const draw = () =>
  act(() =>
    root.render(
      <MantineProvider>
        <TraceVerdict />
        <TraceView />
      </MantineProvider>,
    ),
  );
const answer = (progress: TraceProgress) => act(() => receiveTrace({ type: 'trace', ask: useTrace.getState().ask, told: progress }));

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  told.length = 0;
  showScreen('map');
  useEngine.setState({ view: { ...fixtureView(), phase: 'live' } });
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  unlink = linkTrace();
});
afterEach(() => {
  act(() => root.unmount());
  unlink();
  forgetTrace();
  host.remove();
});

describe('the screen', () => {
  it('open, it looks for a subject and follows the first; closed, it is given up', async () => {
    await draw();
    act(() => showScreen('trace'));
    expect(told).toContainEqual({ type: 'find-trace-subjects', query: '' });
    act(() => receiveTraceSubjects({ ...FOUND, subjects: [...FOUND.subjects] }));
    expect(told.at(-1)).toMatchObject({ type: 'ask-trace', question: { subject: WEB.subject, metric: 'cpu' } });
    act(() => showScreen('map'));
    expect(told.at(-1)).toEqual({ type: 'stop-trace' });
  });

  it('from elsewhere: the words find the subject', async () => {
    await draw();
    act(() => showTraceOf('node/n1'));
    expect(useChoices.getState().screen).toBe('trace');
    expect(told).toContainEqual({ type: 'find-trace-subjects', query: 'node/n1' });
    act(() => receiveTraceSubjects({ ...FOUND, subjects: [...FOUND.subjects] }));
    expect(told.some(({ type }) => type === 'ask-trace')).toBe(false);
    act(() => receiveTraceSubjects({ ...FOUND, query: 'node/n1', subjects: [{ ...WEB, subject: { kind: 'node', name: 'n1' } }] }));
    expect(told.at(-1)).toMatchObject({ type: 'ask-trace', question: { subject: { kind: 'node', name: 'n1' } } });
  });

  it('answers to a question that was given up are not shown', async () => {
    await draw();
    act(() => showTraceOf(''));
    act(() => receiveTraceSubjects({ ...FOUND, subjects: [...FOUND.subjects] }));
    act(() => receiveTrace({ type: 'trace', ask: -1, told: ANSWERED }));
    expect(part('trace-hops')).toBeNull();
  });

  it('every hop with its number; the sentence answers', async () => {
    await draw();
    await answer(ANSWERED);
    expect([...host.querySelectorAll('.hs-trace-hop')].map((row) => row.querySelector('.hs-trace-value')?.textContent)).toEqual([
      '136.38 s',
      '136.78 s',
      '136.78 s',
      '154.8 m',
      '154.8 m',
      '155m',
      '211 %',
      '136.62 s',
      '210.0 m',
      '210.0 m',
    ]);
    expect(part('trace-verdict')?.textContent).toContain('kubectl top says 155m, the dashboard says 210.0 m: both are right.');
    expect(part('trace-verdict')?.textContent).toContain('clocks within ±40 ms, corrected');
    expect(part('trace-lag')?.textContent).toContain('A change reaches HPA demo/web-cpu in 10 s to 30 s, p50 20 s.');
  });

  it('a row is read as a sentence, and opens what it is made of', async () => {
    await draw();
    await answer(ANSWERED);
    const button = part('trace-hop-resource')?.querySelector('button');
    expect(button?.getAttribute('aria-label')).toMatch(/^\/metrics\/resource: 136.78 s, 14 s old, 10 s scrape, Sum of 2 containers/);
    act(() => button?.click());
    expect(part('trace-detail')?.textContent).toContain('sidecar0.16 s, 13.7 s ago');
    expect(part('trace-detail')?.textContent).toContain('against cAdvisor sample±0 s');
    expect(button?.getAttribute('aria-expanded')).toBe('true');
  });

  it('a denied hop says so in its row', async () => {
    const denied = trace({ ...RECORDED, cadvisor: { state: 'denied', because: 'you may not get nodes/proxy' } });
    await draw();
    await answer({ ...ANSWERED, trace: denied });
    expect(part('trace-hop-cadvisor')?.textContent).toContain('denied');
    expect(part('trace-hop-cadvisor')?.textContent).toContain('You may not get nodes/proxy.');
  });

  it('the chart has best, typical and worst beside the budget', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
    await draw();
    await answer(ANSWERED);
    vi.restoreAllMocks();
    const words = [...host.querySelectorAll('.hs-trace-lag-chart text')].map((each) => each.textContent);
    expect(words).toEqual(
      expect.arrayContaining(['budget, worst', 'scrape 15 s', 'best 10 s', 'p50 20 s', 'worst 30 s', 'this trace 34 s']),
    );
  });

  it('on the map its path stands out, and each line says what it added', async () => {
    await draw();
    await answer(ANSWERED);
    act(() => host.querySelector<HTMLElement>('[data-testid="trace-on-map"]')?.click());
    expect(useMapMoment.getState().path).toEqual({ kind: 'card', card: 'hpa' });
    expect(useMapMoment.getState().lags).toEqual({
      'containers>kubelet': '+18 s',
      'kubelet>metrics-server': '+10 s',
      'metrics-server>metrics-api': '+12 ms',
      'metrics-api>kubectl-top': '+12 ms',
      'metrics-api>hpa': '≤ 15 s',
      'cadvisor>prometheus': '+2.9 s',
      'prometheus>dashboard': '+12 ms',
    });
    expect(leavePath()).toBe(true);
    expect(useMapMoment.getState().lags).toBeUndefined();
  });

  it.each<[string, TraceProgress, string]>([
    ['waiting', { state: 'waiting' }, 'Waiting for the first look at everything.'],
    ['asking', { state: 'asking', sent: 9, back: 4 }, '4 of 9 requests have come back.'],
    ['failed', { state: 'failed', says: 'it fell' }, 'it fell.'],
  ])('%s', async (_name, progress, says) => {
    await draw();
    await answer(progress);
    expect(part('trace-verdict')?.textContent).toContain(says);
  });
});

describe('the axes', () => {
  it('the oldest bar stands at the left, the trace at the right', () => {
    const scale = timeScale(TRACED, 500);
    const oldest = Math.min(...TRACED.hops.flatMap(({ bar }) => (bar === undefined ? [] : [bar.fromMs])));
    expect(scale.x(oldest)).toBeLessThan(30);
    expect(scale.x(RECORDED.endedMs)).toBe(496);
    expect(scale.ticks.map(({ text }) => text)).toEqual(['−40 s', '−30 s', '−20 s', '−10 s', 'now']);
  });

  it('the budget and what was measured have room', () => {
    const scale = lagScale(LAG, 1_000);
    const whole = LAG.budget.reduce((sum, { ms }) => sum + ms, 0);
    expect(scale.x(0)).toBe(132);
    expect(scale.x(whole)).toBeLessThanOrEqual(976);
    expect(scale.ticks.at(-1)?.text).toBe('80 s');
  });
});
