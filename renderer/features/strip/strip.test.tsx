// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Strip, TrackSegment, View } from '../../../shared/contract/engine';
import { viewWith } from '../../../shared/contract/view.testSupport';
import * as enginePort from '../../bridge/enginePort';
import { isAvailable, useCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { neighbourMoment } from '../../store/moments';
import { useTimeCursor } from '../../store/timeCursor';
import { axisOf, shareAt, ticksOf, timeAt } from './axis';
import { stateText, turnText, valueText } from './stripText';
import { TimeStrip } from './TimeStrip';

const NOW = Date.UTC(2026, 0, 2, 14, 32, 7);
const MINUTE = 60_000;
const at = (minutesAgo: number) => NOW - minutesAgo * MINUTE;
const segment = (from: number, to: number, state: TrackSegment['state'], more: Partial<TrackSegment> = {}): TrackSegment => ({
  fromMs: at(from),
  toMs: at(to),
  state,
  ...more,
});
const BROKE = { subject: { kind: 'hop' as const, from: 'kubelet', to: 'metrics-server' }, because: '403 Forbidden' };

const STRIP: Strip = {
  nowMs: NOW,
  beganMs: at(55),
  core: [segment(54, 20, 'ok'), segment(20, 5, 'broken', BROKE), segment(5, 0, 'ok')],
  monitoring: [segment(54, 40, 'unseen'), segment(30, 0, 'ok')],
  moments: [at(54), at(30), at(20), at(10), at(0)],
};
const someView = (viewAt: number | undefined): View => viewWith({ at: viewAt });

describe('the axis', () => {
  it.each([
    [2, 10],
    [10, 10],
    [11, 20],
    [29, 30],
    [31, 60],
    [600, 60],
  ])('of a session of %d min spans %d min', (session, minutes) => {
    const axis = axisOf(NOW, at(session));
    expect([axis.toMs, (axis.toMs - axis.fromMs) / MINUTE]).toEqual([NOW, minutes]);
  });

  it('maps times to places and back, not beyond its ends', () => {
    const axis = axisOf(NOW, at(60));
    expect([at(90), at(60), at(30), NOW, NOW + 1].map((ms) => shareAt(axis, ms))).toEqual([0, 0, 0.5, 1, 1]);
    expect([-1, 0, 0.5, 1, 2].map((share) => timeAt(axis, share))).toEqual([at(60), at(60), at(30), NOW, NOW]);
  });

  it.each([
    [5, [10, 8, 6, 4, 2, 0]],
    [15, [20, 15, 10, 5, 0]],
    [25, [30, 20, 10, 0]],
    [90, [60, 45, 30, 15, 0]],
  ])('of a session of %d min has times %j min ago', (session, ago) => expect(ticksOf(axisOf(NOW, at(session)))).toEqual(ago.map(at)));
});

describe('words', () => {
  it.each([
    ['core', 30, 'ok'],
    ['core', 10, 'broken, kubelet to metrics-server: 403 Forbidden'],
    ['monitoring', 35, 'Hopscope was not looking'],
    ['monitoring', 45, 'not looked at'],
  ] as const)('%s, %d min ago: %s', (pipeline, ago, says) => expect(stateText(STRIP[pipeline], at(ago))).toBe(says));

  it('say what a pipeline did', () => {
    expect(turnText({ atMs: 0, pipeline: 'core', from: 'ok', to: 'broken' })).toBe('core pipeline broke');
    expect(turnText({ atMs: 0, pipeline: 'monitoring', from: 'unseen', to: 'ok' })).toBe('monitoring pipeline came back');
  });

  it('say what is shown', () => {
    expect(valueText(STRIP, undefined)).toBe('live. core: ok. monitoring: ok');
    expect(valueText(STRIP, at(10))).toMatch(/^\d\d:\d\d:07\. core: broken, kubelet to metrics-server: 403 Forbidden\. monitoring: ok$/);
  });
});

describe('the moment beside', () => {
  it.each([
    ['before now is the last but one: the newest is now', undefined, -1, at(10)],
    ['after now is none', undefined, 1, undefined],
    ['before one', at(20), -1, at(30)],
    ['after one', at(20), 1, at(10)],
    ['before the oldest is none', at(54), -1, undefined],
    ['after one that is no longer kept', at(59), 1, at(54)],
  ] as const)('%s', (_name, from, by, to) => expect(neighbourMoment(STRIP, from, by)).toBe(to));

  it('of an hour that is gone: before now is its newest', () =>
    expect(neighbourMoment({ ...STRIP, past: true }, undefined, -1)).toBe(at(0)));
});

describe('the strip', () => {
  let root: Root;
  let host: HTMLElement;
  const told = vi.spyOn(enginePort, 'tellEngine').mockImplementation(() => undefined);
  const lane = () => {
    const found = host.querySelector<HTMLElement>('[role="slider"]');
    if (found === null) throw new Error('no slider');
    return found;
  };
  const show = (strip: Strip | undefined, viewAt?: number) => {
    useEngine.setState({ strip, view: someView(viewAt) });
    act(() =>
      root.render(
        <MantineProvider>
          <TimeStrip />
        </MantineProvider>,
      ),
    );
  };
  const press = (key: string) => act(() => lane().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));

  beforeAll(() => {
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  });
  beforeEach(() => {
    host = document.body.appendChild(document.createElement('div'));
    root = createRoot(host);
    told.mockClear();
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
  });

  it('draws each state as its own mark', () => {
    show(STRIP);
    const marks = [...host.querySelectorAll('rect[data-state]')].map((each) => [
      each.getAttribute('data-state'),
      each.getAttribute('height'),
    ]);
    expect(marks).toEqual([
      ['ok', '2'],
      ['broken', '6'],
      ['ok', '2'],
      ['unseen', '6'],
      ['ok', '2'],
    ]);
  });

  it('has one tab stop, a name, and says what it shows', () => {
    show(STRIP);
    expect(host.querySelectorAll('[tabindex="0"], button')).toHaveLength(1);
    expect(lane().getAttribute('aria-label')).toBe('Time strip');
    expect(lane().getAttribute('aria-valuetext')).toBe('live. core: ok. monitoring: ok');
  });

  it('has its changes in a table for screen readers, newest first', () => {
    show(STRIP);
    const rows = [...host.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).slice(1));
    expect(rows).toEqual([
      ['core', 'broken to ok', ''],
      ['core', 'ok to broken', 'kubelet to metrics-server: 403 Forbidden'],
    ]);
  });

  it('marks the newest turning point with words', () => {
    show(STRIP);
    expect(host.querySelector('[data-testid="strip-turn"]')?.textContent).toMatch(/^\d\d:27:07 core pipeline came back$/);
  });

  it.each([
    ['ArrowLeft', undefined, { type: 'go-to', atMs: at(10) }],
    ['ArrowLeft', at(20), { type: 'go-to', atMs: at(30) }],
    ['ArrowRight', at(20), { type: 'go-to', atMs: at(10) }],
    ['ArrowRight', at(10), { type: 'go-live' }],
    ['ArrowRight', undefined, undefined],
    ['Home', undefined, { type: 'go-to', atMs: at(54) }],
    ['End', at(20), { type: 'go-live' }],
    ['Enter', undefined, { type: 'go-to', atMs: at(5) }],
    ['Escape', at(20), { type: 'go-live' }],
    ['Escape', undefined, undefined],
    ['x', at(20), undefined],
  ] as const)('%s from %s tells the engine %j', (key, from, message) => {
    show(STRIP, from);
    press(key);
    expect(told.mock.calls.map(([each]) => each)).toEqual(message === undefined ? [] : [message]);
  });

  const point = (type: string, share: number) => {
    vi.spyOn(lane(), 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 600, 36));
    lane().setPointerCapture = () => undefined;
    act(() => lane().dispatchEvent(new PointerEvent(type, { clientX: 100 + share * 600, button: 0, pointerId: 1, bubbles: true })));
  };

  it('goes where it is pressed and with the pointer, asks once for each moment, and at its end to now', () => {
    show(STRIP);
    point('pointermove', 0.1);
    expect(told).not.toHaveBeenCalled();
    // The axis spans an hour: 0.5 is 30 min ago.
    point('pointerdown', 0.75);
    point('pointermove', 0.76);
    point('pointermove', 0.5);
    point('pointermove', 1);
    point('pointerup', 1);
    point('pointermove', 0.2);
    expect(told.mock.calls.map(([each]) => each)).toEqual([
      { type: 'go-to', atMs: at(20) },
      { type: 'go-to', atMs: at(30) },
      { type: 'go-live' },
    ]);
  });

  it('shows under the pointer what was, in words and to the charts', () => {
    show(STRIP);
    point('pointermove', 0.75);
    expect(host.querySelector('[data-testid="strip-tip"]')?.textContent).toContain('broken, kubelet to metrics-server: 403 Forbidden');
    expect(useTimeCursor.getState().atMs).toBe(at(15));
    point('pointerout', 0.75);
    expect(host.querySelector('[data-testid="strip-tip"]')).toBeNull();
    expect(useTimeCursor.getState().atMs).toBeUndefined();
  });

  it('keeps its keys to itself, and leaves the others', () => {
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    show(STRIP, at(20));
    press('ArrowLeft');
    press('Escape');
    press('?');
    expect(heard.mock.calls.map(([event]) => event.key)).toEqual(['?']);
    window.removeEventListener('keydown', heard);
  });

  it('marks the moment shown', () => {
    show(STRIP, at(20));
    expect(host.querySelector('[data-testid="strip-held"]')).not.toBeNull();
    expect(Number(lane().getAttribute('aria-valuenow'))).toBe(at(20));
  });

  it('right after a restart says when the session began, and nothing else', () => {
    show({ nowMs: NOW, beganMs: NOW, core: [], monitoring: [], moments: [] });
    expect(host.querySelector('[data-testid="session-began"]')?.textContent).toMatch(/^session began \d\d:32$/);
    expect(host.querySelectorAll('rect[data-state]')).toHaveLength(0);
    expect(lane().getAttribute('aria-valuetext')).toContain('Hopscope was not looking');
    press('ArrowLeft');
    press('Enter');
    expect(told).not.toHaveBeenCalled();
  });

  it.each([
    ['moment-before', at(20), { type: 'go-to', atMs: at(30) }],
    ['moment-before', undefined, { type: 'go-to', atMs: at(10) }],
    ['moment-after', at(30), { type: 'go-to', atMs: at(20) }],
    ['newest-change', undefined, { type: 'go-to', atMs: at(5) }],
    ['go-live', at(30), { type: 'go-live' }],
  ] as const)('offers the command %s, from %s', (id, from, message) => {
    show(STRIP, from);
    const command = useCommands.getState().commands.find((each) => each.id === id);
    expect(command && isAvailable(command)).toBe(true);
    command?.run?.();
    expect(told.mock.calls).toEqual([[message]]);
  });

  const KEPT: Strip = { ...STRIP, sessions: [at(50), at(3)], earlier: true };
  const GONE: Strip = { ...KEPT, past: true };
  const button = (to: string) => host.querySelector<HTMLElement>(`[data-testid="strip-${to}"]`);

  it('marks where sessions began, in words where there is room, and says it', () => {
    show({ ...KEPT, sessions: [at(50), at(30), at(3)], beganMs: at(3) });
    expect(host.querySelectorAll('[data-testid="strip-session"]')).toHaveLength(3);
    expect(host.textContent).toMatch(/Sessions began at \d\d:42:07, \d\d:02:07, \d\d:29:07\./);
    expect(host.querySelector('[data-testid="session-began"]')?.textContent).toMatch(/^session began \d\d:29$/);
  });

  it('has an axis that holds all sessions of its hour', () => {
    show({ ...KEPT, beganMs: at(3), sessions: [at(25), at(3)] });
    expect(host.querySelector('[data-testid="strip-span"]')?.textContent).toBe('Last 30 min');
  });

  it.each([
    ['an hour back', KEPT, 'earlier', { type: 'turn-strip', to: 'earlier' }],
    ['an hour on', GONE, 'later', { type: 'turn-strip', to: 'later' }],
    ['not on from now', KEPT, 'later', undefined],
    ['not back from the first', { ...GONE, earlier: false }, 'earlier', undefined],
  ] as const)('goes %s', (_name, strip, to, message) => {
    show(strip);
    expect(button(to)?.getAttribute('aria-disabled')).toBe(String(message === undefined));
    act(() => button(to)?.click());
    expect(told.mock.calls.map(([each]) => each)).toEqual(message === undefined ? [] : [message]);
  });

  it('has no hours to go to where nothing is kept of before', () => {
    show({ ...KEPT, earlier: false });
    expect([button('earlier'), button('later')]).toEqual([null, null]);
  });

  it('of an hour that is gone says which, and that the window is live', () => {
    show(GONE);
    expect(host.querySelector('[data-testid="strip-span"]')?.textContent).toMatch(/^\d\d:32 to \d\d:32$/);
    expect(host.querySelector('[data-testid="session-began"]')?.textContent).toBe('2 Jan');
    expect(lane().getAttribute('aria-valuetext')).toMatch(/^The strip shows 2 Jan \d\d:32 to \d\d:32\. The window is live\.$/);
    expect(host.querySelector('.hs-strip-now')).toBeNull();
  });

  it('of an hour that is gone has no now: its end is its newest moment', () => {
    show(GONE);
    point('pointerdown', 1);
    press('ArrowLeft');
    expect(told.mock.calls.map(([each]) => each)).toEqual([
      { type: 'go-to', atMs: at(0) },
      { type: 'go-to', atMs: at(0) },
    ]);
  });

  it.each([
    ['hour-before', KEPT, { type: 'turn-strip', to: 'earlier' }],
    ['hour-after', GONE, { type: 'turn-strip', to: 'later' }],
  ] as const)('offers the command %s', (id, strip, message) => {
    show(strip);
    const command = useCommands.getState().commands.find((each) => each.id === id);
    expect(command && isAvailable(command)).toBe(true);
    command?.run?.();
    expect(told.mock.calls).toEqual([[message]]);
    show(STRIP);
    expect(command && isAvailable(command)).toBe(false);
  });

  it.each(['moment-after', 'go-live'])('does not offer %s while live', (id) => {
    show(STRIP);
    const command = useCommands.getState().commands.find((each) => each.id === id);
    expect(command && isAvailable(command)).toBe(false);
  });

  it('keeps its place until the engine has told it; without a cluster it is not there', () => {
    show(undefined);
    expect(host.querySelector('.hs-strip-empty')).not.toBeNull();
    act(() => useEngine.setState({ view: undefined }));
    expect(host.querySelector('.hs-strip')).toBeNull();
  });
});
