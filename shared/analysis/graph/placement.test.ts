import { describe, expect, test } from 'vitest';
import { CARDS } from '../../model/architecture';
import type { ComponentKind } from '../../model/component';
import { placeCards } from './placement';

function cards(...ids: readonly string[]): { id: string; kind: ComponentKind }[] {
  return ids.map((id) => ({ id, kind: 'other' }));
}

describe('placeCards', () => {
  test('cards of the picture stand where the picture has them', () => {
    const places = placeCards(CARDS);
    for (const { id, x, y, w, h } of CARDS) expect(places.get(id)).toMatchObject({ x, y, w, h });
  });

  test.each([
    ['a second Prometheus stands below the collectors', 'prometheus:team/own', { x: 506, y: 728, w: 164, h: 84, column: 'collectors' }],
    [
      'a second Alertmanager in the first row below the consumers',
      'alertmanager:b/c',
      { x: 1034, y: 620, w: 164, h: 84, column: 'consumers' },
    ],
    ['a kind without a card stands with the collectors', 'other:m/receive', { x: 506, y: 728, w: 164, h: 84, column: 'collectors' }],
  ])('%s', (_name, id, expected) => {
    expect(placeCards(cards('prometheus', id)).get(id)).toEqual(expected);
  });

  test('rows follow at pitch 108, by id, whatever the order they come in', () => {
    const places = placeCards(cards('prometheus:b/b', 'kube-state-metrics:x/y', 'prometheus:a/a'));
    expect(places.get('prometheus:a/a')?.y).toBe(728);
    expect(places.get('prometheus:b/b')?.y).toBe(836);
    expect(places.get('kube-state-metrics:x/y')).toMatchObject({ x: 242, y: 728 });
  });

  test('no two cards overlap', () => {
    const all = [
      ...CARDS.filter((card) => card.shown !== 'history').map((card) => card.id),
      'prometheus:a/a',
      'other:b/b',
      'alertmanager:c/c',
      'external-adapter:d/d',
    ];
    const places = [...placeCards(cards(...all)).values()];
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
      }
    }
  });

  test('a card that comes later moves none of the others', () => {
    const before = placeCards(cards('prometheus', 'prometheus:b/b'));
    const after = placeCards(cards('prometheus', 'prometheus:b/b', 'pushgateway', 'opentelemetry-collector'));
    for (const [id, place] of before) expect(after.get(id)).toEqual(place);
  });
});
