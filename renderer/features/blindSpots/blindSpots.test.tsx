// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlindPage, BlindPicture, BlindPodRow, LostState } from '../../../shared/contract/blindSpots';
import { forgetBlindSpots, receiveBlindPage, receiveBlindPicture, useBlindSpots } from '../../store/blindSpotStore';
import { useScreenVerdict } from '../../store/screenVerdict';
import { savableAt } from '../../ui/savable';
import { BlindSpotsView } from './BlindSpotsView';
import { blindVerdict } from './blindVerdict';
import { boxOf, flagsOf, scaleOf } from './drawing';
import { lostSentences } from './lostWords';
import { axisTimes, moved, otherSpan, usualShown } from './span';

const T0 = Date.UTC(2026, 10, 21, 14, 21, 0);
const at = (seconds: number): number => T0 + seconds * 1_000;

function row(name: string, unseen: number): BlindPodRow {
  return { uid: name, namespace: 'shop', name, gone: false, changes: 9, unseen, missed: 0, worst: 'OOMKilled', lastMs: at(100) };
}

function page(more: Partial<BlindPage> = {}): BlindPage {
  return {
    asOfMs: at(240),
    fromMs: at(240 - 3_600),
    watchedFromMs: at(-1_800),
    source: { kind: 'prometheus', name: 'Prometheus monitoring/k8s', request: 'up' },
    intervalMs: 15_000,
    jitterMs: 300,
    summary: {
      changes: 412,
      unseen: 128,
      missed: 0,
      unknown: 0,
      byReason: [
        { reason: 'ContainerCreating', changes: 88, unseen: 61, missed: 0 },
        { reason: 'Running', changes: 90, unseen: 0, missed: 0 },
      ],
      intervals: [
        { seconds: 5, share: 0.93, now: false },
        { seconds: 15, share: 0.69, now: true },
      ],
    },
    dropped: 0,
    search: '',
    total: 2,
    matched: 2,
    pods: [row('report-1', 5), row('web-1', 1)],
    ...more,
  };
}

function lost(reason: string, from: number, to: number, more: Partial<LostState> = {}): LostState {
  return {
    fromMs: at(from),
    toMs: at(to),
    value: reason,
    reason,
    verdict: 'could-not-be-seen',
    because: 'between-scrapes',
    chance: Math.min(1, (to - from) / 15),
    shownSeconds: to - from,
    instead: { kind: 'metric', name: 'kube_pod_container_status_last_terminated_reason' },
    says: '',
    ...more,
  };
}

function picture(more: Partial<BlindPicture> = {}): BlindPicture {
  const family = 'kube_pod_container_status_terminated_reason';
  return {
    uid: 'report-1',
    namespace: 'shop',
    name: 'report-1',
    createdMs: at(0),
    watchedFromMs: at(0),
    asOfMs: at(240),
    intervalMs: 15_000,
    source: { kind: 'prometheus', name: 'Prometheus monitoring/k8s', request: 'up' },
    track: [
      { fromMs: at(0), toMs: at(97.5), says: 'Running', kind: 'well' },
      { fromMs: at(97.5), toMs: at(98.7), says: 'OOMKilled', kind: 'failed' },
      { fromMs: at(98.7), toMs: at(108.7), says: 'CrashLoopBackOff', kind: 'waits' },
      { fromMs: at(108.7), says: 'Running', kind: 'well' },
    ],
    scrapes: [6, 21, 36].map((seconds) => ({ atMs: at(seconds), ok: true })),
    lanes: [
      {
        signal: 'phase',
        title: 'phase',
        family: 'kube_pod_status_phase',
        kept: [{ fromMs: at(6), toMs: at(240), value: 'Running' }],
        lost: [],
      },
      {
        signal: 'terminated',
        container: 'app',
        title: 'terminated_reason',
        family,
        kept: [],
        lost: [lost('OOMKilled', 97.5, 98.7), lost('OOMKilled', 175, 176)],
      },
    ],
    seen: 3,
    unknown: 0,
    keptBy: 'samples',
    cpu: [],
    ...more,
  };
}

let root: Root;
let host: HTMLElement;
const words = (testId: string): string => host.querySelector(`[data-testid="${testId}"]`)?.textContent ?? 'not there';
const draw = () => act(() => root.render(<BlindSpotsView />));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  forgetBlindSpots();
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.restoreAllMocks();
});

