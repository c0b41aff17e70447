// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { assertNever } from '../../../shared/model/result';
import type { StepId } from '../../../shared/walkthrough/chapters';
import type { ShownProof, Step, Target, Task } from '../../../shared/walkthrough/step';
import { allPlaces, placeOf } from '../../../shared/walkthrough/walker';
import { fixtureView } from '../../app/fixtureView';
import { chooseTab, closeInspector, inspect, selectCard, showAnswer, showScreen, useChoices } from '../../store/choiceStore';
import { chooseDoctor, useDoctors } from '../../store/doctorStore';
import { type AnswerText, receiveFromEngine, useEngine } from '../../store/engineStore';
import { choosePart, useExplorer } from '../../store/explorerStore';
import { chooseGapRange, HOUR_MS, useGaps } from '../../store/gapStore';
import { focusPath, useMapMoment } from '../../store/mapStore';
import { chooseTrace, useTrace } from '../../store/traceStore';
import { goToStep, leaveWalkthrough, recallWalkthrough, startWalkthrough, useWalkthrough } from '../../store/walkthroughStore';
import { askWhy } from '../../store/whyLink';
import { useWhy } from '../../store/whyStore';
import { ENGLISH } from '../../texts/catalogue';
import { Walkthrough } from './Walkthrough';

const engine = vi.hoisted(() => ({ told: [] as unknown[] }));
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => engine.told.push(message) }));

let root: Root;
let host: HTMLElement;
let sent: unknown[] = [];
const t = ENGLISH.walkthrough;
const part = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const text = (testId: string) => part(testId)?.textContent ?? 'not there';
const click = (testId: string) => act(() => part(testId)?.click());
const press = (key: string, target: Element | null = part('walk-title')) =>
  act(() => target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const kept = () => sent.filter(isProgress).at(-1);

function isProgress(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'change-settings';
}

function open(id: StepId): void {
  act(() => {
    recallWalkthrough({ at: id, done: [] });
    startWalkthrough();
    root.render(
      <MantineProvider>
        <Walkthrough />
      </MantineProvider>,
    );
  });
}

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  vi.useFakeTimers();
  host = document.body.appendChild(document.createElement('div'));
  host.innerHTML =
    '<div id="app"></div><button data-testid="card-kubelet">kubelet</button><i data-testid="edge-kubelet-metrics-server"></i>';
  root = createRoot(host.querySelector('#app') ?? host);
  engine.told.length = 0;
  sent = [];
  Reflect.set(window, 'hopscope', { send: (message: unknown) => sent.push(message), onMessage: () => undefined });
  useEngine.setState({ ...useEngine.getInitialState(), view: fixtureView() }, true);
  useWalkthrough.setState(useWalkthrough.getInitialState(), true);
  closeInspector();
  showScreen('map');
  useDoctors.setState(useDoctors.getInitialState(), true);
  useExplorer.setState(useExplorer.getInitialState(), true);
  useGaps.setState(useGaps.getInitialState(), true);
  useMapMoment.setState(useMapMoment.getInitialState(), true);
  useTrace.setState(useTrace.getInitialState(), true);
  useWhy.setState(useWhy.getInitialState(), true);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.useRealTimers();
});

describe('the words of a step', () => {
  it.each(allPlaces().map(({ step }) => step.id))('%s: a short title, a task and a hint', (id) => {
    const { title, task, hint } = t.steps[id];
    expect(title.length).toBeLessThanOrEqual(60);
    expect(task.endsWith('.')).toBe(true);
    expect(hint.endsWith('.')).toBe(true);
  });
});

