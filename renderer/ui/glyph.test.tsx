import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { HEALTHS } from '../../shared/model/health';
import { Glyph, type State } from './Glyph';

const STATES: readonly State[] = [...HEALTHS, 'history'];
const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const drawn = (state: State) => renderToStaticMarkup(<Glyph state={state} />);
/** What somebody sees of it who sees no colours. */
const shapeOf = (state: State) => drawn(state).replaceAll(/data-state="[^"]*"|var\(--[^)]*\)/g, '');
/** The tokens of its colours. */
const coloursOf = (state: State) => new Set([...drawn(state).matchAll(/var\((--[^)]*)\)/g)].map(([, name = '']) => name));
/** What a token is, in light and in dark. */
const valuesOf = (token: string) => [...tokens.matchAll(new RegExp(`${token}: (#[0-9a-f]{6});`, 'g'))].map(([, value]) => value);

it('states differ in shape, not by colour alone', () => {
  expect(new Set(STATES.map(shapeOf)).size).toBe(STATES.length);
});

it('only what was looked at and passed is green', () => {
  const green = valuesOf('--hs-ok');
  expect(green).toHaveLength(2);
  for (const state of STATES) {
    const values = [...coloursOf(state)].flatMap(valuesOf);
    expect(
      values.some((value) => green.includes(value)),
      state,
    ).toBe(state === 'ok');
  }
});
