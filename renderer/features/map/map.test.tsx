// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../../../shared/contract/engine';
import type { ReportComponent } from '../../../shared/report/schema';
import { brokenView, FIXTURE_NOW_MS, fixtureView, fixtureWith } from '../../app/fixtureView';
import { closeInspector, select, showScreen, useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { useHealthSince } from '../../store/healthSince';
import { focusPath, isOpened, leavePath, recallMap, setFilters, toggleOpened, useMapMemory } from '../../store/mapStore';
import * as body from './CardBody';
import { MapView } from './MapView';

let root: Root;
let host: HTMLElement;
const find = (testId: string) => host.querySelector(`[data-testid="${CSS.escape(testId)}"]`);
const text = (testId: string) => find(testId)?.textContent ?? 'not there';
const card = (id: string) => {
  const found = find(`card-${id}`);
  if (!(found instanceof HTMLElement)) throw new Error(`no card ${id}`);
  return found;
};
const faint = () =>
  [...host.querySelectorAll('[data-faint="true"][data-testid^="card-"]')].map((one) => one.getAttribute('data-testid')?.slice(5));
const show = (view: View | undefined) => act(() => useEngine.setState({ view }));
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(() => {
    const target = host.contains(document.activeElement) ? document.activeElement : host.querySelector('.hs-map');
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  Reflect.set(globalThis, 'ResizeObserver', NoObserver);
  Reflect.set(
    globalThis,
    'DOMMatrixReadOnly',
    class {
      m22 = 1;
    },
  );
});
beforeEach(() => {
  // No layout here: what asks for its height is told of eight rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(256);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  recallMap();
  closeInspector();
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useHealthSince.setState({ session: '', seen: {} });
  useEngine.setState({ view: fixtureView(), membersFound: undefined, notices: [] });
  act(() => root.render(<MapView />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.restoreAllMocks();
});

describe('the map of a healthy cluster', () => {
  it('has one tab stop, and every card a sentence', () => {
    expect(host.querySelectorAll('[role="button"][tabindex="0"]')).toHaveLength(1);
    expect(card('metrics-server').getAttribute('aria-label')).toBe('metrics-server, core, ok, 34 pods served, 1 hop in, 1 out');
  });

  it('is gone through by keys: along the flow, within a column, into hops and out of them', () => {
    act(() => card('kubelet').focus());
    press('ArrowRight');
    expect(document.activeElement).toBe(card('metrics-server'));
    press('e');
    expect(useChoices.getState().selection).toEqual({ kind: 'hop', from: 'metrics-server', to: 'metrics-api' });
    expect(text('map-says')).toContain('APIService from metrics-server to Metrics API');
    press('ArrowRight');
    expect(document.activeElement).toBe(card('metrics-api'));
    press('Enter');
    expect(useChoices.getState().selection).toEqual({ kind: 'card', card: 'metrics-api' });
    press('ArrowDown');
    expect(document.activeElement).toBe(card('custom-metrics-api'));
  });

  it('lights the cards that the same kube-apiserver serves', () => {
    act(() => select({ kind: 'card', card: 'metrics-api' }));
    expect([...host.querySelectorAll('.hs-lit')].map((one) => one.getAttribute('data-testid'))).toEqual([
      'card-custom-metrics-api',
      'card-api-objects',
    ]);
    expect(card('api-objects').getAttribute('aria-label')).toContain('served by the same kube-apiserver');
  });

  it('shows current of target for the HPAs', () => {
    const view = fixtureView();
    const rows = [{ label: 'cpu', value: '62 of 70 %', pipeline: 'core' as const }];
    show({ ...view, cards: [...(view.cards ?? []), { id: 'hpa', rows }] });
    expect(card('hpa').textContent).toContain('cpu62 of 70 %');
  });
});

describe('what stands out', () => {
  it('is the path of the selected card; Esc is left to the window', () => {
    act(() => select({ kind: 'card', card: 'metrics-server' }));
    press('p');
    expect(faint()).not.toContain('kubelet');
    expect(faint()).toContain('prometheus');
    expect(text('chip-path')).toBe('Path of metrics-server');
    press('p');
    expect(faint()).toEqual([]);
  });

  it('is what the filter lets through; the chip counts and clears', () => {
    act(() => setFilters({ namespaces: [], healths: [], pipelines: ['core'] }));
    expect(faint()).toContain('prometheus');
    expect(faint()).not.toContain('metrics-server');
    expect(text('chip-filter')).toMatch(/^core · \d+ of \d+ cards$/);
    act(() => find('chip-filter')?.querySelector('button')?.click());
    expect(faint()).toEqual([]);
  });

  it('is chosen in a panel', () => {
    press('f');
    const choice = [...host.querySelectorAll('[data-testid="filter-panel"] label')].find((label) => label.textContent === 'monitoring');
    act(() => choice?.querySelector('input')?.click());
    expect(useMapMemory.getState().filters.pipelines).toEqual(['monitoring']);
    press('Escape');
    expect(find('filter-panel')).toBeNull();
  });

  it('goes to the break, and says when there is none', () => {
    press('b');
    expect(text('map-says')).toBe('Nothing on the map is broken.');
    show(brokenView());
    press('b');
    expect(useChoices.getState().selection).toEqual({ kind: 'hop', from: 'kubelet', to: 'metrics-server' });
    expect(document.activeElement).toBe(card('metrics-server'));
  });
});

describe('history', () => {
  it('is shown and hidden again, in its own state', () => {
    expect(find('card-heapster')).toBeNull();
    press('h');
    expect(['heapster', 'infrastore', 'resource-estimator'].map((id) => card(id).getAttribute('data-health'))).toEqual([
      'history',
      'history',
      'history',
    ]);
    expect(card('infrastore').textContent).toContain('designed, never built');
    press('h');
    expect(find('card-heapster')).toBeNull();
  });
});

describe('a card moved by keys', () => {
  it('takes its other half along, is announced, and goes back', () => {
    act(() => card('kubelet').focus());
    press('ArrowDown', { shiftKey: true });
    expect(useMapMemory.getState().positions).toEqual({ kubelet: { x: 242, y: 160 }, cadvisor: { x: 242, y: 218 } });
    expect(text('map-says')).toBe('kubelet moved.');
    expect(text('tool-reset')).toBe('Reset positions');
    press('z', { ctrlKey: true });
    expect(useMapMemory.getState().positions).toEqual({});
    expect(find('tool-reset')).toBeNull();
  });
});

describe('what is broken', () => {
  it('says since when, on the card and aloud', () => {
    const seen = { 'metrics-server': { health: 'broken' as const, sinceMs: FIXTURE_NOW_MS - 10 * 60_000 } };
    act(() => useHealthSince.setState({ session: 'demo', seen }));
    show(brokenView());
    expect(card('metrics-server').textContent).toContain('broken for 10 min');
    expect(card('metrics-server').getAttribute('aria-label')).toBe(
      'metrics-server, core, broken for 10 min, serves 0 of 3 nodes, 1 hop in, 1 out',
    );
  });

  it('says at a hop that follows since when it carries none; a small map leaves the time out', () => {
    const seen = { 'metrics-server>metrics-api': { health: 'broken' as const, sinceMs: FIXTURE_NOW_MS - 10 * 60_000 } };
    act(() => useHealthSince.setState({ session: 'demo', seen }));
    show(brokenView());
    const below = [...host.querySelectorAll('.hs-hop-below')].filter((one) => one.textContent === 'none for 10 min');
    expect(below.map((one) => one.querySelector('.hs-for')?.textContent)).toEqual([' for 10 min']);
  });

  it('of a trace its lines say what they added, until the path is left', () => {
    show(fixtureView());
    const below = () => [...host.querySelectorAll('.hs-hop-below')].map((one) => one.textContent);
    const before = below();
    act(() => focusPath({ kind: 'card', card: 'hpa' }, { 'kubelet>metrics-server': '+10 s', 'metrics-api>hpa': '≤ 15 s' }));
    expect(
      below()
        .filter((one) => !before.includes(one))
        .sort(),
    ).toEqual(['+10 s', '≤ 15 s']);
    act(() => void leavePath());
    expect(below()).toEqual(before);
  });

  it('shows the error at the cut, none at what follows, and what was lost', () => {
    show(brokenView());
    expect(text('cut-kubelet-metrics-server')).toBe('403 Forbidden from 3 of 3 nodes/metrics/resource');
    expect(find('cut-metrics-server-metrics-api')).toBeNull();
    show(fixtureWith({}, { 'node-exporter>prometheus': { health: 'degraded', missed: 2, expected: 240 } }));
    expect(host.textContent).toContain('2 of 240 lost');
  });

  it('that is denied to the user only says who may', () => {
    const view = fixtureWith({}, { 'kubelet>metrics-server': { health: 'denied' } });
    const access = [
      {
        subject: 'system:serviceaccount:kube-system:metrics-server',
        verb: 'get',
        resource: 'nodes',
        subresource: 'metrics',
        allowed: true,
      },
    ];
    show({ ...view, report: { ...view.report, access } });
    expect(host.textContent).toContain('denied to you; metrics-server may');
  });
});

describe('members of a card', () => {
  const rows = ['node-1843', 'node-0212'].map((name, index) => ({
    id: `kubelet/${name}`,
    name,
    health: index === 0 ? ('broken' as const) : ('degraded' as const),
    because: 'unreachable',
    ageSeconds: 41,
  }));

  it('are listed beside it, the worst first, and open in the inspector', () => {
    show(fixtureWith({ kubelet: { members: { total: 5_000, ok: 4_998, degraded: 1, broken: 1, denied: 0, stale: 0, unknown: 0 } } }));
    act(() => card('kubelet').focus());
    press('m');
    act(() => receiveFromEngine({ type: 'members', found: { card: 'kubelet', search: '', total: 5_000, notOk: 2, matched: 5_000, rows } }));
    expect(text('members-panel')).toContain('2 of 5,000 are not ok');
    expect(find('members-search')?.getAttribute('placeholder')).toBe('Find among 5,000');
    expect(document.activeElement).toBe(find('members-search'));
    press('ArrowDown');
    press('Enter');
    expect(useChoices.getState().selection).toEqual({ kind: 'member', card: 'kubelet', member: 'kubelet/node-0212' });
    press('Escape');
    expect(isOpened('kubelet')).toBe(false);
    expect(document.activeElement).toBe(card('kubelet'));
  });

  it('of thousands are drawn as far as they are in sight', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ id: `kubelet/n${index}`, name: `n${index}`, health: 'ok' as const }));
    act(() => toggleOpened('kubelet'));
    const search = find('members-search');
    act(() => {
      if (search instanceof HTMLInputElement) {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(search, 'n');
        search.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    act(() =>
      receiveFromEngine({ type: 'members', found: { card: 'kubelet', search: 'n', total: 5_000, notOk: 0, matched: 5_000, rows: many } }),
    );
    const drawn = host.querySelectorAll('[role="option"]').length;
    expect(drawn).toBeGreaterThan(3);
    expect(drawn).toBeLessThan(40);
    expect(text('members-panel')).toContain('the first 500 of 5,000');
  });
});

function instance(id: string, name: string, kind: ReportComponent['kind']): ReportComponent {
  return { id, kind, name, health: 'ok', evidence: [] };
}

describe('what may come', () => {
  const LONG = 'a'.repeat(253);
  it.each([
    ['a name of 253 characters', LONG],
    ['a name from right to left', 'مراقب-المقاييس'],
    ['a name of emoji', '🚀📈'.repeat(20)],
  ])('%s stands on its card in its own direction, whole in the tooltip and aloud', (_what, name) => {
    const view = fixtureView();
    show({
      ...view,
      report: { ...view.report, components: [...view.report.components, instance(`prometheus:x/${name}`, name, 'prometheus')] },
    });
    const drawn = card(`prometheus:x/${name}`);
    const shown = drawn.querySelector('b');
    expect([shown?.textContent, shown?.getAttribute('title')]).toEqual([`Prometheus ${name}`, `Prometheus ${name}`]);
    // dir="auto" isolates it: the words around it keep their order (HTML, 15.3.5 Bidirectional text).
    expect(shown?.getAttribute('dir')).toBe('auto');
    expect(drawn.getAttribute('aria-label')).toContain(name);
  });

  it.each([
    ['no nodes', 0, 'absent' as const],
    ['one node', 1, 'ok' as const],
    ['5,000 nodes', 5_000, 'degraded' as const],
  ])('%s', (_what, total, health) => {
    const ok = Math.max(0, total - (health === 'degraded' ? 9 : 0));
    show(fixtureWith({ kubelet: { health, members: { total, ok, degraded: total - ok, broken: 0, denied: 0, stale: 0, unknown: 0 } } }));
    expect(card('kubelet').getAttribute('data-health')).toBe(health);
    expect(find('members-of-kubelet') !== null).toBe(total > 1);
    if (total === 1) expect(card('kubelet').textContent).toMatch(/1 of 1 node(?!s)/);
    if (total === 5_000) expect(card('kubelet').textContent).toContain('degraded 4,991 of 5,000');
  });

  it('components without pods or numbers have their state all the same', () => {
    show(fixtureWith({ alertmanager: { number: undefined, members: undefined, ageSeconds: undefined } }));
    expect(card('alertmanager').textContent).toBe('Alertmanagerok');
  });

  it('a cycle of adapters: all hops drawn, its path and its breaks found', () => {
    const view = fixtureView();
    const ring = ['prometheus-adapter:a/a', 'prometheus-adapter:b/b', 'prometheus-adapter:c/c'];
    const edges = ring.map((from, index) => ({
      from,
      to: ring[(index + 1) % ring.length] ?? from,
      pipeline: 'monitoring' as const,
      carries: 'PromQL',
      health: 'broken' as const,
      evidence: [],
    }));
    const components = [...view.report.components, ...ring.map((id) => instance(id, id.slice(-1), 'prometheus-adapter'))];
    show({ ...view, report: { ...view.report, components, edges: [...view.report.edges, ...edges] } });
    for (const { from, to } of edges) expect(find(`edge-${from}-${to}`)).not.toBeNull();
    act(() => select({ kind: 'card', card: ring[0] ?? '' }));
    press('p');
    expect(faint()).not.toContain(ring[2]);
    expect(faint()).toContain('prometheus');
    press('b');
    expect(useChoices.getState().selection.kind).toBe('hop');
  });

  it('several Prometheus and adapters do not overlap', () => {
    const view = fixtureView();
    const more = ['prometheus:a/a', 'prometheus:b/b', 'prometheus-adapter:c/c', 'external-adapter:d/d', 'kube-state-metrics:e/e'];
    const components = [...view.report.components, ...more.map((id) => instance(id, id, 'other'))];
    show({ ...view, report: { ...view.report, components } });
    const boxes = [...host.querySelectorAll('.react-flow__node')].map((node) => {
      const style = node instanceof HTMLElement ? node.style : undefined;
      const [, x = 'NaN', y = 'NaN'] = /translate\(([-\d.]+)px,\s*([-\d.]+)px\)/.exec(style?.transform ?? '') ?? [];
      return { x: Number(x), y: Number(y), w: Number.parseFloat(style?.width ?? ''), h: Number.parseFloat(style?.height ?? '') };
    });
    expect(boxes.length).toBeGreaterThan(20);
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1)) expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
  });

  it('the same cluster gives the same picture, in whatever order it was found', () => {
    const places = () =>
      Object.fromEntries(
        [...host.querySelectorAll('.react-flow__node')].map((node) => [
          node.getAttribute('data-id'),
          node.getAttribute('style')?.match(/translate[^;]*/)?.[0],
        ]),
      );
    const before = places();
    const view = fixtureView();
    show(undefined);
    show({
      ...view,
      report: { ...view.report, components: [...view.report.components].reverse(), edges: [...view.report.edges].reverse() },
    });
    expect(places()).toEqual(before);
  });
});