describe('a step', () => {
  it('is a dialog beside what it is about, and has the keyboard', () => {
    open('fork');
    const dialog = part('walkthrough');
    expect(dialog?.getAttribute('role')).toBe('dialog');
    expect(dialog?.getAttribute('aria-labelledby')).toBe(part('walk-title')?.id);
    expect(document.activeElement).toBe(part('walk-title'));
    expect(part('card-kubelet')?.classList).toContain('driver-active-element');
    expect(part('card-kubelet')?.hasAttribute('aria-haspopup')).toBe(false);
    expect(dialog?.textContent).toContain(t.steps.fork.says);
    expect(dialog?.textContent).toContain('Chapter 1 of');
  });

  it('leads to the map when it is about a card', () => {
    showScreen('settings');
    open('fork');
    expect(useChoices.getState().screen).toBe('map');
  });

  it('stands in the corner while what it is about is not there, and goes to it when it comes', () => {
    const card = part('card-kubelet');
    card?.remove();
    open('fork');
    expect(document.body.classList).toContain('hs-walk-lost');
    if (card !== null) host.append(card);
    act(() => vi.advanceTimersByTime(300));
    expect(document.body.classList).not.toContain('hs-walk-lost');
    expect(card?.classList).toContain('driver-active-element');
    expect(document.activeElement).toBe(part('walk-title'));
  });
});

/** The window's part that a target is, as the map and the rail name it. */
function testIdOf(target: Target): string {
  if (target.at === 'card') return `card-${target.card}`;
  return target.at === 'hop' ? `edge-${target.from}-${target.to}` : `rail-${target.screen}`;
}

/** A view in which the request that a step shows was sent. */
function viewWith({ of, path, within }: ShownProof): ReturnType<typeof fixtureView> {
  const view = fixtureView();
  const evidence = [{ at: view.report.to, says: '', request: `GET /somewhere${path ?? within ?? ''}`, answerId: 'answer/shown' }];
  const { components, edges } = view.report;
  const report =
    of.at === 'card'
      ? { ...view.report, components: components.map((each) => (each.id === of.card ? { ...each, evidence } : each)) }
      : { ...view.report, edges: edges.map((each) => (each.from === of.from && each.to === of.to ? { ...each, evidence } : each)) };
  return { ...view, report };
}

const PARTS: Readonly<Record<string, () => void>> = {
  'access housekeeping': () => choosePart('housekeeping'),
  'access kubelets': () => choosePart('kubelets'),
  'doctors hpa': () => chooseDoctor('hpa'),
  'doctors metrics-server': () => chooseDoctor('metrics-server'),
  'doctors kube-state-metrics': () => chooseDoctor('kube-state-metrics'),
  'trace memory': () => chooseTrace({ subject: { kind: 'node', name: 'n1' }, metric: 'memory' }),
  'gaps 6h': () => chooseGapRange(6 * HOUR_MS),
  'why asked': () => askWhy({ metric: 'up', labels: {} }),
};

/** What the reader does, as the window takes it. */
function doTask(task: Task): void {
  switch (task.kind) {
    case 'open-card':
      selectCard(task.card);
      break;
    case 'open-hop':
      inspect({ kind: 'hop', from: task.from, to: task.to });
      break;
    case 'open-tab':
      selectCard(task.card);
      chooseTab(toTab(task.tab));
      break;
    case 'light-path':
      selectCard(task.card);
      focusPath({ kind: 'card', card: task.card });
      break;
    case 'read-answer':
      selectCard('kubelet');
      showAnswer('answer/read');
      receiveFromEngine({ type: 'answer', id: 'answer/read', marks: [], request: `GET ${task.path}`, text: 'x' });
      break;
    case 'open-oldest':
      receiveFromEngine({ type: 'details', details: withOneMember(task.card) });
      inspect({ kind: 'member', card: task.card, member: 'm1' });
      break;
    case 'show-part':
      showScreen(SCREENS.find((each) => each === task.screen) ?? expect.unreachable());
      if (task.part !== undefined) (PARTS[`${task.screen} ${task.part}`] ?? expect.unreachable(task.part))();
      break;
    default:
      assertNever(task);
  }
}

function withOneMember(id: string): Extract<FromEngine, { type: 'details' }>['details'] {
  return { id, why: [], facts: [], answers: [], series: [], members: [{ id: 'm1', name: 'm1', health: 'ok', ageSeconds: 9 }] };
}