describe('the screen of blind spots', () => {
  it('waits for the engine, then shows the worst pod, its losses in words and in a table', () => {
    draw();
    expect(host.textContent).toContain('The scrapes of kube-state-metrics are asked for.');
    act(() => {
      receiveBlindPage(page());
      receiveBlindPicture(picture());
    });
    expect(useBlindSpots.getState().chosen).toBe('report-1');
    expect(words('blind-sentence')).toContain('Both OOMKilled (1.2 s, 1 s) fell between scrapes.');
    expect(words('blind-table')).toContain('never seen');
    expect(words('blind-reasons')).toContain('61 of 88');
    expect(words('blind-intervals')).toContain('15 s, now');
    expect(useScreenVerdict.getState().verdict?.says).toBe('31 % of the pod state changes of the last hour left no sample.');
  });

  it('its picture is saved as PNG, SVG and CSV: whose it is, each run and each loss with whole times', () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
    act(() => {
      receiveBlindPage(page());
      receiveBlindPicture(picture());
    });
    draw();
    const drawn = host.querySelector('[data-testid="blind-picture"] svg');
    vi.spyOn(drawn ?? host, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 900, 236));
    for (const pointedAt of [drawn?.querySelector('text') ?? null, host.querySelector('[data-testid="blind-picture"]')]) {
      const savable = savableAt(pointedAt);
      expect(savable?.name).toBe('Blind spots of shop/report-1');
      expect(savable?.picture?.contains(drawn)).toBe(true);
      expect(savable?.table?.()).toEqual({
        head: ['Signal', 'Container', 'Value', 'From', 'To', 'Kept or lost', 'Chance to be seen'],
        rows: [
          ['phase', undefined, 'Running', '2026-11-21T14:21:06.000Z', '2026-11-21T14:25:00.000Z', 'kept', undefined],
          [
            'terminated_reason',
            'app',
            'OOMKilled',
            '2026-11-21T14:22:37.500Z',
            '2026-11-21T14:22:38.700Z',
            'never seen',
            expect.closeTo(0.08),
          ],
          [
            'terminated_reason',
            'app',
            'OOMKilled',
            '2026-11-21T14:23:55.000Z',
            '2026-11-21T14:23:56.000Z',
            'never seen',
            expect.closeTo(0.067, 3),
          ],
        ],
      });
      expect(savable?.svg?.()).toMatch(/^<svg [\s\S]*>terminated_reason<[\s\S]*>Blind spots of shop\/report-1</);
    }
  });

  it('takes its verdict back when it is left', () => {
    draw();
    act(() => receiveBlindPage(page()));
    act(() => root.render(null));
    expect(useScreenVerdict.getState().verdict).toBeUndefined();
  });

  it('the list opens with the search; arrows and Enter choose a pod', () => {
    act(() => {
      receiveBlindPage(page());
      receiveBlindPicture(picture());
    });
    draw();
    const search = host.querySelector<HTMLInputElement>('[data-testid="blind-search"]');
    act(() => search?.focus());
    expect([...host.querySelectorAll('[data-testid="blind-pod"]')].map((each) => each.textContent)).toEqual([
      expect.stringContaining('shop/report-1'),
      expect.stringContaining('shop/web-1'),
    ]);
    const press = (key: string) => act(() => search?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    press('ArrowDown');
    press('Enter');
    expect(useBlindSpots.getState().chosen).toBe('web-1');
    expect(host.querySelector('[data-testid="blind-pod"]')).toBeNull();
  });

  it('CPU that was not read is not said to have no samples', () => {
    act(() => {
      receiveBlindPage(page());
      receiveBlindPicture(picture({ cpuTrouble: { says: 'its answer is partial: a store', remedy: 'Ask the store.' } }));
    });
    draw();
    expect(host.querySelector('.hs-blind-cpu p')?.textContent).toBe('Not read: its answer is partial: a store. Ask the store.');
    act(() => receiveBlindPicture(picture()));
    expect(host.querySelector('.hs-blind-cpu p')?.textContent).toBe('No sample of its CPU was kept.');
  });

  it('nothing known is not nothing lost', () => {
    act(() => {
      receiveBlindPage(page());
      receiveBlindPicture(picture({ seen: 0, unknown: 4, lanes: [] }));
    });
    draw();
    expect(host.textContent).toContain('Whether anything of this pod was seen is not known');
  });
});

describe('its verdict', () => {
  it.each([
    {
      name: 'no change',
      given: page({ summary: { ...page().summary, changes: 0, unseen: 0 } }),
      state: 'ok',
      says: 'No pod has changed its state since the watch began.',
    },
    {
      name: 'nothing lost',
      given: page({ summary: { ...page().summary, unseen: 0 } }),
      state: 'ok',
      says: 'Every pod state change of the last hour left a sample.',
    },
    {
      name: 'a moment that is gone',
      given: page({ held: 'kept' }),
      state: 'degraded',
      says: '31 % of the pod state changes up to then left no sample.',
    },
    {
      name: 'a moment of which nothing is kept',
      given: page({ held: 'none' }),
      state: 'unknown',
      says: 'Of 14:25:00 no change of a pod is kept.',
    },
    {
      name: 'nobody scrapes',
      given: page({ source: { kind: 'none', says: 'no Prometheus was found', remedy: 'Give one.' } }),
      state: 'unknown',
      says: 'Nobody can say what monitoring saw of pods.',
    },
  ])('$name', ({ given, state, says }) => {
    expect(blindVerdict(given, 0)).toMatchObject({ state, says });
  });
});

