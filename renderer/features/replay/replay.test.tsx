// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Replay, ReplayFinding } from '../../../shared/contract/replay';
import * as enginePort from '../../bridge/enginePort';
import { useClock } from '../../store/clock';
import { isAvailable, useCommands } from '../../store/commandStore';
import { receiveEngineState, receiveFromEngine } from '../../store/engineStore';
import { holdTimeOfMoments } from '../../store/moments';
import { forgetReplay, seekPercent } from '../../store/replayStore';
import { ReplayBar } from './ReplayBar';

const FROM_MS = Date.UTC(2026, 0, 2, 12);
const REPLAY: Replay = {
  run: 1,
  name: 'night.hopscope',
  context: 'shop',
  madeBy: 'Hopscope 1.0',
  fromMs: FROM_MS,
  toMs: FROM_MS + 600_000,
  nowMs: FROM_MS + 60_000,
  state: 'paused',
  speed: 10,
};

const finding = (id: string, severity: ReplayFinding['severity'], fromSecond: number, toSecond?: number): ReplayFinding => ({
  id,
  rule: id,
  severity,
  subject: 'Node/n1',
  title: id,
  fromMs: FROM_MS + fromSecond * 1_000,
  ...(toSecond === undefined ? {} : { toMs: FROM_MS + toSecond * 1_000 }),
});
const DOWN: ReplayFinding = {
  ...finding('down', 'error', 60, 180),
  title: 'Metrics Server does not run',
  subject: 'Deployment/kube-system/metrics-server',
};
const SLOW = finding('Slow', 'warning', 62);
const LATE = finding('Late', 'info', 300);

let root: Root;
let host: HTMLElement;
const told = vi.spyOn(enginePort, 'tellEngine').mockImplementation(() => undefined);

function show(replay: Partial<Replay>): void {
  act(() => receiveFromEngine({ type: 'replay', replay: { ...REPLAY, ...replay } }));
}
function showFound(...findings: readonly ReplayFinding[]): void {
  show({});
  act(() => receiveFromEngine({ type: 'replay-findings', findings: [...findings], more: 0 }));
}
const marks = (): HTMLElement[] => [...host.querySelectorAll<HTMLElement>('[data-testid="replay-finding"]')];
const part = (id: string): HTMLElement => {
  const found = host.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (found === null) throw new Error(`${id} is not there`);
  return found;
};
const click = (id: string) => act(() => part(id).click());

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // 500 px of ten minutes and an edge on either side: 5 px are six seconds.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(516);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<ReplayBar />));
  told.mockClear();
});
afterEach(() => {
  act(() => root.unmount());
  act(() => forgetReplay());
  host.remove();
});