const SCREENS = ['access', 'doctors', 'trace', 'gaps', 'why', 'workbench', 'blindSpots', 'findings'] as const;

function toTab(tab: string): 'metrics' | 'charts' {
  return tab === 'metrics' || tab === 'charts' ? tab : expect.unreachable(tab);
}

describe('every step', () => {
  const STEPS: readonly Step<StepId>[] = allPlaces().map(({ step }) => step);

  it.each(STEPS.map((step) => [step.id, step] as const))(
    '%s: points at the live thing, shows its request and answer, says three sentences, and asks for a task that is checked, with a hint',
    (id, { points, proof, task }) => {
      part(testIdOf(points))?.remove();
      host.insertAdjacentHTML('beforeend', `<button data-testid="${testIdOf(points)}">it</button>`);
      useEngine.setState({ view: viewWith(proof) });
      open(id);
      expect(part(testIdOf(points))?.classList).toContain('driver-active-element');

      expect(engine.told).toEqual([{ type: 'read-answer', id: 'answer/shown' }]);
      const text = ['# a comment', 'before', `${proof.find ?? 'ok'} 1`, 'after'].join('\n');
      act(() => receiveFromEngine({ type: 'answer', id: 'answer/shown', marks: [], request: 'GET /asked/really', text }));
      expect(part('walk-proof')?.querySelector('figcaption')?.textContent).toContain('GET /asked/really');
      expect(part('walk-proof')?.textContent).toContain(proof.find ?? 'ok');

      const words = t.steps[id];
      expect(document.getElementById('hs-walk-says')?.textContent).toContain(words.says);
      expect(words.says.split(/(?<=\.) /)).toHaveLength(3);

      expect(part('walk-task')?.textContent).toContain(words.task);
      expect(part('walk-task')?.dataset['done']).toBe('false');
      click('walk-check');
      expect(part('walk-result')?.textContent).toBe(t.notYet);
      click('walk-hint');
      expect(part('walk-task')?.textContent).toContain(words.hint);
      act(() => doTask(task));
      expect(part('walk-result')?.textContent).toBe(t.done);
    },
  );
});

describe('on a cluster that lacks some parts', () => {
  const lacking = (health: 'absent' | 'denied', ...cards: readonly string[]) => {
    const view = fixtureView();
    const components = view.report.components.map((each) => (cards.includes(each.id) ? { ...each, health, evidence: [] } : each));
    useEngine.setState({ view: { ...view, report: { ...view.report, components } } });
  };
  const step = () => document.querySelector('[data-step]')?.getAttribute('data-step');

  it('steps are left out with a word, on the way on and back, and none is said twice', () => {
    lacking('absent', 'custom-metrics-api');
    open('monitoring');
    expect(text('walk-left-out')).toBe('');
    click('walk-next');
    expect(step()).toBe('agent');
    expect(text('walk-left-out')).toBe(t.leftOut(1, t.lacks.absent('Custom metrics')));
    expect(part('walk-left-out')?.getAttribute('role')).toBe('status');
    press('ArrowLeft');
    expect(step()).toBe('monitoring');
    expect(text('walk-left-out')).toBe(t.leftOut(1, t.lacks.absent('Custom metrics')));
    expect(kept()).toEqual({ type: 'change-settings', change: { walkthrough: { at: 'monitoring', done: [] } } });
  });

  it('those of a part that may not be read are left out too', () => {
    lacking('denied', 'cadvisor');
    open('meet');
    click('walk-next');
    expect(step()).toBe('oldest');
    expect(text('walk-left-out')).toBe(t.leftOut(2, t.lacks.denied('cAdvisor')));
  });

  it('a step that was gone to all the same says what is lacking', () => {
    lacking('absent', 'prometheus-adapter', 'custom-metrics-api');
    open('custom-metric');
    expect(text('walk-left-out')).toContain(t.notHere(t.lacks.absent('Custom metrics')));
  });

  it('it ends behind the last step that can be gone through', () => {
    lacking('absent', 'kube-state-metrics', 'api-objects');
    open('cost');
    expect(text('walk-next')).toBe(t.finish);
    click('walk-next');
    expect(useWalkthrough.getState().shown).toBe(false);
  });
});

