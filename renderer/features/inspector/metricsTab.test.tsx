// @vitest-environment happy-dom

import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { FamilyRow, FromEngine, SeriesRow } from '../../../shared/contract/engine';
import { chooseTab, useChoices } from '../../store/choiceStore';
import { AT, click, engine, hear, hosted, open, shell, text } from './inspector.testSupport';

function families(rows: readonly FamilyRow[], more: Partial<Extract<FromEngine, { type: 'families' }>> = {}): FromEngine {
  return {
    type: 'families',
    id: 'prometheus',
    expositions: [{ answerId: 'a1', request: 'GET /metrics', path: '/metrics', at: AT, families: [...rows] }],
    ...more,
  };
}

const MANY: readonly FamilyRow[] = Array.from({ length: 20_000 }, (_, at) => ({
  name: `family_${String(at).padStart(5, '0')}`,
  type: at % 2 === 0 ? 'gauge' : 'counter',
  series: at,
}));

describe('metrics', () => {
  const names = () => [...hosted().querySelectorAll('[data-family]')].map((one) => one.getAttribute('data-family'));

  it('asks for the families, and no more once it is left', () => {
    open('prometheus', 'metrics');
    expect(engine.told).toContainEqual({ type: 'read-families', id: 'prometheus' });
    act(() => chooseTab('overview'));
    expect(engine.told).toContainEqual({ type: 'read-families', id: null });
  });

  it('20,000 families are counted and sorted; only those in sight are drawn', () => {
    open('prometheus', 'metrics');
    hear(families(MANY));
    expect(text('families-shown')).toBe('20 k of 20 k');
    expect(names()[0]).toBe('family_00000');
    expect(names().length).toBeLessThan(60);
    click('Sort by Series');
    expect(names()[0]).toBe('family_19999');
  });

  it('says that there are none', () => {
    open('prometheus', 'metrics');
    hear(families([], { expositions: [] }));
    expect(text('metrics')).toContain('It exposes no metric families that were read.');
  });

  it('says where an exposition cannot be read', () => {
    open('prometheus', 'metrics');
    hear(families([], { expositions: [{ answerId: 'a', request: 'GET /m', path: '/m', at: AT, families: [], error: 'line 3: what' }] }));
    expect(text('metrics')).toContain('/m cannot be read: line 3: what.');
  });

  const series = (more: Partial<SeriesRow>): SeriesRow => ({ line: 4, name: 'up', labels: [], value: '1', text: 'up 1', ...more });
  const values = (rows: readonly SeriesRow[], found = rows.length, total = found): FromEngine => ({
    type: 'family',
    answerId: 'a1',
    family: 'up',
    search: '',
    total,
    found,
    rows: [...rows],
  });

  function openUp(): void {
    vi.useFakeTimers();
    open('prometheus', 'metrics');
    hear(families([{ name: 'up', type: 'gauge', series: 3 }]));
    act(() => hosted().querySelector<HTMLButtonElement>('[data-family="up"]')?.click());
    act(() => vi.runAllTimers());
    vi.useRealTimers();
  }

  it('a family opens its values as they were written', () => {
    openUp();
    expect(engine.told).toContainEqual({ type: 'read-family', answerId: 'a1', family: 'up', search: '' });
    hear(values([series({ value: 'NaN' }), series({ value: '+Inf' }), series({ value: '1e308', labels: [['a', 'דוד 🦊']] })]));
    expect([...hosted().querySelectorAll('[data-testid="series-value"]')].map((one) => one.textContent)).toEqual(['NaN', '+Inf', '1e308']);
    expect(hosted().querySelector('[data-testid="values"] bdi')).not.toBeNull();
    expect(text('values')).toContain('דוד 🦊');
  });

  it('of 100,000 series it says how many are listed', () => {
    openUp();
    hear(values([series({})], 100_000));
    expect(text('series-found')).toBe('100 k of 100 k');
    expect(text('series-sent')).toBe('The first 1 of 100 k are listed: words find the others.');
  });

  it.each([
    ['a family without series', values([], 0, 0), 'It is described, and has no series.'],
    ['a search that finds nothing', values([], 0, 9), 'No series holds these words.'],
    ['an answer that is gone', { ...values([], 0, 0), error: 'gone' } as FromEngine, 'gone'],
  ])('says of %s what it is', (_name, message, says) => {
    openUp();
    hear(message);
    expect(text('values')).toContain(says);
  });

  it('a series is copied as a selector and as its line, and leads to it', () => {
    openUp();
    hear(values([series({ labels: [['job', 'a"b']], text: 'up{job="a\\"b"} 1' })]));
    click('Copy as a PromQL selector');
    click('Copy the line');
    expect(shell).toEqual([
      { type: 'copy', text: 'up{job="a\\"b"}' },
      { type: 'copy', text: 'up{job="a\\"b"} 1' },
    ]);
    click('Show line 4 of the raw answer');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a1', answerLine: 4 });
  });
});