describe('the player', () => {
  it('is not there while a cluster is looked at', () => {
    expect(host.innerHTML).toBe('');
  });

  it('says that it is a recording, of what, from when to when, and that it is whole', () => {
    show({});
    expect(part('replay').textContent).toContain('Recording of shop 2 Jan 12:00:00 to 12:10:00, 10 min whole');
  });

  it('says of one that was cut off that it is not whole, and why', () => {
    show({ damage: 'the file was cut off' });
    expect(part('replay-whole').textContent).toBe('not whole');
    expect(part('replay').textContent).toContain('Not whole: the file was cut off.');
  });

  it.each([
    ['paused: plays', { state: 'paused' }, 'Play', true],
    ['playing: pauses', { state: 'playing' }, 'Pause', false],
    ['at its end: plays it again', { nowMs: REPLAY.toMs }, 'Play from the beginning', true],
  ] as const)('%s', (_name, replay, says, playing) => {
    show(replay);
    expect(part('replay-play').ariaLabel ?? part('replay-play').getAttribute('aria-label')).toBe(says);
    click('replay-play');
    expect(told).toHaveBeenCalledWith({ type: 'replay-play', playing });
  });

  it('plays as quickly as is chosen', () => {
    show({});
    expect(part('replay-speed-10').getAttribute('aria-pressed')).toBe('true');
    click('replay-speed-60');
    expect(told).toHaveBeenCalledWith({ type: 'replay-speed', speed: 60 });
  });

  it('says where it goes to, and how far it is', () => {
    show({ state: 'seeking', seekMs: FROM_MS + 120_000 });
    expect(part('replay-time').textContent).toBe('going to 12:02:00: 50 %');
    expect(part('replay-position').getAttribute('aria-valuetext')).toBe('12:02:00 of 12:10:00, on its way');
  });

  it.each([
    ['to a moment', FROM_MS + 90_000, [[{ type: 'replay-seek', atMs: FROM_MS + 90_000 }]]],
    ['to the last second: to its very end', REPLAY.toMs - 400, [[{ type: 'replay-seek', atMs: REPLAY.toMs }]]],
    ['nowhere where it says the moment that is shown', REPLAY.nowMs, []],
  ])('the slider leads %s', (_name, atMs, calls) => {
    show({});
    const slider = part('replay-position');
    act(() => {
      Reflect.set(Object.getPrototypeOf(slider), 'value', String(atMs), slider);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(told.mock.calls).toEqual(calls);
  });

  it.each([
    ['ten seconds back', '{', { type: 'replay-seek', atMs: REPLAY.nowMs - 10_000 }],
    ['ten seconds on', '}', { type: 'replay-seek', atMs: REPLAY.nowMs + 10_000 }],
    ['faster', '>', { type: 'replay-speed', speed: 60 }],
    ['slower', '<', { type: 'replay-speed', speed: 1 }],
  ])('%s by a key', (_name, key, intent) => {
    show({});
    const command = useCommands.getState().commands.find(({ keys }) => keys.includes(key));
    command?.run?.();
    expect(told).toHaveBeenCalledWith(intent);
  });

  describe('over its slider', () => {
    it('draws each finding from its beginning to its end, the gravest as what is broken', () => {
      showFound(DOWN, SLOW, LATE);
      expect(marks().map(({ dataset, style }) => [dataset['severity'], style.left])).toEqual([
        ['error', '58px'],
        ['info', '258px'],
      ]);
      expect(marks()[0]?.querySelector('[data-state]')?.getAttribute('data-state')).toBe('broken');
      const bars = [...part('replay-findings').querySelectorAll('rect')];
      expect(bars.map((bar) => [bar.getAttribute('class'), bar.getAttribute('x'), bar.getAttribute('width')])).toEqual([
        ['hs-replay-error', '58', '100'],
        ['hs-replay-warning', '60', '448'],
        ['hs-replay-info', '258', '250'],
      ]);
    });

    it('says of one under the pointer or with the focus what it was and how long', () => {
      showFound(DOWN, SLOW, LATE);
      expect(host.querySelector('[data-testid="replay-finding-tip"]')).toBeNull();
      act(() => marks()[0]?.focus());
      expect(part('replay-finding-tip').textContent).toContain(
        'Metrics Server does not run Deployment/kube-system/metrics-server 12:01:00 to 12:03:00',
      );
      expect(marks()[0]?.getAttribute('aria-label')).toBe(
        'Error: Metrics Server does not run, Deployment/kube-system/metrics-server, 12:01:00 to 12:03:00. ' +
          'Warning: Slow, Node/n1, from 12:01:02 to the end. Go there',
      );
      act(() => marks()[0]?.blur());
      expect(host.querySelector('[data-testid="replay-finding-tip"]')).toBeNull();
    });

    it('is one stop of Tab: arrows lead along the beginnings, a click goes there', () => {
      showFound(DOWN, SLOW, LATE);
      expect(marks().map(({ tabIndex }) => tabIndex)).toEqual([0, -1]);
      act(() => marks()[0]?.focus());
      const press = (key: string) => act(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
      press('ArrowRight');
      expect(document.activeElement).toBe(marks()[1]);
      press('ArrowRight');
      expect(document.activeElement).toBe(marks()[1]);
      press('Home');
      expect(document.activeElement).toBe(marks()[0]);
      act(() => marks()[1]?.click());
      expect(told).toHaveBeenCalledWith({ type: 'replay-seek', atMs: LATE.fromMs });
    });

    it('lists them all for a screen reader', () => {
      showFound(DOWN, SLOW, LATE);
      const rows = [...part('replay-findings-table').querySelectorAll('tbody tr')].map((row) => row.textContent);
      expect(rows).toEqual([
        '12:01:00 to 12:03:00ErrorMetrics Server does not runDeployment/kube-system/metrics-server',
        'from 12:01:02 to the endWarningSlowNode/n1',
        'from 12:05:00 to the endInfoLateNode/n1',
      ]);
      showFound();
      expect(part('replay').textContent).toContain('Nothing was found when it was recorded.');
    });

    it.each([
      ['the next one', 'n', {}, LATE.fromMs],
      ['the one before', 'N', { nowMs: FROM_MS + 100_000 }, SLOW.fromMs],
      ['the one before where that one was just gone to and is played', 'N', { nowMs: SLOW.fromMs + 1_000, state: 'playing' }, undefined],
      ['none after the last', 'n', { nowMs: LATE.fromMs }, undefined],
    ] as const)('leads to %s by a key', (_name, key, replay, atMs) => {
      showFound(DOWN, SLOW, LATE);
      show({ nowMs: FROM_MS + 65_000, speed: 1, ...replay });
      const command = useCommands.getState().commands.find(({ keys }) => keys.includes(key));
      if (command !== undefined && isAvailable(command)) command.run?.();
      expect(told.mock.calls).toEqual(atMs === undefined ? [] : [[{ type: 'replay-seek', atMs }]]);
    });
  });

  it('has no speed above the highest', () => {
    show({ speed: 60 });
    const available = useCommands.getState().commands.filter(isAvailable);
    expect(available.map(({ id }) => id)).not.toContain('replay-faster');
    expect(available.map(({ id }) => id)).toContain('replay-slower');
  });
});

it.each([
  ['half way', { nowMs: FROM_MS + 30_000, seekMs: FROM_MS + 60_000 }, 50],
  ['to the beginning', { nowMs: FROM_MS, seekMs: FROM_MS }, 100],
  ['not begun', { nowMs: FROM_MS, seekMs: FROM_MS + 60_000 }, 0],
])('the way is %s', (_name, replay, percent) => {
  expect(seekPercent({ fromMs: FROM_MS, ...replay })).toBe(percent);
});

it('the time on the screen is the moment played, and stands while another is sought', () => {
  const end = holdTimeOfMoments();
  receiveEngineState({ type: 'engine', state: 'running' });
  show({});
  expect(useClock.getState().nowMs).toBe(REPLAY.nowMs);
  show({ state: 'seeking', nowMs: FROM_MS, seekMs: FROM_MS + 10_000 });
  expect(useClock.getState().nowMs).toBe(REPLAY.nowMs);
  show({ nowMs: FROM_MS + 10_000 });
  expect(useClock.getState().nowMs).toBe(FROM_MS + 10_000);
  end();
});