describe('sentences', () => {
  it.each([
    {
      name: 'one, with its chance',
      given: [lost('CrashLoopBackOff', 98, 108)],
      says: 'CrashLoopBackOff (10 s) fell between scrapes.',
      more: 'The API showed it for 10 s: at 15 s that is seen with a chance of 67 %.',
    },
    {
      name: 'many: the longest',
      given: [1, 2, 3, 4].map((n) => lost('Error', n * 20, n * 20 + n)),
      says: 'All 4 Error (up to 4 s) fell between scrapes.',
      more: 'an alert on it could not fire',
    },
    {
      name: 'a failed scrape',
      given: [lost('Error', 1, 20, { verdict: 'was-missed', because: 'scrape-failed' })],
      says: 'Error (19 s): the scrapes that fell into it failed.',
      more: '',
    },
    {
      name: 'no version showed it',
      given: [lost('Error', 1, 2, { because: 'never-shown' })],
      says: 'Error (1 s) was over before any version of the pod showed it.',
      more: '',
    },
  ])('$name', ({ given, says, more }) => {
    const lane = { signal: 'terminated', title: '', family: 'kube_pod_container_status_terminated_reason', kept: [], lost: [...given] };
    const [sentence] = lostSentences(picture({ lanes: [lane] }));
    expect(sentence?.says).toBe(says);
    expect(sentence?.more).toContain(more);
  });
});

it('ready is said to read true where it was read, and not where nothing was', () => {
  const ready = (kept: BlindPicture['lanes'][number]['kept']) => ({
    signal: 'ready',
    title: 'ready',
    family: 'kube_pod_status_ready',
    kept,
    lost: [lost('NotReady', 98, 108, { value: 'false' })],
  });
  const saysOf = (kept: BlindPicture['lanes'][number]['kept']) => lostSentences(picture({ lanes: [ready(kept)] }))[0]?.more;
  expect(saysOf([{ fromMs: at(0), toMs: at(240), value: 'true' }])).toContain('ready reads true throughout');
  expect(saysOf([])).not.toContain('ready reads true');
});

describe('the picture', () => {
  const shown = { fromMs: at(0), toMs: at(240) };

  it('shows the newest losses that fit together, and nothing of the future', () => {
    const usual = usualShown(picture());
    expect(usual.fromMs).toBeLessThan(at(97.5));
    expect(usual.toMs).toBe(at(240));
    expect(usualShown(picture({ lanes: [], goneMs: at(100) })).toMs - usualShown(picture({ lanes: [], goneMs: at(100) })).fromMs).toBe(
      60_000,
    );
  });

  it('moves by half of what is shown, and zooms in steps', () => {
    expect(moved(picture(), shown, -1)).toEqual({ fromMs: at(-120), toMs: at(120) });
    expect(moved(picture(), shown, 1)).toEqual(shown);
    expect(
      otherSpan(picture(), { fromMs: at(0), toMs: at(60) }, 1).toMs - otherSpan(picture(), { fromMs: at(0), toMs: at(60) }, 1).fromMs,
    ).toBe(300_000);
  });

  it('has whole clock times on its axis, also where the zone is off by half an hour', () => {
    expect(axisTimes(shown, 0).map((ms) => (ms - T0) / 1_000)).toEqual([0, 60, 120, 180, 240]);
    expect(axisTimes({ fromMs: at(0), toMs: at(3_600) }, -330).every((ms) => (ms + 330 * 60_000) % 900_000 === 0)).toBe(true);
  });

  it('draws what is short wide enough to be seen, inside its edges', () => {
    const scale = scaleOf(shown, 876);
    expect(boxOf(scale, at(97.5), at(98.7)).width).toBeGreaterThanOrEqual(6);
    const last = boxOf(scale, at(239.9), at(240));
    expect(last.x + last.width).toBeLessThanOrEqual(876);
  });

  it('flags share words and do not overlap', () => {
    const flags = flagsOf(scaleOf(shown, 876), picture().track);
    expect(flags.map(({ text }) => text)).toEqual(['OOMKilled 1.2 s, CrashLoopBackOff 10 s']);
  });
});