describe('the live answer', () => {
  const answer = (more: Partial<AnswerText>): FromEngine => ({ type: 'answer', id: 'answer/hop', marks: [], ...more });

  it('is asked for, and shown with its request and the line that matters', () => {
    open('core');
    expect(engine.told).toEqual([{ type: 'read-answer', id: 'answer/hop' }]);
    expect(part('walkthrough')?.textContent).toContain(t.asking);
    const body = '{"items":[{"usage":{"cpu":"212m"}}]}';
    const of = { request: 'GET /apis/metrics.k8s.io/v1beta1/nodes', text: body, contentType: 'application/json' };
    act(() => receiveFromEngine(answer(of)));
    expect(text('walk-proof')).toContain('GET /apis/metrics.k8s.io/v1beta1/nodes');
    expect(part('walk-proof')?.querySelector('li')?.textContent).toContain('"usage"');
    // The inspector did not ask for it.
    expect(useEngine.getState().answer).toBeUndefined();
  });

  it('does not keep the inspector from its own', () => {
    open('core');
    showAnswer('answer/hop');
    act(() => receiveFromEngine(answer({ text: 'x' })));
    expect(useEngine.getState().answer?.text).toBe('x');
  });

  it('says when nothing is kept, and why where that is known', () => {
    const view = fixtureView();
    const edges = view.report.edges.map((edge) => ({ ...edge, evidence: [], because: 'you may not get nodes/metrics' }));
    useEngine.setState({ view: { ...view, report: { ...view.report, edges } } });
    open('core');
    expect(part('walkthrough')?.textContent).toContain('you may not get nodes/metrics');
    expect(engine.told).toEqual([]);
  });
});

describe('the request that a step shows', () => {
  it('is one with these words within, where the step says so', () => {
    const view = fixtureView();
    const asked = (request: string) => ({ at: view.report.to, says: '', request, answerId: request });
    const evidence = [
      asked('GET /apis/custom.metrics.k8s.io/v1beta2'),
      asked('GET /apis/custom.metrics.k8s.io/v1beta2/namespaces/a/pods/*/m'),
    ];
    const components = view.report.components.map((each) => (each.id === 'custom-metrics-api' ? { ...each, evidence } : each));
    useEngine.setState({ view: { ...view, report: { ...view.report, components } } });
    open('custom-metric');
    expect(engine.told).toEqual([{ type: 'read-answer', id: evidence[1]?.answerId }]);
  });
});

