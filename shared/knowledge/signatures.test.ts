import { expect, test } from 'vitest';
import { CARDS } from '../model/architecture';
import { listenersOf } from './listeners';
import { SIGNATURES } from './signatures';

test('every signature has a strong sign, and its kind a listener or a reason to have none', () => {
  for (const { kind, flavour, images, flags } of SIGNATURES) {
    expect([images.length + flags.length > 0, `${kind} ${flavour ?? ''}`]).toEqual([true, `${kind} ${flavour ?? ''}`]);
    if (kind !== 'other') expect(listenersOf(kind, flavour).length, `${kind} ${flavour ?? ''}`).toBeGreaterThan(0);
  }
});

test('no image belongs to two programs, unless a subcommand tells them apart', () => {
  const plain = SIGNATURES.filter((signature) => !signature.subcommands).flatMap((signature) => signature.images);
  expect(plain.filter((image, i) => plain.indexOf(image) !== i)).toEqual([]);
});

test('every kind of a signature has a card, apart from what only has its own', () => {
  const kinds = new Set(CARDS.map((card) => card.kind));
  expect(SIGNATURES.map((signature) => signature.kind).filter((kind) => !kinds.has(kind))).toEqual([]);
});