describe('the legend', () => {
  /** Those that a narrow map keeps. */
  const kept = () => [...host.querySelectorAll('.hs-legend > span:not(.hs-legend-more)')].map((one) => one.textContent);

  it('keeps the states that are on the map where room is scarce', () => {
    show(fixtureView());
    expect(kept()).not.toContain('denied');
    show(fixtureWith({ kubelet: { health: 'denied' } }));
    expect(kept()).toContain('denied');
    expect(kept()).not.toContain('stale');
  });

  it('counts the state of a hop too', () => {
    show(fixtureWith({}, { 'kubelet>metrics-server': { health: 'stale' } }));
    expect(kept()).toContain('stale');
  });
});

describe('whole-map states', () => {
  it('connecting: ghosts in their places', () => {
    show(undefined);
    expect(card('prometheus').getAttribute('data-health')).toBe('ghost');
  });

  it.each([
    ['neither nodes nor pods', fixtureView({ phase: 'empty' }), 'has neither nodes nor pods'],
    [
      'nothing installed',
      fixtureWith(
        Object.fromEntries(
          fixtureView()
            .report.components.filter(({ id }) => !['kubelet', 'cadvisor'].includes(id))
            .map(({ id }) => [id, { health: 'absent' as const }]),
        ),
      ),
      'Nothing of the monitoring architecture',
    ],
  ])('%s: what to install first', (_what, view, says) => {
    show(view);
    expect(text('empty-cluster')).toContain(says);
    expect(text('empty-cluster')).toContain('metrics-server');
    act(() => host.querySelector<HTMLButtonElement>('[data-testid="see-it-run"]')?.click());
    expect(useChoices.getState().screen).toBe('clusters');
    act(() => showScreen('map'));
    show(fixtureView());
    expect(find('empty-cluster')).toBeNull();
  });
});

describe('what is drawn again', () => {
  it('is the card that changed, and none when nothing did or the filter panel opens', () => {
    const drawn = vi.spyOn(body, 'CardBody');
    act(() => receiveFromEngine({ type: 'view', view: fixtureView({ revision: 2 }) }));
    expect(drawn).not.toHaveBeenCalled();
    const ids = () => drawn.mock.calls.map(([props]) => props.card.card.id);
    act(() => receiveFromEngine({ type: 'view', view: fixtureWith({ alertmanager: { ageSeconds: 1 } }, {}, { revision: 3 }) }));
    expect(new Set(ids())).toEqual(new Set(['alertmanager']));
    drawn.mockClear();
    press('f');
    expect(ids()).toEqual([]);
  });
});
