// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../../shared/contract/engine';
import { brokenView, deniedFindings, FIXTURE_NOW_MS, fixtureFinding, fixtureView, fixtureWith, withFindings } from '../../app/fixtureView';
import { closeInspector, useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { useFindings } from '../../store/findingStore';
import { buildMap } from '../../store/mapModel';
import { HISTORY_OPENED, NOTHING_REMEMBERED, useMapMemory } from '../../store/mapStore';
import { cardText } from '../../ui/cardWords';
import { hopText } from '../../ui/hopWords';
import { ListView } from './ListView';

let root: Root;
let host: HTMLElement;
const rowOf = (id: string) => {
  const rows = host.querySelectorAll<HTMLElement>(`[data-testid="row-${id}"]`);
  if (rows.length !== 1 || rows[0] === undefined) throw new Error(`${rows.length} rows ${id}`);
  return rows[0];
};
const draw = (view: View | undefined) => {
  useEngine.setState({ view });
  act(() => root.render(<ListView />));
};
const click = (selector: string) => act(() => host.querySelector<HTMLElement>(selector)?.click());
const ids = (table: string) =>
  [...host.querySelectorAll(`[data-testid="${table}"] tr[data-health]`)].map((row) =>
    row.getAttribute('data-testid')?.slice('row-'.length),
  );
function write(text: string) {
  const input = host.querySelector('input');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useMapMemory.setState(NOTHING_REMEMBERED, true);
  closeInspector();
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const ODD = fixtureWith(
  {
    kubelet: { health: 'degraded', because: 'n2 does not answer' },
    'node-exporter': { health: 'stale' },
    alertmanager: { health: 'absent' },
  },
  {
    'node-exporter>prometheus': { health: 'degraded', missed: 2, expected: 240 },
    'kubelet>prometheus': { health: 'denied' },
    'applications>prometheus': { health: 'unknown' },
    'prometheus>alertmanager': { health: 'absent' },
  },
);

describe.each([
  ['all is well', fixtureView(), []],
  ['the core pipeline is cut', brokenView(), []],
  ['states of all kinds', ODD, []],
  ['history is shown', fixtureView(), [HISTORY_OPENED]],
  ['nothing was looked at', undefined, []],
] as const)('the list equals the map when %s', (_case, view, opened) => {
  it('has each card and hop once, with the words that stand there', () => {
    useMapMemory.setState({ opened });
    draw(view);
    const model = buildMap(view, { positions: {}, opened });
    expect([...ids('list-cards')].sort()).toEqual(model.cards.map(({ card }) => card.id).sort());
    expect([...ids('list-hops')].sort()).toEqual(model.hops.map(({ id }) => id).sort());
    for (const card of model.cards) {
      const { members, number, reason } = cardText(card);
      const said = rowOf(card.card.id).textContent ?? '';
      const words = [
        card.name,
        card.state,
        members,
        reason ?? (number && [number.value, number.unit, number.label].filter(Boolean).join(' ')),
      ];
      for (const word of [...words, ...(card.extra?.rows ?? []).flatMap(({ label, value }) => [label, value])])
        expect(said).toContain(word ?? '');
    }
    for (const hop of model.hops) {
      const said = rowOf(hop.id).textContent ?? '';
      const { carries, below } = hopText(hop, 0, { roomy: true });
      for (const word of [carries, ...below.split(' · '), hop.found?.health ?? 'unknown']) expect(said).toContain(word);
    }
  });
});

describe('rows', () => {
  it('stand by the columns of the map', () => {
    draw(fixtureView());
    const groups = [...host.querySelectorAll('.hs-list-group')].map((group) => group.textContent);
    expect(groups).toEqual(['Sources', 'Node and cluster agents', 'Collectors', 'APIs', 'Consumers']);
    expect(host.querySelectorAll('th[scope="rowgroup"]')).toHaveLength(5);
  });

  it('say how many hops come in and go out, and from where', () => {
    draw(fixtureView());
    const cells = [...rowOf('metrics-server').querySelectorAll('td')].map((cell) => cell.textContent);
    expect(cells.slice(-2)).toEqual(['1 kubelet', '1 Metrics API']);
  });

  it('have names from right to left in their own direction, each apart from the words beside it', () => {
    const name = 'مراقب-المقاييس';
    const view = fixtureView();
    const id = `prometheus:x/${name}`;
    const found = { id, kind: 'prometheus' as const, name, health: 'ok' as const, evidence: [] };
    const edge = { from: id, to: id, pipeline: 'monitoring' as const, carries: 'x', health: 'ok' as const, evidence: [] };
    const { components, edges } = view.report;
    draw({ ...view, report: { ...view.report, components: [...components, found], edges: [...edges, edge] } });
    const apart = (row: string) => [...rowOf(row).querySelectorAll('bdi')].map((one) => one.textContent);
    expect(apart(id)).toEqual([`Prometheus ${name}`]);
    expect(apart(`${id}>${id}`)).toEqual([`Prometheus ${name}`, `Prometheus ${name}`]);
  });

  it.each([
    ['a card', 'prometheus', { kind: 'card', card: 'prometheus' }],
    ['a hop', 'kubelet>metrics-server', { kind: 'hop', from: 'kubelet', to: 'metrics-server' }],
  ])('open %s in the inspector', (_case, id, selection) => {
    draw(fixtureView());
    act(() => rowOf(id).querySelector('button')?.click());
    expect(useChoices.getState().selection).toEqual(selection);
    expect(rowOf(id).querySelector('button')?.getAttribute('aria-pressed')).toBe('true');
  });

  it('are gone through with arrows', () => {
    draw(fixtureView());
    const first = host.querySelector<HTMLButtonElement>('.hs-row-button');
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement?.getAttribute('data-row')).toBe(ids('list-cards')[1]);
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    expect(document.activeElement?.getAttribute('data-row')).toBe(ids('list-hops').at(-1));
  });
});

describe('sorting', () => {
  const head = (column: string) => `[data-testid="list-cards"] th[data-column="${column}"]`;
  it('puts the worst first, then last, then the flow again', () => {
    draw(brokenView());
    const along = ids('list-cards');
    click(`${head('state')} button`);
    expect(ids('list-cards').slice(0, 3).sort()).toEqual(['kubectl-top', 'metrics-api', 'metrics-server']);
    expect(host.querySelector(head('state'))?.getAttribute('aria-sort')).toBe('ascending');
    click(`${head('state')} button`);
    expect(ids('list-cards').slice(-3).sort()).toEqual(['kubectl-top', 'metrics-api', 'metrics-server']);
    click(`${head('state')} button`);
    expect(ids('list-cards')).toEqual(along);
    expect(host.querySelector(head('state'))?.getAttribute('aria-sort')).toBe('none');
  });

  it('by age leaves those without one at the end, either way', () => {
    draw(fixtureView());
    click(`${head('age')} button`);
    expect(ids('list-cards')[0]).toBe('metrics-api');
    const last = ids('list-cards').at(-1);
    click(`${head('age')} button`);
    expect(ids('list-cards')[0]).toBe('dashboard');
    expect(ids('list-cards').at(-1)).toBe(last);
  });
});

describe('the filter', () => {
  it('leaves rows that hold every word, and says how many', () => {
    draw(brokenView());
    write('broken metrics');
    expect(ids('list-cards')).toEqual(['metrics-server', 'metrics-api', 'kubectl-top']);
    expect(host.querySelector('[data-testid="list-count"]')?.textContent).toMatch(/^3 of 1\d components, 4 of \d+ hops$/);
  });

  it('says when nothing is left, and shows all again', () => {
    draw(fixtureView());
    write('etcd');
    expect(host.textContent).toContain('No component or hop has "etcd" in its row.');
    click('.hs-list-nothing button');
    expect(ids('list-cards').length).toBeGreaterThan(10);
  });
});

describe('findings as rows', () => {
  const lines = () =>
    [...host.querySelectorAll('[data-testid="list-finding"]')].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));

  it('stand above the components, each with what it follows from, and lead to their root', () => {
    draw(deniedFindings());
    expect(lines().map(([title, severity, , , follows]) => [title, severity, follows])).toEqual([
      ['metrics-server may not read the kubelets', 'error', 'nothing: repair this'],
      ['metrics-server has nothing to serve', 'error', 'metrics-server may not read the kubelets'],
      ['metrics.k8s.io is not available', 'error', 'metrics-server has nothing to serve'],
      ['HPA demo/web cannot scale', 'error', 'metrics.k8s.io is not available'],
    ]);
    click('[data-row="api"]');
    expect(useChoices.getState().screen).toBe('findings');
    expect(useFindings.getState().open).toBe('denied');
  });

  it('what two roots explain stands once; the filter is for them too', () => {
    const both = fixtureFinding('c', { causedBy: ['a', 'b'] });
    draw(withFindings(fixtureView(), [fixtureFinding('a'), fixtureFinding('b', { remedy: 'Another.' }), both]));
    expect(lines().map(([title]) => title)).toEqual(['a is wrong', 'c is wrong', 'b is wrong']);
    write('b is');
    expect(lines().map(([title]) => title)).toContain('b is wrong');
    expect(lines().map(([title]) => title)).not.toContain('a is wrong');
    write('');
  });

  it('are no table where nothing was found', () => {
    draw(fixtureView());
    expect(host.querySelector('[data-testid="list-findings"]')).toBeNull();
  });
});