describe('a task', () => {
  it('is not done because one asks, and is done as soon as the window shows it; both are said', () => {
    open('fork');
    expect(text('walk-result')).toBe('');
    click('walk-check');
    expect(text('walk-result')).toBe(t.notYet);
    act(() => selectCard('kubelet'));
    expect(text('walk-result')).toBe(t.done);
    expect(part('walk-result')?.getAttribute('role')).toBe('status');
    expect(part('walk-check')).toBeNull();
    expect(kept()).toEqual({ type: 'change-settings', change: { walkthrough: { at: 'fork', done: ['fork'] } } });
    act(() => closeInspector());
    expect(text('walk-result')).toBe(t.done);
  });

  it.each([
    ['a doctor', 'decision', 'doctors', () => chooseDoctor('hpa')],
    [
      'the number that is followed',
      'other-window',
      'trace',
      () => chooseTrace({ subject: { kind: 'node', name: 'n1' }, metric: 'memory' }),
    ],
    ['how long back gaps are looked for', 'cost', 'gaps', () => chooseGapRange(6 * HOUR_MS)],
    ['a question why', 'counters', 'why', () => askWhy({ metric: 'up', labels: {} })],
    ['a part of Access', 'housekeeping', 'access', () => choosePart('housekeeping')],
  ] as const)('knows what a screen is on: %s', (_what, step, screen, choose) => {
    open(step);
    act(() => showScreen(screen));
    expect(text('walk-result')).toBe('');
    act(choose);
    expect(text('walk-result')).toBe(t.done);
  });

  it('has a hint for who asks for it', () => {
    open('fork');
    expect(text('walk-task')).not.toContain(t.steps.fork.hint);
    click('walk-hint');
    expect(text('walk-task')).toContain(t.steps.fork.hint);
    expect(part('walk-hint')?.getAttribute('aria-expanded')).toBe('true');
  });

  it('knows the oldest of the members that were listed before one of them was opened', () => {
    open('oldest');
    const members = [
      { id: 'kubelet/n1', name: 'n1', health: 'ok', ageSeconds: 3 },
      { id: 'kubelet/n2', name: 'n2', health: 'ok', ageSeconds: 17 },
    ] as const;
    const empty = { why: [], facts: [], answers: [], series: [] };
    act(() => receiveFromEngine({ type: 'details', details: { ...empty, id: 'kubelet', members: [...members] } }));
    act(() => inspect({ kind: 'member', card: 'kubelet', member: 'kubelet/n1' }));
    act(() => receiveFromEngine({ type: 'details', details: { ...empty, id: 'kubelet/n1', members: [] } }));
    expect(text('walk-result')).toBe('');
    act(() => inspect({ kind: 'member', card: 'kubelet', member: 'kubelet/n2' }));
    expect(text('walk-result')).toBe(t.done);
  });
});

describe('the way', () => {
  const step = () => document.querySelector('[data-step]')?.getAttribute('data-step');

  it('goes on and back by button and arrow, and keeps the place', () => {
    open('fork');
    click('walk-next');
    expect(step()).toBe('core');
    expect(document.activeElement).toBe(part('walk-title'));
    expect(kept()).toEqual({ type: 'change-settings', change: { walkthrough: { at: 'core', done: [] } } });
    press('ArrowLeft');
    expect(step()).toBe('fork');
    press('ArrowLeft');
    expect(step()).toBe('fork');
    press('ArrowRight');
    expect(step()).toBe('core');
  });

  it('goes to a chapter; the arrows of that choice are its own', () => {
    open('fork');
    const chapters = part('walk-chapters');
    press('ArrowRight', chapters);
    expect(step()).toBe('fork');
    act(() => goToStep('agent'));
    expect(placeOf(step() ?? '')?.chapter.id).toBe('cadvisor');
    expect(part('walkthrough')?.textContent).toContain('step 1 of');
  });

  it('is left by Esc or its button, and goes on there', () => {
    open('core');
    press('Escape');
    expect(useWalkthrough.getState()).toMatchObject({ shown: false, at: 'core' });
    startWalkthrough();
    click('walk-leave');
    expect(useWalkthrough.getState()).toMatchObject({ shown: false, at: 'core' });
  });

  it('ends behind the last step', () => {
    const last = allPlaces().at(-1)?.step.id ?? expect.unreachable();
    open(last);
    expect(text('walk-next')).toBe(t.finish);
    click('walk-next');
    expect(useWalkthrough.getState()).toMatchObject({ shown: false, at: 'fork' });
  });

  it('takes its light away and gives the keyboard back', () => {
    part('card-kubelet')?.focus();
    open('fork');
    act(() => {
      leaveWalkthrough();
      root.render(null);
    });
    expect(part('walkthrough')).toBeNull();
    expect(document.querySelector('.driver-overlay')).toBeNull();
    expect(document.activeElement).toBe(part('card-kubelet'));
  });

  it('does not hold the Tab key', () => {
    open('fork');
    const event = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true });
    part('walk-title')?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it('is not moved by settings that come while it is open', () => {
    open('core');
    act(() => recallWalkthrough({ at: 'fork', done: [] }));
    expect(step()).toBe('core');
  });
});
